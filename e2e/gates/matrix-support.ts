import type { CommandRow } from './matrix'

/** Where one agreement stands when a command is tried on it; the story walks through them in this order. */
export const supportStages = [
  'approved',
  'drafted',
  'signed',
  'in_force',
  'account_told',
  'account_ready',
  'requested',
  'checked',
  'payable',
  'paid',
  'reversed',
  'reported',
  'claimed',
  'noticed',
  'answer_over',
  'owing',
] as const
export type SupportStage = (typeof supportStages)[number]

/**
 * `intake` drafts, `finance` checks, `finance_second` approves, `leader_second` opens the clawback, `leader` decides it.
 * `staff_in_team` and `related` hold every role of the room; the one is of the team, the other married to its lead.
 */
export const supportPersonas = [
  'anonymous',
  'applicant',
  'teammate',
  'other_applicant',
  'intake',
  'intake_second',
  'service',
  'finance',
  'finance_second',
  'bank',
  'leader',
  'leader_second',
  'auditor',
  'space',
  'staff_in_team',
  'related',
] as const
export type SupportPersona = (typeof supportPersonas)[number]

const window = ['intake', 'intake_second'] as const
const finance = ['finance', 'finance_second'] as const
const leaders = ['leader', 'leader_second'] as const
const near = { staff_in_team: 'policy.own_case', related: 'policy.related_case' } as const
const lead = { allow: ['applicant'] } as const
const openers = [...window, 'service', ...finance, ...leaders] as const

/** Rows disbursement, payee account and ledger of the authorization matrix (reliability paper §3.2), with agreement and clawback. */
export const supportRows: readonly CommandRow<SupportStage, SupportPersona>[] = [
  {
    door: 'support.export',
    behind: '/counter/support/export',
    stage: 'approved',
    allow: [...openers, 'auditor', 'staff_in_team', 'related'],
    objectless: true,
  },
  { door: 'support.draft', stage: 'approved', allow: window, told: near },
  { door: 'support.sign', stage: 'drafted', ...lead },
  { door: 'support.counter_sign', stage: 'signed', allow: ['intake_second', ...leaders], told: { ...near, intake: 'policy.drafted_by_you' } },
  { door: 'support.end', stage: 'signed', allow: leaders, told: near },
  { door: 'support.attach_scan', behind: '/counter/support/scan', stage: 'in_force', allow: [...window, ...leaders], told: near },
  { door: 'support.tell_account', stage: 'in_force', ...lead },
  { door: 'support.confirm_account', stage: 'account_told', allow: finance, told: near },
  { door: 'support.refuse_account', stage: 'account_told', allow: finance, told: near },
  { door: 'support.request', stage: 'account_ready', ...lead },
  { door: 'support.check', stage: 'requested', allow: finance, told: near },
  { door: 'support.send_back', stage: 'requested', allow: finance, told: near },
  { door: 'support.approve', stage: 'checked', allow: ['finance_second'], told: { ...near, finance: 'policy.checked_by_you' } },
  { door: 'support.unmask_account', stage: 'payable', allow: [...finance, 'bank'], told: near },
  { door: 'support.pay', stage: 'payable', allow: ['finance', 'bank'], told: { ...near, finance_second: 'policy.approved_by_you' } },
  { door: 'support.report', stage: 'paid', ...lead },
  { door: 'support.attach_evidence', behind: '/my/support/upload', stage: 'paid', ...lead },
  { door: 'support.open_clawback', stage: 'paid', allow: openers, told: near },
  { door: 'support.reopen', stage: 'reversed', allow: finance, told: near },
  { door: 'support.review_milestone', stage: 'reported', allow: [...window, 'service'], told: near },
  { door: 'support.send_notice', stage: 'claimed', allow: openers, told: near },
  { door: 'support.answer', stage: 'noticed', ...lead },
  { door: 'support.decide', stage: 'answer_over', allow: ['leader'], told: { ...near, leader_second: 'policy.opened_by_you' } },
  { door: 'support.receive', stage: 'owing', allow: [...finance, 'bank'], told: near },
  { door: 'support.sue', stage: 'owing', allow: leaders, told: near },
  { door: 'support.write_off', stage: 'owing', allow: ['leader_second'], told: { ...near, leader: 'policy.decided_by_you' } },
]
