import { z } from 'zod'
import { hasRole } from '@/lib/kernel/actor'
import { addDays, type CalendarDate, daysBetween, parseCalendarDate, weekday, yearOf } from '@/lib/kernel/calendar-date'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'
import { isWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'

const dateField = z.string().transform((text, context) => {
  const date = parseCalendarDate(text)
  if (date.ok) return date.value
  context.addIssue({ code: 'custom', message: text.trim() ? 'calendar.date' : 'calendar.date_empty' })
  return z.NEVER
})
const whyField = z.string().trim().min(1, 'calendar.why_empty').max(40, 'calendar.why_long')

const shape = z.strictObject({
  year: z.coerce.number().int().min(2025, 'calendar.year_range').max(2100, 'calendar.year_range'),
  noticeNo: z.string().trim().min(4, 'calendar.notice_empty').max(60, 'calendar.why_long'),
  source: z.string().trim().min(4, 'calendar.source_empty').max(200, 'calendar.source_long'),
  off: z
    .array(z.strictObject({ from: dateField, to: dateField, why: whyField }))
    .min(1, 'calendar.off_empty')
    .max(20),
  work: z.array(z.strictObject({ date: dateField, why: whyField })).max(20),
  /** When the year was entered last, as the form was drawn; empty for a year that was not entered. */
  seen: z.string().max(40),
})

type Shape = z.output<typeof shape>
export type CalendarNotice = Omit<Shape, 'seen'>

export interface NoticeFault {
  readonly path: (string | number)[]
  readonly code: string
}

/** A holiday may begin in the last days of the year before (元旦). */
const inYear = (date: CalendarDate, year: number) => yearOf(date) === year || (yearOf(date) === year - 1 && date.slice(5) >= '12-25')
const LONGEST = 15

function offFaults(notice: CalendarNotice): NoticeFault[] {
  const faults: NoticeFault[] = []
  const taken = new Set<CalendarDate>()
  notice.off.forEach(({ from, to }, i) => {
    const length = daysBetween(from, to) + 1
    if (!inYear(from, notice.year)) faults.push({ path: ['off', i, 'from'], code: 'calendar.other_year' })
    if (!inYear(to, notice.year)) faults.push({ path: ['off', i, 'to'], code: 'calendar.other_year' })
    if (length < 1) faults.push({ path: ['off', i, 'to'], code: 'calendar.backwards' })
    else if (length > LONGEST) faults.push({ path: ['off', i, 'to'], code: 'calendar.too_long' })
    else
      for (const date of offDates({ from, to })) {
        if (taken.has(date)) {
          faults.push({ path: ['off', i, 'from'], code: 'calendar.overlap' })
          break
        }
        taken.add(date)
      }
  })
  return faults
}

function workFaults(notice: CalendarNotice): NoticeFault[] {
  const off = new Set(notice.off.filter(({ from, to }) => daysBetween(from, to) < LONGEST).flatMap(offDates))
  const seen = new Set<CalendarDate>()
  return notice.work.flatMap(({ date }, i): NoticeFault[] => {
    const path = ['work', i, 'date']
    if (seen.has(date)) return [{ path, code: 'calendar.twice' }]
    seen.add(date)
    if (!inYear(date, notice.year)) return [{ path, code: 'calendar.other_year' }]
    if (off.has(date)) return [{ path, code: 'calendar.off_and_work' }]
    return [0, 6].includes(weekday(date)) ? [] : [{ path, code: 'calendar.not_weekend' }]
  })
}

/** What cannot be true of a year's notice, field by field. */
export const noticeFaults = (notice: CalendarNotice): NoticeFault[] => [...offFaults(notice), ...workFaults(notice)]

/** A year's holiday notice as the form sends it. */
export const calendarNoticeSchema = shape.superRefine((notice, context) => {
  for (const { path, code } of noticeFaults(notice)) context.addIssue({ code: 'custom', path, message: code })
})

export function offDates({ from, to }: { from: CalendarDate; to: CalendarDate }): CalendarDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i))
}

export interface ExceptionalDay {
  readonly date: CalendarDate
  readonly kind: 'off' | 'work'
  readonly why: string
}

/** Every exceptional day of a notice, in order. */
export function daysOf(notice: CalendarNotice): ExceptionalDay[] {
  const off = notice.off.flatMap((range) => offDates(range).map((date) => ({ date, kind: 'off' as const, why: range.why })))
  const work = notice.work.map(({ date, why }) => ({ date, kind: 'work' as const, why }))
  return [...off, ...work].sort((a, b) => (a.date < b.date ? -1 : 1))
}

export interface NoticeEffect {
  readonly offDays: number
  /** Days that counted as worked before and do not any more, and the other way round. */
  readonly newlyOff: readonly ExceptionalDay[]
  readonly newlyWorked: readonly ExceptionalDay[]
}

/** What entering the notice changes against the calendar as it stands. */
export function effectOf(calendar: WorkCalendar, notice: CalendarNotice): NoticeEffect {
  const days = daysOf(notice)
  const worked = (day: ExceptionalDay) => isWorkingDay(calendar, day.date).working
  return {
    offDays: days.filter((day) => day.kind === 'off').length,
    newlyOff: days.filter((day) => day.kind === 'off' && worked(day)),
    newlyWorked: days.filter((day) => day.kind === 'work' && !worked(day)),
  }
}

/** The year whose notice should be here by now: this one, and from October on the next. Null when nothing is missing. */
export function missingYear(years: ReadonlySet<number>, today: CalendarDate): number | null {
  const year = yearOf(today)
  if (!years.has(year)) return year
  return today.slice(5) >= '10-01' && !years.has(year + 1) ? year + 1 : null
}

export const calendarPolicy = {
  'calendar.read': (actor) => (hasRole(actor, 'sys_admin') ? allow : deny(NOT_YOURS)),
  'calendar.enter': (actor) => (hasRole(actor, 'sys_admin') ? allow : deny(NOT_YOURS)),
} satisfies Policy<null>
