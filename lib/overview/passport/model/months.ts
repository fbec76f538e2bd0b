import type { CalendarDate } from '@/lib/kernel/calendar-date'

/** Full months from a to b; 0 when b is earlier. */
export function monthsBetween(a: CalendarDate, b: CalendarDate): number {
  const [ya = 0, ma = 0, da = 0] = a.split('-').map(Number)
  const [yb = 0, mb = 0, db = 0] = b.split('-').map(Number)
  return Math.max(0, (yb - ya) * 12 + (mb - ma) - (db < da ? 1 : 0))
}
