import { defineMachine } from '@/lib/kernel/machine'

export const agreementMachine = defineMachine({
  name: 'agreement',
  states: ['drafted', 'signed_by_applicant', 'in_force', 'completed', 'terminated'],
  initial: 'drafted',
  terminal: ['completed', 'terminated'],
  groups: { live: ['drafted', 'signed_by_applicant', 'in_force'] },
  transitions: {
    drafted: { sign: 'signed_by_applicant', end: 'terminated' },
    signed_by_applicant: { counter_sign: 'in_force', end: 'terminated' },
    in_force: { complete: 'completed', end: 'terminated' },
  },
})

export const instalmentMachine = defineMachine({
  name: 'instalment',
  states: ['planned', 'requested', 'checked', 'approved', 'paid', 'cancelled'],
  initial: 'planned',
  terminal: ['cancelled'],
  groups: { waiting: ['requested', 'checked', 'approved'], unpaid: ['planned', 'requested', 'checked', 'approved'] },
  transitions: {
    planned: { request: 'requested', cancel: 'cancelled' },
    requested: { check: 'checked', send_back: 'planned', cancel: 'cancelled' },
    checked: { approve: 'approved', send_back: 'planned', cancel: 'cancelled' },
    approved: { pay: 'paid', send_back: 'planned', cancel: 'cancelled' },
    // only after the books took the posting back: the right receipt is recorded anew
    paid: { reopen: 'approved' },
  },
})

export const milestoneMachine = defineMachine({
  name: 'milestone',
  states: ['due', 'reported', 'accepted', 'returned'],
  initial: 'due',
  terminal: ['accepted'],
  groups: { open: ['due', 'returned'] },
  transitions: {
    due: { report: 'reported' },
    reported: { accept: 'accepted', send_back: 'returned' },
    returned: { report: 'reported' },
  },
})

export const clawbackMachine = defineMachine({
  name: 'clawback',
  states: ['opened', 'notice_sent', 'objection', 'decided', 'repaying', 'recovered', 'court', 'written_off'],
  initial: 'opened',
  terminal: ['recovered', 'written_off'],
  groups: {
    undecided: ['opened', 'notice_sent', 'objection'],
    owing: ['decided', 'repaying', 'court'],
    open: ['opened', 'notice_sent', 'objection', 'decided', 'repaying', 'court'],
  },
  transitions: {
    opened: { send_notice: 'notice_sent' },
    notice_sent: { answer: 'objection', decide: 'decided' },
    objection: { decide: 'decided' },
    // nothing to pay back, or all of it at once
    decided: { receive: 'repaying', settle: 'recovered', sue: 'court', write_off: 'written_off' },
    repaying: { settle: 'recovered', sue: 'court', write_off: 'written_off' },
    court: { settle: 'recovered', write_off: 'written_off' },
  },
})

export type AgreementState = (typeof agreementMachine)['states'][number]
export type InstalmentState = (typeof instalmentMachine)['states'][number]
export type MilestoneState = (typeof milestoneMachine)['states'][number]
export type ClawbackState = (typeof clawbackMachine)['states'][number]
export type TagKind = 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'mute'
type Words<S extends string> = Record<S, { applicant: string; staff: string; kind: TagKind }>

export const agreementWords: Words<AgreementState> = {
  drafted: { applicant: '等你看过签字', staff: '待申请人签', kind: 'warn' },
  signed_by_applicant: { applicant: '你签了，等管委会签', staff: '待管委会签', kind: 'info' },
  in_force: { applicant: '生效了', staff: '履行中', kind: 'ok' },
  completed: { applicant: '都办完了', staff: '已履行完毕', kind: 'ok' },
  terminated: { applicant: '终止了', staff: '已终止', kind: 'mute' },
}

export const instalmentWords: Words<InstalmentState> = {
  planned: { applicant: '还没到时候', staff: '未申请', kind: 'mute' },
  requested: { applicant: '申请交了，财务在核', staff: '待财务核', kind: 'warn' },
  checked: { applicant: '财务核过了，等批准', staff: '待复核批准', kind: 'warn' },
  approved: { applicant: '批准了，等银行付款', staff: '待登记银行回单', kind: 'info' },
  paid: { applicant: '到账了', staff: '已拨付', kind: 'ok' },
  cancelled: { applicant: '不再拨付', staff: '已取消', kind: 'mute' },
}

export const milestoneWords: Words<MilestoneState> = {
  due: { applicant: '等你报告', staff: '未报告', kind: 'info' },
  reported: { applicant: '报告交了，在看', staff: '待验收', kind: 'warn' },
  accepted: { applicant: '验收通过', staff: '已验收', kind: 'ok' },
  returned: { applicant: '退回了，改好再报', staff: '已退回', kind: 'bad' },
}

export const clawbackWords: Words<ClawbackState> = {
  opened: { applicant: '在核实', staff: '已立案', kind: 'warn' },
  notice_sent: { applicant: '等你答复', staff: '已发通知，等答复', kind: 'warn' },
  objection: { applicant: '你答复了，等决定', staff: '已答复，待决定', kind: 'info' },
  decided: { applicant: '有决定了', staff: '已决定，待退款', kind: 'bad' },
  repaying: { applicant: '正在退款', staff: '退款中', kind: 'warn' },
  recovered: { applicant: '了结了', staff: '已了结', kind: 'ok' },
  court: { applicant: '已经起诉', staff: '诉讼中', kind: 'bad' },
  written_off: { applicant: '核销了', staff: '已核销', kind: 'mute' },
}
