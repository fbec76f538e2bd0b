import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

/** A recorded relation, or one about to be: whom it is about. */
export interface RelationSubject {
  readonly personIds: readonly string[]
}

export const relationPolicy = {
  'relation.read': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  /** The window records, ends and withdraws, never what is about oneself. */
  'relation.change': (actor, subject) => {
    if (!hasRole(actor, 'intake')) return deny(NOT_YOURS)
    return actor && subject.personIds.includes(actor.personId) ? deny('policy.own_record') : allow
  },
  /**
   * An expert says what they have to do with whom. Not an applicant: who declares a relation to an expert keeps that expert from their
   * own application, so the window looks at it first (`relation.change`).
   */
  'relation.declare': (actor, subject) => (hasRole(actor, 'reviewer') && subject.personIds[0] === actor?.personId ? allow : deny(NOT_YOURS)),
} satisfies Policy<RelationSubject>
