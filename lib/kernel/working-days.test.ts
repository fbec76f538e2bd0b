import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, calendarDate } from './calendar-date'
import { coveredUntil, dueOn, isWorkingDay, type WorkCalendar, workingDaysBetween } from './working-days'

const calendar: WorkCalendar = {
  years: new Set([2026]),
  days: new Map([
    [calendarDate('2026-09-20'), { kind: 'work', why: '国庆节调休上班' }],
    [calendarDate('2026-09-25'), { kind: 'off', why: '中秋节' }],
    [calendarDate('2026-12-31'), { kind: 'work', why: '' }],
  ]),
}
const day = fc.integer({ min: 0, max: 800 }).map((n) => addDays(calendarDate('2026-01-01'), n))

test('day zero is the day itself; a worked Sunday counts, a festival does not', () => {
  expect(dueOn(calendar, calendarDate('2026-09-16'), 0).dueOn).toBe('2026-09-16')
  expect(dueOn(calendar, calendarDate('2026-09-16'), 3)).toEqual({
    dueOn: '2026-09-20',
    provisional: false,
    skipped: [{ date: '2026-09-19', why: '周六' }],
  })
  expect(dueOn(calendar, calendarDate('2026-09-24'), 1).skipped.map((s) => s.why)).toEqual(['中秋节', '周六', '周日'])
})

test('a due date is worked, and counting back gives the same number', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 300 }), (from, n) => {
      const due = dueOn(calendar, from, n)
      expect(isWorkingDay(calendar, due.dueOn).working).toBe(true)
      expect(workingDaysBetween(calendar, from, due.dueOn).days).toBe(n)
    }),
  )
})

test('a year without notice: fixed statutory days only, and marked provisional', () => {
  const due = dueOn(calendar, calendarDate('2026-12-31'), 1)
  expect(due).toEqual({
    dueOn: '2027-01-04',
    provisional: true,
    skipped: [
      { date: '2027-01-01', why: '元旦' },
      { date: '2027-01-02', why: '周六' },
      { date: '2027-01-03', why: '周日' },
    ],
  })
  expect(coveredUntil(calendar)).toBe('2026-12-31')
})
