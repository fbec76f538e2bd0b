import { z } from 'zod'

/** Filters of the list of reviewers, as they stand in the address. Anything unknown falls back to the plain list. */
export const reviewerQuerySchema = z.object({
  q: z.string().trim().max(50).catch(''),
  field: z.string().trim().max(20).catch(''),
  state: z.enum(['active', 'inactive']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
})

export type ReviewerQuery = z.output<typeof reviewerQuerySchema>

export const PAGE_SIZE = 30
export const REVIEWERS_PATH = '/counter/reviewers'

/** The address of the list, or of its workbook, with these filters; plain values are left out. */
export function reviewersHref(query: Partial<ReviewerQuery>, path = REVIEWERS_PATH): string {
  const search = new URLSearchParams()
  if (query.q) search.set('q', query.q)
  if (query.field) search.set('field', query.field)
  if (query.state) search.set('state', query.state)
  if (query.page && query.page > 1) search.set('page', String(query.page))
  return `${path}${search.size > 0 ? `?${search}` : ''}`
}
