import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsLongNumber } from '@/lib/kernel/identity-number'
import { caseMachine } from './machine'
import { dueFilters, leftWords, parseQueueFilter, type QueuePlace, queueHref, queueViews } from './queue'

const id = '00000000-0000-4000-8000-000000000000'

describe('the filter in the URL', () => {
  test('what looks like an identity number is no search: it would stand in the address and in the audit', () => {
    expect(parseQueueFilter({ q: '430102 19991212 9974' }, 'all')).toEqual({ view: 'all' })
    expect(parseQueueFilter({ q: '４３０１０２１９９９１２１２９９７４' }, 'all')).toEqual({ view: 'all' })
    expect(parseQueueFilter({ q: '19907391234' }, 'all')).toEqual({ view: 'all', q: '19907391234' })
  })

  const places: fc.Arbitrary<QueuePlace> = fc.record(
    {
      view: fc.constantFrom(...queueViews),
      measure: fc.constantFrom('office', 'loan', 'pending-05'),
      state: fc.constantFrom('any' as const, ...caseMachine.states),
      due: fc.constantFrom(...dueFilters),
      round: fc.constant(id),
      q: fc
        .string({ minLength: 1, maxLength: 60 })
        .map((text) => text.trim())
        .filter((text) => text !== '' && !holdsLongNumber(text)),
      after: fc.constant(`2026-09-16|${id}`),
    },
    { requiredKeys: ['view'] },
  )

  test('reads back what it wrote', () => {
    fc.assert(
      fc.property(places, (place) => {
        const url = new URL(queueHref(place), 'http://localhost')
        expect(parseQueueFilter(Object.fromEntries(url.searchParams), 'all')).toEqual(place)
      }),
    )
  })

  test('leaves out what it does not know, and doubles', () => {
    const mistyped = { view: 'everything', state: 'gone', due: 'never', measure: "x' OR 1=1", after: '2026-09-16|; DROP', round: 'all', q: ['a', 'b'] }
    expect(parseQueueFilter(mistyped, 'decide')).toEqual({ view: 'decide' })
  })

  test('a change takes a part away or puts it in', () => {
    expect(queueHref({ view: 'all', case: 'GW-2026-0001-X', q: '热控' }, { case: undefined, due: 'late' })).toBe(
      `/counter?view=all&due=late&q=${encodeURIComponent('热控')}`,
    )
  })
})

test('the time left in words', () => {
  expect([3, 0, -2].map((leftDays) => leftWords({ leftDays, paused: false }, false))).toEqual(['剩 3 天', '今天', '超 2 天'])
  expect(leftWords({ leftDays: 3, paused: true }, false)).toBe('已暂停')
  expect(leftWords({ leftDays: 3, paused: false }, true)).toBe('已暂停')
})
