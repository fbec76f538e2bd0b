import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { events } from '@/lib/kernel/machine'
import { historyOf, isKnownEvent, kindOf } from './history'
import { type CaseEvent, caseMachine } from './machine'

/** Steps whose commands write the line themselves, with the number of a document in it; and those that nobody takes yet. */
const byCommand = new Set<CaseEvent>(['take', 'accept', 'accept_deferred', 'require_supplement', 'refuse', 'resubmit', 'lapse', 'suspend', 'resume'])

/** Every `kind: '…'` that a server file hands to the history of a case. */
function emitted(): string[] {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) => /\/server\/.*\.ts$/.test(`/${file}`) && !file.endsWith('.test.ts'))
  const kinds = files.flatMap((file) => {
    const text = readFileSync(`lib/${file}`, 'utf8')
    return [...text.matchAll(/(?:addEvent|recordCaseEvent|moveCase)\([^{]*\{\s*kind: '([a-z_]+)'/g)].map((match) => match[1] ?? '')
  })
  return [...new Set(kinds)].sort()
}

test('every event that the code writes has words, those of the space journey included', () => {
  const kinds = emitted()
  expect(kinds).toEqual(expect.arrayContaining(['accepted', 'first_reviewed', 'dates_recomputed', 'units_held', 'offered', 'occupied', 'withdrawn']))
  expect(kinds.filter((kind) => !isKnownEvent(kind))).toEqual([])
  // a step of the machine leaves a line of its own where nothing else is said
  for (const state of caseMachine.states)
    for (const event of events(caseMachine, state)) if (!byCommand.has(event)) expect(isKnownEvent(kindOf(event)), event).toBe(true)
})

test('one event, two readers; who and when stand below, and a pause looks like one', () => {
  const line = (kind: string, params = {}) => ({ kind, params, when: '9月16日 10:00', who: '何静' })
  const list = [line('submitted'), line('paused', { detail: '等住建局回函' })]
  expect(historyOf(list, 'applicant')).toEqual([
    { state: 'done', title: '你交了申请', meta: '9月16日 10:00 · 何静' },
    { state: 'pause', title: '暂停：等住建局回函（暂停的时间不计入承诺）', meta: '9月16日 10:00 · 何静' },
  ])
  expect(historyOf(list, 'staff').map((entry) => entry.title)).toEqual(['提交申请', '时钟暂停：等住建局回函'])
})
