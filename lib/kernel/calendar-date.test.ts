import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, calendarDate, dateInShanghai, daysBetween, formatDateZh, instantAt, parseCalendarDate } from './calendar-date'

const day = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays(calendarDate('1950-01-01'), n))

test('adding and measuring days agree', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (d, n) => {
      expect(daysBetween(d, addDays(d, n))).toBe(n)
    }),
  )
})

test('months clamp to the end of the month', () => {
  expect(addMonths(calendarDate('2026-01-31'), 1)).toBe('2026-02-28')
  expect(addMonths(calendarDate('2028-01-31'), 1)).toBe('2028-02-29')
  expect(addMonths(calendarDate('2028-02-29'), 12)).toBe('2029-02-28')
  expect(addMonths(calendarDate('2026-01-31'), -2)).toBe('2025-11-30')
})

test.each(['2026-11-22', '20261122', '2026年11月22日', '２０２６年１１月２２日', '2026/11/22'])('%s is read', (text) =>
  expect(parseCalendarDate(text)).toEqual({ ok: true, value: '2026-11-22' }),
)
test.each(['2026-02-30', '2026-02-29', '2026-13-01'])('%s is not a day', (text) => expect(parseCalendarDate(text)).toEqual({ ok: false, error: 'not_a_day' }))
test.each(['26/11/22', '正月初一', ''])('%s is asked back', (text) => expect(parseCalendarDate(text)).toEqual({ ok: false, error: 'format' }))

test('one minute to midnight in Shanghai is still that day, and midnight is the next', () => {
  expect(dateInShanghai(new Date('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31')
  expect(dateInShanghai(new Date('2026-12-31T16:00:00.000Z'))).toBe('2027-01-01')
  expect(instantAt(calendarDate('2027-01-01'), '00:00').toISOString()).toBe('2026-12-31T16:00:00.000Z')
})

test('dates in words', () => expect(formatDateZh(calendarDate('2026-11-27'), { weekday: true })).toBe('11月27日（周五）'))
