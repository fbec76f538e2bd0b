import { describe, expect, test } from 'vitest'
import { type CalendarDate, calendarDate } from '@/lib/kernel/calendar-date'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import { holdUntil, offerTerms } from './offer'

/** The autumn of 2026 as its notice gives it: 1–7 October off, 20 September and 10 October worked. */
const day = (text: string, kind: 'off' | 'work', why: string) => [calendarDate(text), { kind, why }] as const
const calendar: WorkCalendar = {
  years: new Set([2026]),
  days: new Map<CalendarDate, { kind: 'off' | 'work'; why: string }>([
    ...['01', '02', '03', '04', '05', '06', '07'].map((d) => day(`2026-10-${d}`, 'off', '国庆节')),
    day('2026-09-20', 'work', '国庆节调休上班'),
    day('2026-10-10', 'work', '国庆节调休上班'),
  ]),
}
const terms = (today: string) => offerTerms(calendar, calendarDate(today), 3, 12)

describe('an offer', () => {
  test('counts working days, a worked Sunday among them, until 17:00 in Shanghai', () => {
    expect(terms('2026-09-16')).toEqual({
      confirmBy: '2026-09-20',
      from: '2026-09-21',
      to: '2027-09-21',
      respondBy: new Date('2026-09-20T09:00:00Z'),
      provisional: false,
    })
  })

  test('steps over the October holiday', () => {
    expect(terms('2026-09-29')).toMatchObject({ confirmBy: '2026-10-09', from: '2026-10-10', to: '2027-10-10' })
    expect(terms('2026-10-09')).toMatchObject({ confirmBy: '2026-10-13' })
  })

  test('into a year without notice is marked: weekends and fixed holidays only', () => {
    expect(terms('2026-12-30')).toMatchObject({ confirmBy: '2027-01-05', from: '2027-01-06', to: '2028-01-06', provisional: true })
    expect(terms('2026-12-25')).toMatchObject({ confirmBy: '2026-12-30', provisional: false })
  })

  test('a term that would end on a day that does not exist ends at the end of the month', () => {
    expect(offerTerms(calendar, calendarDate('2026-12-24'), 3, 2)).toMatchObject({ from: '2026-12-30', to: '2027-02-28' })
  })

  test('a hold ends at 17:00 of its last working day', () => {
    expect(holdUntil(calendar, calendarDate('2026-09-16'), 2)).toEqual(new Date('2026-09-18T09:00:00Z'))
    expect(holdUntil(calendar, calendarDate('2026-09-18'), 2)).toEqual(new Date('2026-09-21T09:00:00Z'))
  })
})
