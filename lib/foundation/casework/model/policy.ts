import { type Actor, hasRole } from '@/lib/kernel/actor'
import { allow, type Decision, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'
import type { ChainStep, SignedStep } from './chain'

/** What the rules need to know of a case; read with it, never from the page. */
export interface CaseSubject {
  readonly applicantPersonId: string
  /** People of the venture's team, the applicant included. */
  readonly teamPersonIds: readonly string[]
  /** Who was in the team when the form was submitted and has left since: they read nothing, and decide nothing either. */
  readonly leftPersonIds?: readonly string[]
  readonly acceptedBy: string | null
  /** The sign-off chain: it says whose role each signature is. Without it nobody signs. */
  readonly steps?: readonly Pick<ChainStep, 'step' | 'role'>[]
  /** Whose signatures stand in the current round. */
  readonly signers: readonly string[]
  /** Person → class of the hard relation to applicant, team or company; read before a signature. */
  readonly related?: Readonly<Record<string, string>>
  readonly measureCode: string
  readonly approved: boolean
}

const isOwn = (actor: Actor, subject: CaseSubject) => subject.teamPersonIds.includes(actor.personId) || subject.applicantPersonId === actor.personId

/** Too near to this case to handle it: leaving the team after the form was submitted changes nothing. */
export const mayNotHandle = (personId: string, subject: CaseSubject): boolean =>
  personId === subject.applicantPersonId || subject.teamPersonIds.includes(personId) || (subject.leftPersonIds ?? []).includes(personId)

/** A member of staff acts on a case, never on one of their own. */
const staff =
  (...roles: Parameters<typeof hasRole>[1][]) =>
  (actor: Actor | null, subject: CaseSubject): Decision => {
    if (!actor || !hasRole(actor, ...roles)) return deny(NOT_YOURS)
    return mayNotHandle(actor.personId, subject) ? deny('policy.own_case') : allow
  }

/** A signature of the chain: the role stands in its row; nobody signs near to themselves, what they accepted, or twice. */
const signs =
  (step: SignedStep) =>
  (actor: Actor | null, subject: CaseSubject): Decision => {
    const role = subject.steps?.find((one) => one.step === step)?.role
    const may = role ? staff(role)(actor, subject) : deny(NOT_YOURS)
    if (!may.allow || !actor) return may
    if (subject.related?.[actor.personId]) return deny('policy.related_case')
    if (step === 'first_review' && actor.userId === subject.acceptedBy) return deny('policy.accepted_by_you')
    return subject.signers.includes(actor.userId) ? deny('policy.signed_already') : allow
  }

const owner = (actor: Actor | null, subject: CaseSubject): Decision =>
  actor !== null && actor.personId === subject.applicantPersonId ? allow : deny(NOT_YOURS)

export const casePolicy = {
  'case.read_own': (actor, subject) => (actor !== null && isOwn(actor, subject) ? allow : deny(NOT_YOURS)),
  'case.read': (actor, subject) => {
    if (!actor) return deny(NOT_YOURS)
    if (hasRole(actor, 'intake', 'leader', 'auditor')) return allow
    return hasRole(actor, 'space') && subject.approved ? allow : deny(NOT_YOURS)
  },
  /** 归档: the whole case as one file, for those who may read it; with the reason in the audit. */
  'case.archive': staff('intake', 'leader', 'auditor'),
  'case.intake': staff('intake'),
  'case.assign': staff('intake', 'leader'),
  'case.note': staff('intake', 'leader'),
  'case.message': (actor, subject) => (actor && isOwn(actor, subject) ? allow : staff('intake', 'leader')(actor, subject)),
  'case.supplement': owner,
  'case.withdraw': owner,
  'case.first_review': signs('first_review'),
  'case.second_check': signs('second_check'),
  'case.panel': signs('panel'),
  'case.approval': signs('approval'),
  'case.approval_second': signs('approval_second'),
  'case.final_decision': signs('final_decision'),
} satisfies Policy<CaseSubject>

/** The queue as a whole: who may open it and take it away as a file. */
export const queuePolicy = {
  'queue.list': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  /** 待批准: the leaders' own list. */
  'approvals.list': (actor) => (hasRole(actor, 'leader') ? allow : deny(NOT_YOURS)),
  'queue.export': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
} satisfies Policy<null>
