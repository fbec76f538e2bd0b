import { defineMachine } from '@/lib/kernel/machine'

/** 公示: it comes into force when it is published and goes out of force by its dates; only withdrawing it early is a step. */
export const noticeMachine = defineMachine({
  name: 'notice',
  states: ['draft', 'published', 'withdrawn'],
  initial: 'draft',
  terminal: ['withdrawn'],
  groups: {},
  transitions: { draft: { publish: 'published' }, published: { withdraw: 'withdrawn' } },
})

export type NoticeState = (typeof noticeMachine)['states'][number]

export const noticeWords: Record<NoticeState, Record<'staff' | 'public', string>> = {
  draft: { staff: '准备中', public: '准备中' },
  published: { staff: '已发布', public: '公示' },
  withdrawn: { staff: '已撤下', public: '已撤下' },
}

/**
 * 异议 and 复核. Leaving one aside as inadmissible ends it as much as a decision does, so a second person confirms that
 * too, or takes it up after all.
 */
export const objectionMachine = defineMachine({
  name: 'objection',
  states: ['received', 'admissible', 'inadmissible', 'investigating', 'decided', 'notified', 'closed'],
  initial: 'received',
  terminal: ['closed'],
  groups: {
    open: ['received', 'admissible', 'inadmissible', 'investigating'],
    awaitingHandler: ['received', 'admissible'],
    awaitingDecision: ['inadmissible', 'investigating'],
  },
  transitions: {
    received: { admit: 'admissible', dismiss: 'inadmissible' },
    admissible: { investigate: 'investigating' },
    inadmissible: { confirm: 'decided', take_up: 'admissible' },
    investigating: { decide: 'decided' },
    decided: { tell: 'notified' },
    notified: { close: 'closed' },
  },
})

export type ObjectionState = (typeof objectionMachine)['states'][number]

export const openStates: readonly ObjectionState[] = objectionMachine.groups.open ?? []
export const isOpenObjection = (state: ObjectionState): boolean => openStates.includes(state)

/** `objector`: whoever objected, or the applicant who asked for 复核. */
export const objectionWords: Record<ObjectionState, Record<'objector' | 'staff', string> & { kind: 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'mute' }> = {
  received: { objector: '收到了，等人接手', staff: '待受理', kind: 'warn' },
  admissible: { objector: '受理了，准备核实', staff: '已受理', kind: 'info' },
  inadmissible: { objector: '正在看能不能受理', staff: '拟不受理，待复核', kind: 'warn' },
  investigating: { objector: '正在核实', staff: '核实完，待决定', kind: 'hold' },
  decided: { objector: '有结论了', staff: '已决定，待告知', kind: 'info' },
  notified: { objector: '办完了', staff: '已告知', kind: 'ok' },
  closed: { objector: '办完了', staff: '已归档', kind: 'mute' },
}
