import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export interface FeedbackSubject {
  /** Applicant and team. */
  readonly personIds: readonly string[]
}

/** Letters to those who were not chosen: the window and the leaders write and approve them, the auditor reads. */
export const feedbackPolicy = {
  'feedback.read': (actor, subject) =>
    actor && hasRole(actor, 'intake', 'leader', 'auditor') && !subject.personIds.includes(actor.personId) ? allow : deny(NOT_YOURS),
  'feedback.write': (actor, subject) => {
    if (!actor || !hasRole(actor, 'intake', 'leader')) return deny(NOT_YOURS)
    return subject.personIds.includes(actor.personId) ? deny('policy.own_case') : allow
  },
  'feedback.read_own': (actor, subject) => (actor && subject.personIds.includes(actor.personId) ? allow : deny(NOT_YOURS)),
} satisfies Policy<FeedbackSubject>
