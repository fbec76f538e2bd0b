import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'
import type { AssignmentState } from './machine'

/** The list of reviewers and their relations. `personId`: whom it is about; null for the list as a whole. */
export interface ReviewerSubject {
  readonly personId: string | null
}

export const reviewerPolicy = {
  'reviewer.read': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  'reviewer.export': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  'reviewer.change': (actor, subject) => {
    if (!hasRole(actor, 'intake')) return deny(NOT_YOURS)
    return actor?.personId === subject.personId ? deny('policy.own_record') : allow
  },
} satisfies Policy<ReviewerSubject>

/** The panels of a round. `relatedPersonIds`: people of the applications in question. */
export interface PanelSubject {
  readonly relatedPersonIds: readonly string[]
}

export const panelPolicy = {
  'panel.read': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor', 'chair', 'observer') ? allow : deny(NOT_YOURS)),
  'panel.run': (actor, subject) => {
    if (!hasRole(actor, 'intake')) return deny(NOT_YOURS)
    return actor && subject.relatedPersonIds.includes(actor.personId) ? deny('policy.own_case') : allow
  },
  'panel.decide_soft': (actor, subject) => {
    if (!hasRole(actor, 'chair')) return deny(NOT_YOURS)
    return actor && subject.relatedPersonIds.includes(actor.personId) ? deny('policy.own_case') : allow
  },
} satisfies Policy<PanelSubject>

/** One sheet, as its expert meets it. */
export interface AssignmentSubject {
  readonly reviewerPersonId: string
  readonly state: AssignmentState
  readonly entryWithdrawn: boolean
  /** The class of a hard relation as of now; null for none. */
  readonly hardKind: string | null
}

const own = (actor: { personId: string } | null, subject: AssignmentSubject) => actor !== null && actor.personId === subject.reviewerPersonId

const ended: readonly AssignmentState[] = ['recused', 'abstained', 'voided']

export const assignmentPolicy = {
  /** To see that the sheet exists, to declare, to recuse: never more than the code of the entry. */
  'assignment.answer': (actor, subject) => (own(actor, subject) ? allow : deny(NOT_YOURS)),
  /** To open the material and the sheet. */
  'assignment.open': (actor, subject) => {
    if (!own(actor, subject)) return deny(NOT_YOURS)
    if (subject.hardKind !== null) return deny('review.hard_relation')
    if (ended.includes(subject.state) || subject.entryWithdrawn) return deny('review.ended')
    return subject.state === 'drawn' ? deny('review.not_declared') : allow
  },
} satisfies Policy<AssignmentSubject>
