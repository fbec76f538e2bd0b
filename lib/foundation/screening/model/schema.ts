import { z } from 'zod'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'
import { type FlagKind, flagKinds } from './keys'

export const outcomes = ['same', 'different'] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeWords: Record<Outcome, string> = { same: '是重复', different: '不是重复' }

export const resolveSchema = z.strictObject({
  id: z.uuid(),
  outcome: z.enum(outcomes, 'choice.missing'),
  reason: z.string().trim().min(4, 'reason.short_inside').max(500, 'reason.too_long'),
})

export interface FlagSubject {
  /** Applicants and members of both teams, those who left included. */
  readonly personIds: readonly string[]
}

const works = (actor: Actor | null) => hasRole(actor, 'intake')

export const screeningPolicy = {
  'screening.read': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  'screening.resolve': (actor, subject) => {
    if (!works(actor)) return deny(NOT_YOURS)
    return actor && subject.personIds.includes(actor.personId) ? deny('screening.own') : allow
  },
} satisfies Policy<FlagSubject>

const states = ['open', ...outcomes] as const
export type FlagState = (typeof states)[number]
export const stateWords: Record<FlagState, string> = { open: '待判', ...outcomeWords }

export const screeningQuerySchema = z.object({
  state: z.enum(states).optional().catch(undefined),
  kind: z.enum(flagKinds).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export interface ScreeningQuery {
  readonly state?: FlagState | undefined
  readonly kind?: FlagKind | undefined
  readonly page: number
}

/** The list under these filters; page one is not written. */
export function screeningHref({ state, kind, page }: Partial<ScreeningQuery> = {}, path = '/counter/screening'): string {
  const query = new URLSearchParams()
  if (state) query.set('state', state)
  if (kind) query.set('kind', kind)
  if (page && page > 1) query.set('page', String(page))
  return query.size > 0 ? `${path}?${query}` : path
}
