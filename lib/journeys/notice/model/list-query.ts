import { z } from 'zod'
import { objectionMachine } from './machine'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const page = z.preprocess(first, z.coerce.number().int().min(1).max(1000)).catch(1)

/** The public list in the address; what does not fit counts as not given. */
export const noticeQuerySchema = z.object({
  view: z.preprocess(first, z.enum(['in_force', 'past'])).catch('in_force'),
  q: z.preprocess(first, z.string().trim().max(40)).catch(''),
  page,
})
export type NoticeQuery = z.output<typeof noticeQuerySchema>

export function noticeHref(query: Partial<NoticeQuery>, path = '/notices'): string {
  const search = new URLSearchParams()
  if (query.view && query.view !== 'in_force') search.set('view', query.view)
  if (query.q) search.set('q', query.q)
  if (query.page && query.page > 1) search.set('page', String(query.page))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The staff's list of objections in the address. */
export const objectionQuerySchema = z.object({
  kind: z
    .preprocess(first, z.enum(['objection', 'reconsideration']))
    .optional()
    .catch(undefined),
  state: z.preprocess(first, z.enum(objectionMachine.states)).optional().catch(undefined),
  late: z.preprocess(first, z.literal('1')).optional().catch(undefined),
})
export type ObjectionQuery = z.output<typeof objectionQuerySchema>

export function objectionHref(query: ObjectionQuery, path = '/counter/objections'): string {
  const search = new URLSearchParams()
  for (const name of ['kind', 'state', 'late'] as const) if (query[name]) search.set(name, query[name])
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
