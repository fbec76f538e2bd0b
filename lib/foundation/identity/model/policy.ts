import { type Actor, hasRole } from '@/lib/kernel/actor'
import { allow, type Decision, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

/** The people a rule is about: one person, or both sides of a merge. */
export interface PersonSubject {
  readonly personIds: readonly string[]
  /** Who proposed the change that is to be decided. */
  readonly proposedBy?: string
}

/** The window acts on other people's data, never on its own. */
const window = (actor: Actor | null, subject: PersonSubject): Decision => {
  if (!actor || !hasRole(actor, 'intake')) return deny(NOT_YOURS)
  return subject.personIds.includes(actor.personId) ? deny('policy.own_person') : allow
}

const reader = (actor: Actor | null): Decision => (hasRole(actor, 'intake') ? allow : deny(NOT_YOURS))

/** Rows account, person and session of the authorization matrix (reliability paper §3.2). */
export const personPolicy = {
  'person.list': reader,
  'person.read': reader,
  'person.unmask': window,
  'person.verify': window,
  'person.propose': window,
  'person.decide': (actor, subject) => {
    const may = window(actor, subject)
    if (!may.allow) return may
    return actor?.userId === subject.proposedBy ? deny('policy.proposed_by_you') : allow
  },
  'person.withdraw_proposal': (actor, subject) => {
    if (!hasRole(actor, 'intake')) return deny(NOT_YOURS)
    return actor?.userId === subject.proposedBy ? allow : window(actor, subject)
  },
} satisfies Policy<PersonSubject>
