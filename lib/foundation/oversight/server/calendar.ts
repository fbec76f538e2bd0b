import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, dateInShanghai, formatDateZh, fromDateColumn, yearOf } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { calendarPolicy, type ExceptionalDay, missingYear } from '../../programme/model/calendar-notice'

export interface YearLine {
  readonly year: number
  readonly noticeNo: string
  readonly source: string
  readonly entered: string
  /** The mark that a form about this year sends back. */
  readonly seen: string
  readonly days: readonly ExceptionalDay[]
}

export interface CalendarPage {
  readonly years: readonly YearLine[]
  readonly today: CalendarDate
  readonly missing: number | null
  /** Running clocks whose dates are 暂定. */
  readonly provisional: number
}

/** The years that were entered, with their exceptional days. */
export async function calendarPage(actor: Actor | null): Promise<CalendarPage> {
  if (!can(calendarPolicy, 'calendar.read', actor, null).allow) throw AppError.notFound()
  const [rows, provisional] = await Promise.all([
    db.calendarYear.findMany({ include: { days: { orderBy: { date: 'asc' } } }, orderBy: { year: 'desc' } }),
    db.caseClock.count({ where: { provisional: true, stoppedOn: null } }),
  ])
  const today = clock.today()
  return {
    today,
    provisional,
    missing: missingYear(new Set(rows.map((row) => row.year)), today),
    years: rows.map((row) => ({
      year: row.year,
      noticeNo: row.noticeNo,
      source: row.source,
      entered: formatDateZh(dateInShanghai(row.enteredAt), { year: true }),
      seen: row.enteredAt.toISOString(),
      days: row.days.map((day) => ({
        date: fromDateColumn(day.date),
        kind: day.kind === 'work' ? ('work' as const) : ('off' as const),
        why: day.why,
      })),
    })),
  }
}

/** The year whose notice is missing by now, for the line that staff see; null when all is there. */
export async function missingNotice(): Promise<number | null> {
  const today = clock.today()
  const rows = await db.calendarYear.findMany({ where: { year: { in: [yearOf(today), yearOf(today) + 1] } }, select: { year: true } })
  return missingYear(new Set(rows.map((row) => row.year)), today)
}
