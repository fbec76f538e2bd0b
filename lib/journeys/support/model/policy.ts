import { type Actor, hasRole, type RoleCode } from '@/lib/kernel/actor'
import { allow, type Decision, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

/** What the rules need to know of an agreement with its case and, where there is one, the step at hand. */
export interface SupportSubject {
  readonly applicantPersonId: string
  readonly teamPersonIds: readonly string[]
  readonly leftPersonIds?: readonly string[]
  /** Why the actor is too near to the case (class of the relation); null for a stranger. */
  readonly related: string | null
  readonly draftedBy?: string | null
  readonly checkedBy?: string | null
  readonly approvedBy?: string | null
  readonly openedBy?: string | null
  readonly decidedBy?: string | null
  /** The payment may be carried out: its account may be read in full. */
  readonly payable?: boolean
}

/** Who reads agreements and payments at all. */
export const supportReaders = ['intake', 'service', 'finance', 'bank', 'leader', 'auditor'] as const satisfies readonly RoleCode[]

const near = (actor: Actor, subject: SupportSubject): Decision => {
  if ([subject.applicantPersonId, ...subject.teamPersonIds, ...(subject.leftPersonIds ?? [])].includes(actor.personId)) return deny('policy.own_case')
  return subject.related === null ? allow : deny('policy.related_case')
}

/** Staff of these roles, never on a case that is theirs or near to them; `more` may refuse for a reason of the step. */
const staff =
  (roles: readonly RoleCode[], more: (actor: Actor, subject: SupportSubject) => Decision = () => allow) =>
  (actor: Actor | null, subject: SupportSubject): Decision => {
    if (!actor || !hasRole(actor, ...roles)) return deny(NOT_YOURS)
    const stranger = near(actor, subject)
    return stranger.allow ? more(actor, subject) : stranger
  }

const lead = (actor: Actor | null, subject: SupportSubject): Decision => (actor?.personId === subject.applicantPersonId ? allow : deny(NOT_YOURS))

export const supportPolicy = {
  'support.read_own': (actor, subject) => (actor && [subject.applicantPersonId, ...subject.teamPersonIds].includes(actor.personId) ? allow : deny(NOT_YOURS)),
  'support.read': (actor) => (hasRole(actor, ...supportReaders) ? allow : deny(NOT_YOURS)),
  'support.read_file': (actor, subject) =>
    actor && [subject.applicantPersonId, ...subject.teamPersonIds].includes(actor.personId)
      ? allow
      : hasRole(actor, 'intake', 'service', 'finance', 'leader', 'auditor')
        ? allow
        : deny(NOT_YOURS),

  'support.draft': staff(['intake']),
  'support.sign': lead,
  'support.counter_sign': staff(['leader', 'intake'], (actor, subject) => (actor.userId === subject.draftedBy ? deny('policy.drafted_by_you') : allow)),
  'support.attach_scan': staff(['intake', 'leader']),
  'support.end': staff(['leader']),

  'support.tell_account': lead,
  'support.judge_account': staff(['finance']),
  'support.unmask_account': staff(['finance', 'bank'], (_, subject) => (subject.payable ? allow : deny('support.not_payable'))),

  'support.request': lead,
  'support.check': staff(['finance']),
  'support.approve': staff(['finance'], (actor, subject) => (actor.userId === subject.checkedBy ? deny('policy.checked_by_you') : allow)),
  'support.send_back': staff(['finance']),
  'support.pay': staff(['bank', 'finance'], (actor, subject) => (actor.userId === subject.approvedBy ? deny('policy.approved_by_you') : allow)),
  'support.reopen': staff(['finance']),

  'support.report': lead,
  'support.review_milestone': staff(['service', 'intake']),

  'support.open_clawback': staff(['intake', 'service', 'finance', 'leader']),
  'support.send_notice': staff(['intake', 'service', 'finance', 'leader']),
  'support.answer': lead,
  'support.decide': staff(['leader'], (actor, subject) => (actor.userId === subject.openedBy ? deny('policy.opened_by_you') : allow)),
  'support.receive': staff(['finance', 'bank']),
  'support.sue': staff(['leader']),
  'support.write_off': staff(['leader'], (actor, subject) => (actor.userId === subject.decidedBy ? deny('policy.decided_by_you') : allow)),
} satisfies Policy<SupportSubject>

/** The lists as a whole. */
export const supportListPolicy = {
  'support.list': (actor) => (hasRole(actor, ...supportReaders) ? allow : deny(NOT_YOURS)),
  'support.export': (actor) => (hasRole(actor, 'intake', 'service', 'finance', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
} satisfies Policy<null>
