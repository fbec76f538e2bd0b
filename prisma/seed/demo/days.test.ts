import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDate, dateInShanghai } from '@/lib/kernel/calendar-date'
import { isWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'
import { calendarNotices, calendarRows } from '../reference/calendar'
import { storyDays } from './days'
import { receiptOf } from './story'

const calendar: WorkCalendar = {
  years: new Set(calendarNotices.map((notice) => notice.year)),
  days: new Map(calendarNotices.flatMap(calendarRows).map((row) => [calendarDate(row.date), { kind: row.kind, why: row.why }])),
}
const moments = fc.date({ min: new Date('2026-01-20T00:00:00Z'), max: new Date('2027-03-31T23:59:59Z'), noInvalidDate: true })

test('whenever the demo is seeded: nothing in the future, only on working days, and in the order of the ledger', () => {
  fc.assert(
    fc.property(moments, (now) => {
      const days = storyDays(calendar, now)
      const received = Array.from({ length: 60 }, (_, i) => receiptOf(i + 1)).map(({ back, part }) => days.at(back, part).now())
      for (const [i, at] of received.entries()) {
        expect(at.getTime()).toBeLessThanOrEqual(now.getTime())
        expect(isWorkingDay(calendar, dateInShanghai(at)).working).toBe(true)
        expect(at.getTime()).toBeGreaterThanOrEqual(received[i - 1]?.getTime() ?? 0)
      }
      // nobody waits longer at the window than the statutory five working days
      expect(days.at(3, 0).now().getTime()).toBeGreaterThan(now.getTime() - 20 * 86_400_000)
    }),
    { numRuns: 300 },
  )
})
