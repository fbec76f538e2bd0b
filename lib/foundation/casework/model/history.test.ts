import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { historyOf, isKnownEvent } from './history'

/** Every `kind: '…'` that a server file hands to the history of a case. */
function emitted(): string[] {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) => /\/server\/.*\.ts$/.test(`/${file}`) && !file.endsWith('.test.ts'))
  const kinds = files.flatMap((file) => {
    const text = readFileSync(`lib/${file}`, 'utf8')
    return [...text.matchAll(/(?:addEvent|recordCaseEvent)\([^{]*\{\s*kind: '([a-z_]+)'/g)].map((match) => match[1] ?? '')
  })
  return [...new Set(kinds)].sort()
}

test('every event that the code writes has words, those of the space journey included', () => {
  const kinds = emitted()
  expect(kinds).toEqual(expect.arrayContaining(['accepted', 'sent_back', 'dates_recomputed', 'units_held', 'offered', 'occupied', 'withdrawn']))
  expect(kinds.filter((kind) => !isKnownEvent(kind))).toEqual([])
  // the decision names its event after the state
  expect(['approved', 'rejected'].every(isKnownEvent)).toBe(true)
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
