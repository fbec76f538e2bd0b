import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export interface AllocationSubject {
  readonly applicantPersonId: string
  readonly teamPersonIds: readonly string[]
  /** Who left the team after the form was submitted. */
  readonly leftPersonIds?: readonly string[]
}

export const spacePolicy = {
  'space.allocate': (actor, subject) => {
    if (!actor || !hasRole(actor, 'space')) return deny(NOT_YOURS)
    const near = [subject.applicantPersonId, ...subject.teamPersonIds, ...(subject.leftPersonIds ?? [])]
    return near.includes(actor.personId) ? deny('policy.own_case') : allow
  },
  'space.claim': (actor, subject) => (actor?.personId === subject.applicantPersonId ? allow : deny(NOT_YOURS)),
  'space.respond': (actor, subject) => (actor?.personId === subject.applicantPersonId ? allow : deny(NOT_YOURS)),
  'space.read_own': (actor, subject) => (actor && subject.teamPersonIds.includes(actor.personId) ? allow : deny(NOT_YOURS)),
} satisfies Policy<AllocationSubject>

/** The plan as a whole, with the names of those who hold units; and the units themselves. */
export const planPolicy = {
  'space.plan': (actor) => (hasRole(actor, 'space', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  'space.export': (actor) => (hasRole(actor, 'space', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  'space.units': (actor) => (hasRole(actor, 'space') ? allow : deny(NOT_YOURS)),
} satisfies Policy<null>
