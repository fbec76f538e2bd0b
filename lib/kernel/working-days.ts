import { addDays, type CalendarDate, calendarDate, weekday, yearOf } from './calendar-date'

/** Exceptions to the plain week, per year, as the yearly State Council notice gives them. */
export interface WorkCalendar {
  /** Years whose notice has been entered. */
  readonly years: ReadonlySet<number>
  readonly days: ReadonlyMap<CalendarDate, { readonly kind: 'off' | 'work'; readonly why: string }>
}

export interface SkippedDay {
  readonly date: CalendarDate
  readonly why: string
}

export interface DueDate {
  readonly dueOn: CalendarDate
  /** True when a day that was counted or skipped lies in a year without notice. */
  readonly provisional: boolean
  readonly skipped: readonly SkippedDay[]
}

/** Statutory holidays on fixed solar days (全国年节及纪念日放假办法, as amended from 2025). Lunar ones are never guessed. */
const fixedHolidays: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
}

const weekendNames: Readonly<Record<number, string>> = { 0: '周日', 6: '周六' }

/** Is this day worked, and why not (or why so, on a 调休 weekend). `provisional`: the year's notice is not entered. */
export function isWorkingDay(calendar: WorkCalendar, date: CalendarDate): { working: boolean; why: string; provisional: boolean } {
  const provisional = !calendar.years.has(yearOf(date))
  const known = calendar.days.get(date)
  if (known) return { working: known.kind === 'work', why: known.why, provisional }
  const fixed = provisional ? fixedHolidays[date.slice(5)] : undefined
  if (fixed) return { working: false, why: fixed, provisional }
  const weekend = weekendNames[weekday(date)]
  return { working: weekend === undefined, why: weekend ?? '', provisional }
}

/** The n-th working day after `from`, which itself is day zero. Throws on a negative or fractional n, or beyond 2,000 days. */
export function dueOn(calendar: WorkCalendar, from: CalendarDate, workingDays: number): DueDate {
  if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > 2000) throw new RangeError('working days: 0 to 2000')
  const skipped: SkippedDay[] = []
  let date = from
  let left = workingDays
  let provisional = false
  while (left > 0) {
    date = addDays(date, 1)
    const day = isWorkingDay(calendar, date)
    provisional ||= day.provisional
    if (day.working) left -= 1
    else skipped.push({ date, why: day.why })
  }
  return { dueOn: date, provisional, skipped }
}

/** `date` itself when it is worked, else the next day that is. */
export function nextWorkingDay(calendar: WorkCalendar, date: CalendarDate): DueDate {
  const skipped: SkippedDay[] = []
  let at = date
  for (;;) {
    const day = isWorkingDay(calendar, at)
    if (day.working) return { dueOn: at, provisional: day.provisional, skipped }
    skipped.push({ date: at, why: day.why })
    at = addDays(at, 1)
  }
}

/** Working days after `a` up to and including `b`; 0 when b is not later. */
export function workingDaysBetween(calendar: WorkCalendar, a: CalendarDate, b: CalendarDate): { days: number; provisional: boolean } {
  let days = 0
  let provisional = false
  for (let at = addDays(a, 1); at <= b; at = addDays(at, 1)) {
    const day = isWorkingDay(calendar, at)
    provisional ||= day.provisional
    if (day.working) days += 1
  }
  return { days, provisional }
}

/** The last day that an entered notice covers without a gap, or null without any. */
export function coveredUntil(calendar: WorkCalendar): CalendarDate | null {
  if (calendar.years.size === 0) return null
  let year = Math.min(...calendar.years)
  while (calendar.years.has(year + 1)) year += 1
  return calendarDate(`${year}-12-31`)
}
