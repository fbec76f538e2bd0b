import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDate, daysBetween } from '@/lib/kernel/calendar-date'
import { dueOn, isWorkingDay, workingDaysBetween } from '@/lib/kernel/working-days'
import { calendarNotices, calendarRows } from '@/prisma/seed/reference/calendar'
import { readClock, urgency } from './clock'

const calendar = {
  years: new Set(calendarNotices.map((notice) => notice.year)),
  days: new Map(
    calendarNotices.flatMap((notice) =>
      calendarRows(notice).map((row) => [calendarDate(row.date), { kind: row.kind as 'off' | 'work', why: row.why }] as const),
    ),
  ),
}
const d = calendarDate
const five = { startedOn: d('2026-09-16'), promisedDays: 5, statutoryDays: 20 }

describe('one clock on one day', () => {
  test('counts the worked Sunday and skips the two holidays of September and October 2026', () => {
    const reading = readClock(calendar, five, [], d('2026-09-18'), null)
    // promised: 17, 18, 20 (worked), 21, 22; statutory ends after the holiday of 1 to 7 October, with the worked 10th
    expect(reading).toMatchObject({ promisedDueOn: '2026-09-22', usedDays: 2, leftDays: 3, pausedDays: 0, paused: false, provisional: false })
    expect(reading.statutoryDueOn).toBe(dueOn(calendar, d('2026-09-16'), 20).dueOn)
  })

  test('a pause over the National Day costs only its working days', () => {
    const pause = { from: d('2026-09-29'), to: d('2026-10-09') }
    const reading = readClock(calendar, { ...five, startedOn: d('2026-09-28') }, [pause], d('2026-10-09'), null)
    // 30 September, 8 and 9 October
    expect(reading.pausedDays).toBe(3)
    expect(reading.promisedDueOn).toBe(dueOn(calendar, d('2026-09-28'), 8).dueOn)
    expect(reading.usedDays).toBe(1)
  })

  test('an open pause moves the promise day by day; a stopped clock stands', () => {
    const open = [{ from: d('2026-09-17'), to: null }]
    const friday = readClock(calendar, five, open, d('2026-09-18'), null)
    const monday = readClock(calendar, five, open, d('2026-09-21'), null)
    expect([friday.usedDays, monday.usedDays]).toEqual([1, 1])
    expect(monday.paused && monday.promisedDueOn > friday.promisedDueOn).toBe(true)
    expect(readClock(calendar, five, open, d('2026-12-01'), d('2026-09-21'))).toMatchObject({ paused: false, promisedDueOn: monday.promisedDueOn })
  })

  test('a promise that reaches into a year without notice is provisional', () => {
    expect(readClock(calendar, { ...five, startedOn: d('2026-12-28') }, [], d('2026-12-29'), null).provisional).toBe(true)
  })

  test('late is negative, and the badge says how urgent it is', () => {
    const late = readClock(calendar, five, [], d('2026-09-24'), null)
    expect(late.leftDays).toBe(-2)
    expect(urgency(late, 5, false)).toBe('bad')
    expect(urgency(late, 5, true)).toBe('ok')
    expect(urgency(readClock(calendar, five, [], d('2026-09-21'), null), 5, false)).toBe('warn')
    expect(urgency(readClock(calendar, five, [], d('2026-09-16'), null), 5, false)).toBe('neutral')
    expect(urgency(readClock(calendar, five, [{ from: d('2026-09-17'), to: null }], d('2026-09-18'), null), 5, false)).toBe('hold')
  })
})

const anyDay = fc.integer({ min: 0, max: 330 }).map((n) => addDays(d('2026-01-05'), n))
const someDays = fc.integer({ min: 1, max: 30 })

describe('for any clock', () => {
  const cases = fc.record({
    startedOn: anyDay,
    promisedDays: someDays,
    more: fc.integer({ min: 0, max: 30 }),
    gap: fc.integer({ min: 0, max: 9 }),
    length: fc.integer({ min: 0, max: 20 }),
    look: fc.integer({ min: 0, max: 40 }),
  })

  test('used and paused days together are the working days that passed', () => {
    fc.assert(
      fc.property(cases, ({ startedOn, promisedDays, more, gap, length, look }) => {
        const from = addDays(startedOn, gap)
        const to = addDays(from, length)
        const today = addDays(to, look)
        const reading = readClock(calendar, { startedOn, promisedDays, statutoryDays: promisedDays + more }, [{ from, to }], today, null)
        expect(reading.usedDays + reading.pausedDays).toBe(workingDaysBetween(calendar, startedOn, today).days)
        expect(reading.usedDays).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('a pause moves both marks by its working days, and never towards today', () => {
    fc.assert(
      fc.property(cases, ({ startedOn, promisedDays, more, gap, length }) => {
        const rule = { startedOn, promisedDays, statutoryDays: promisedDays + more }
        const from = addDays(startedOn, gap)
        const to = addDays(from, length)
        const plain = readClock(calendar, rule, [], to, null)
        const paused = readClock(calendar, rule, [{ from, to }], to, null)
        const cost = workingDaysBetween(calendar, from, to).days
        expect(workingDaysBetween(calendar, plain.promisedDueOn, paused.promisedDueOn).days).toBe(cost)
        expect(workingDaysBetween(calendar, plain.statutoryDueOn, paused.statutoryDueOn).days).toBe(cost)
        expect(daysBetween(plain.promisedDueOn, paused.promisedDueOn)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('the promise ends on a day that is worked, and days left count down by one per working day', () => {
    fc.assert(
      fc.property(cases, ({ startedOn, promisedDays, more, look }) => {
        const rule = { startedOn, promisedDays, statutoryDays: promisedDays + more }
        const today = addDays(startedOn, look)
        const now = readClock(calendar, rule, [], today, null)
        const next = readClock(calendar, rule, [], addDays(today, 1), null)
        expect(isWorkingDay(calendar, now.promisedDueOn).working).toBe(true)
        expect(now.leftDays - next.leftDays).toBe(isWorkingDay(calendar, addDays(today, 1)).working ? 1 : 0)
      }),
    )
  })
})
