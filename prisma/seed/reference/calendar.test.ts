import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { addDays, calendarDate } from '@/lib/kernel/calendar-date'
import { isWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'
import { calendarNotices, calendarRows } from './calendar'

const calendar: WorkCalendar = {
  years: new Set(calendarNotices.map((n) => n.year)),
  days: new Map(calendarNotices.flatMap(calendarRows).map((r) => [calendarDate(r.date), { kind: r.kind, why: r.why }])),
}

test.each([2025, 2026])('every day of %i agrees with an independent source', (year) => {
  let days = 0
  for (let day = calendarDate(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1)) {
    expect(`${day} ${isWorkingDay(calendar, day).working}`).toBe(`${day} ${chineseDays.isWorkday(day)}`)
    days += 1
  }
  expect(days).toBe(365)
})
