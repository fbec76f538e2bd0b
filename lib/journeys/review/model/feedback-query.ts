import { z } from 'zod'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The list of letters in the address; what does not fit counts as not given. */
export const letterQuerySchema = z.object({
  round: z.preprocess(first, z.uuid()).optional().catch(undefined),
  state: z
    .preprocess(first, z.enum(['missing', 'draft', 'sent']))
    .optional()
    .catch(undefined),
})
export type LetterQuery = z.output<typeof letterQuerySchema>

export function letterHref(query: LetterQuery): string {
  const search = new URLSearchParams()
  if (query.round) search.set('round', query.round)
  if (query.state) search.set('state', query.state)
  const text = search.toString()
  return text === '' ? '/counter/feedback' : `/counter/feedback?${text}`
}
