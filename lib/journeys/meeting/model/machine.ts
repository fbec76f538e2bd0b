import { defineMachine } from '@/lib/kernel/machine'

/** 会议: called, held, over. What was not decided goes to another meeting. */
export const meetingMachine = defineMachine({
  name: 'meeting',
  states: ['planned', 'open', 'closed'],
  initial: 'planned',
  terminal: ['closed'],
  groups: {},
  transitions: { planned: { start: 'open' }, open: { close: 'closed' } },
})

export type MeetingState = (typeof meetingMachine)['states'][number]

export const meetingWords: Record<MeetingState, Record<'staff' | 'reviewer', string> & { kind: 'ok' | 'info' | 'mute' }> = {
  planned: { staff: '待开', reviewer: '还没有开', kind: 'info' },
  open: { staff: '正在开', reviewer: '正在开', kind: 'ok' },
  closed: { staff: '已散会', reviewer: '已散会', kind: 'mute' },
}
