import { addDays, type CalendarDate, daysBetween } from '@/lib/kernel/calendar-date'

export interface WeekOfExpiry {
  readonly from: CalendarDate
  readonly count: number
}

export const EXPIRY_WEEKS = 12

/** How many terms end in each of the next twelve weeks; the first week begins today. `ends`: the day after the last day. */
export function expiryByWeek(today: CalendarDate, ends: readonly CalendarDate[]): WeekOfExpiry[] {
  return Array.from({ length: EXPIRY_WEEKS }, (_, week) => {
    const from = addDays(today, week * 7)
    const count = ends.filter((end) => {
      const last = daysBetween(from, end) - 1
      return last >= 0 && last < 7
    }).length
    return { from, count }
  })
}
