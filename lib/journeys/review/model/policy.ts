import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

/** Results, blind copies and exports of one round, or one entry of it. */
export interface ReviewSubject {
  /** People of the applications in question: nobody reads or prepares the review of their own. */
  readonly relatedPersonIds: readonly string[]
  /** Persons who still have a sheet to lock in this round. */
  readonly openReviewerPersonIds: readonly string[]
  /** Every entry is scored: before that the window sees progress only. */
  readonly complete: boolean
}

const observers = ['leader', 'chair', 'auditor', 'observer'] as const

export const reviewPolicy = {
  /** Blind copies, progress. */
  'review.prepare': (actor, subject) => {
    if (!hasRole(actor, 'intake')) return deny(NOT_YOURS)
    return actor && subject.relatedPersonIds.includes(actor.personId) ? deny('policy.own_case') : allow
  },
  'review.read_round': (actor, subject) => {
    if (!hasRole(actor, 'intake', ...observers)) return deny(NOT_YOURS)
    return actor && subject.relatedPersonIds.includes(actor.personId) ? deny('policy.own_case') : allow
  },
  /** Values, ranks, spreads: never for somebody whose own sheet is open, for the window only when all is scored. */
  'review.read_results': (actor, subject) => {
    if (!hasRole(actor, 'intake', ...observers)) return deny(NOT_YOURS)
    if (actor && subject.relatedPersonIds.includes(actor.personId)) return deny('policy.own_case')
    if (actor && subject.openReviewerPersonIds.includes(actor.personId)) return deny('review.own_sheet_open')
    return subject.complete || hasRole(actor, ...observers) ? allow : deny('review.not_complete')
  },
} satisfies Policy<ReviewSubject>
