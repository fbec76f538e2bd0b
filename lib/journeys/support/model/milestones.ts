import { addDays, addMonths, type CalendarDate, calendarDate, daysBetween } from '@/lib/kernel/calendar-date'
import { isWorkingDay, nextWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'

export interface MilestoneDue {
  readonly dueOn: CalendarDate
  /** The day that was meant, where it is a day off. */
  readonly movedFrom: CalendarDate | null
  readonly provisional: boolean
}

/** A due day on a day off moves to the next working day, and says so. */
export function milestoneDue(calendar: WorkCalendar, meant: CalendarDate): MilestoneDue {
  const { dueOn, provisional } = nextWorkingDay(calendar, meant)
  return { dueOn, movedFrom: dueOn === meant ? null : meant, provisional }
}

/** The end of a month (`2027-03`), moved to a working day. */
export const dueAtEndOf = (calendar: WorkCalendar, month: string): MilestoneDue =>
  milestoneDue(calendar, addDays(addMonths(calendarDate(`${month}-01`), 1), -1))

export interface ReminderRule {
  /** Days before and after the due day, the far one first: 7 and 1. */
  readonly farDays: number
  readonly nearDays: number
}

function workingDayBefore(calendar: WorkCalendar, day: CalendarDate): CalendarDate {
  let at = day
  while (!isWorkingDay(calendar, at).working) at = addDays(at, -1)
  return at
}

/** The four days on which somebody is reminded: before the due day never later, after it never earlier than meant, always on a working day. */
export function reminderDays(calendar: WorkCalendar, dueOn: CalendarDate, rule: ReminderRule): readonly CalendarDate[] {
  return [
    workingDayBefore(calendar, addDays(dueOn, -rule.farDays)),
    workingDayBefore(calendar, addDays(dueOn, -rule.nearDays)),
    nextWorkingDay(calendar, addDays(dueOn, rule.nearDays)).dueOn,
    nextWorkingDay(calendar, addDays(dueOn, rule.farDays)).dueOn,
  ]
}

/** The reminder that is to be sent today: the latest whose day has come, unless it or a later one was sent. Null: none. */
export function reminderNow(days: readonly CalendarDate[], today: CalendarDate, sent: number): number | null {
  const reached = days.filter((day) => day <= today).length
  return reached > sent ? reached : null
}

/** Letters and messages go out in office hours: 8:30 to 17:00, wall clock in Shanghai. */
export const inOfficeHours = (time: string): boolean => time >= '08:30' && time < '17:00'

/** Days past the due day; 0 on it and before. */
export const daysLate = (dueOn: CalendarDate, today: CalendarDate): number => Math.max(0, daysBetween(dueOn, today))
