import { z } from 'zod'
import { holdsLongNumber } from '@/lib/kernel/identity-number'

/** Filters of the list of people, as they stand in the address. Anything unknown falls back to the plain list. */
export const peopleQuerySchema = z.object({
  q: z
    .string()
    .trim()
    .max(50)
    // an identity number never stands in an address: what looks like one is dropped
    .transform((text) => (holdsLongNumber(text) ? '' : text))
    .catch(''),
  state: z.enum(['imported', 'registered', 'verified', 'merged']).optional().catch(undefined),
  view: z.enum(['all', 'alike', 'open']).catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export type PeopleQuery = z.output<typeof peopleQuerySchema>

export const PAGE_SIZE = 30

/** The address of the list with these filters; plain values are left out. */
export function peopleHref(query: Partial<PeopleQuery>): string {
  const search = new URLSearchParams()
  if (query.q) search.set('q', query.q)
  if (query.state) search.set('state', query.state)
  if (query.view && query.view !== 'all') search.set('view', query.view)
  if (query.page && query.page > 1) search.set('page', String(query.page))
  return `/counter/people${search.size > 0 ? `?${search}` : ''}`
}
