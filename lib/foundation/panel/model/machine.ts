import { defineMachine } from '@/lib/kernel/machine'

/** Still to be written. */
export const openStates = ['drawn', 'declared', 'scoring'] as const
/** Holds a seat on the entry. */
export const seatedStates = [...openStates, 'locked'] as const
export const aggregatedStates = ['scored', 'discussion'] as const
/** The experts have finished; a decided entry comes back with a case that was returned to the meeting. */
const decidableStates = [...aggregatedStates, 'decided'] as const
/** Experts work on it, or what they wrote can still be counted anew. */
export const liveStates = ['reviewing', ...aggregatedStates] as const

/** One application in the review of its round. */
export const entryMachine = defineMachine({
  name: 'entry',
  states: ['waiting', 'reviewing', 'scored', 'discussion', 'decided', 'withdrawn'],
  initial: 'waiting',
  terminal: ['decided', 'withdrawn'],
  groups: { live: liveStates, aggregated: aggregatedStates },
  transitions: {
    waiting: { draw: 'reviewing', withdraw: 'withdrawn' },
    reviewing: { score: 'scored', discuss: 'discussion', withdraw: 'withdrawn' },
    scored: { reopen: 'reviewing', discuss: 'discussion', decide: 'decided', withdraw: 'withdrawn' },
    discussion: { reopen: 'reviewing', score: 'scored', decide: 'decided', withdraw: 'withdrawn' },
  },
})

export type EntryState = (typeof entryMachine)['states'][number]
export type EntryEvent = 'draw' | 'score' | 'discuss' | 'reopen' | 'decide' | 'withdraw'

type Words = Record<'staff' | 'reviewer', string> & { kind: 'ok' | 'warn' | 'info' | 'hold' | 'mute' }

export const entryWords: Record<EntryState, Words> = {
  waiting: { staff: '待分组抽专家', reviewer: '未开始', kind: 'hold' },
  reviewing: { staff: '评审中', reviewer: '评审中', kind: 'info' },
  scored: { staff: '已汇总', reviewer: '评审已结束', kind: 'ok' },
  discussion: { staff: '分差大，待会议讨论', reviewer: '评审已结束', kind: 'warn' },
  decided: { staff: '会议已审定', reviewer: '评审已结束', kind: 'ok' },
  withdrawn: { staff: '已撤回', reviewer: '已撤回', kind: 'mute' },
}

/** One expert's sheet for one application. */
export const assignmentMachine = defineMachine({
  name: 'assignment',
  states: ['drawn', 'declared', 'scoring', 'locked', 'recused', 'abstained', 'voided'],
  initial: 'drawn',
  terminal: ['recused', 'abstained', 'voided'],
  groups: { open: openStates, seated: seatedStates },
  transitions: {
    drawn: { declare: 'declared', recuse: 'recused', void: 'voided' },
    declared: { open: 'scoring', recuse: 'recused', abstain: 'abstained', void: 'voided' },
    scoring: { lock: 'locked', recuse: 'recused', abstain: 'abstained', void: 'voided' },
    locked: { void: 'voided' },
  },
})

export type AssignmentState = (typeof assignmentMachine)['states'][number]
export type AssignmentEvent = 'declare' | 'open' | 'lock' | 'recuse' | 'abstain' | 'void'

export const assignmentWords: Record<AssignmentState, Words> = {
  drawn: { staff: '已抽中，待声明', reviewer: '先签回避声明', kind: 'hold' },
  declared: { staff: '已声明', reviewer: '可以开始评分', kind: 'info' },
  scoring: { staff: '评分中', reviewer: '评分中', kind: 'info' },
  locked: { staff: '已锁定', reviewer: '已锁定', kind: 'ok' },
  recused: { staff: '已回避', reviewer: '你已回避', kind: 'mute' },
  abstained: { staff: '已弃评', reviewer: '你已弃评', kind: 'mute' },
  voided: { staff: '已作废', reviewer: '因利益关系作废', kind: 'warn' },
}

const among = <S extends string>(states: readonly S[], state: string): boolean => (states as readonly string[]).includes(state)
export const isOpen = (state: AssignmentState): boolean => among(openStates, state)
export const isSeated = (state: AssignmentState): boolean => among(seatedStates, state)
export const isAggregated = (state: EntryState): boolean => among(aggregatedStates, state)
export const isDecidable = (state: EntryState): boolean => among(decidableStates, state)
export const isLive = (state: EntryState): boolean => among(liveStates, state)
