import { defineMachine } from '@/lib/kernel/machine'

/**
 * A draw from the proposal to the opened key. `planned` is only the proposal of a re-run, waiting for its second approver: every
 * other draw is committed in the moment it is made.
 */
export const drawMachine = defineMachine({
  name: 'draw',
  states: ['planned', 'committed', 'frozen', 'drawn', 'published'],
  initial: 'planned',
  terminal: ['published'],
  groups: { sealed: ['committed', 'frozen', 'drawn'] },
  transitions: {
    planned: { commit: 'committed' },
    committed: { freeze: 'frozen' },
    frozen: { draw: 'drawn' },
    drawn: { publish: 'published' },
  },
})

export type DrawState = (typeof drawMachine)['states'][number]
export type DrawEvent = 'commit' | 'freeze' | 'draw' | 'publish'

export const drawWords: Record<DrawState, Record<'staff' | 'public', string> & { kind: 'ok' | 'warn' | 'info' | 'hold' | 'mute' }> = {
  planned: { staff: '重摇待批', public: '重摇待批准', kind: 'warn' },
  committed: { staff: '已封密钥', public: '密钥已封好，报名中', kind: 'info' },
  frozen: { staff: '名单已冻结', public: '名单已冻结，等公共数', kind: 'hold' },
  drawn: { staff: '已摇，待公布', public: '已摇，待公布', kind: 'warn' },
  published: { staff: '已公布', public: '结果已公布', kind: 'ok' },
}
