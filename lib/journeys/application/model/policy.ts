import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export interface ApplicationSubject {
  readonly applicantPersonId: string
  readonly teamPersonIds: readonly string[]
  readonly state: 'draft' | 'submitted' | 'withdrawn'
}

export const applicationPolicy = {
  'application.create': (actor) => (hasRole(actor, 'applicant') ? allow : deny('policy.not_an_applicant')),
  'application.read': (actor, subject) =>
    actor && (subject.applicantPersonId === actor.personId || subject.teamPersonIds.includes(actor.personId)) ? allow : deny(NOT_YOURS),
  'application.edit': (actor, subject) => {
    if (actor?.personId !== subject.applicantPersonId) return deny(NOT_YOURS)
    return subject.state === 'draft' ? allow : deny('application.already_submitted')
  },
  'application.discard': (actor, subject) => {
    if (actor?.personId !== subject.applicantPersonId) return deny(NOT_YOURS)
    return subject.state === 'draft' ? allow : deny('application.already_submitted')
  },
  'application.submit': (actor, subject) => (actor?.personId === subject.applicantPersonId ? allow : deny(NOT_YOURS)),
} satisfies Policy<ApplicationSubject>
