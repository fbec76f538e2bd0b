import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar, workingDaysBetween } from '@/lib/kernel/working-days'

export interface Pause {
  readonly from: CalendarDate
  readonly to: CalendarDate | null
}

export interface ClockRule {
  readonly startedOn: CalendarDate
  readonly promisedDays: number
  readonly statutoryDays: number
}

export interface ClockReading {
  readonly promisedDueOn: CalendarDate
  readonly statutoryDueOn: CalendarDate
  readonly provisional: boolean
  /** Working days that counted so far, pauses left out. */
  readonly usedDays: number
  /** Working days spent in pauses. */
  readonly pausedDays: number
  /** Working days left until the promise; negative when late. */
  readonly leftDays: number
  readonly paused: boolean
}

/** Working days from a pause's first day up to the day before it ends; an open pause runs until today. */
function pauseLength(calendar: WorkCalendar, pause: Pause, today: CalendarDate): number {
  return workingDaysBetween(calendar, pause.from, pause.to ?? today).days
}

/**
 * Reads one clock on a day: day zero is the day it started; every working day of a pause moves both marks by one.
 * All numbers in working days.
 */
export function readClock(
  calendar: WorkCalendar,
  rule: ClockRule,
  pauses: readonly Pause[],
  today: CalendarDate,
  stoppedOn: CalendarDate | null,
): ClockReading {
  const at = stoppedOn ?? today
  const pausedDays = pauses.reduce((total, pause) => total + pauseLength(calendar, pause, at), 0)
  const promised = dueOn(calendar, rule.startedOn, rule.promisedDays + pausedDays)
  const statutory = dueOn(calendar, rule.startedOn, rule.statutoryDays + pausedDays)
  const elapsed = workingDaysBetween(calendar, rule.startedOn, at).days
  const late = workingDaysBetween(calendar, promised.dueOn, at).days
  return {
    promisedDueOn: promised.dueOn,
    statutoryDueOn: statutory.dueOn,
    provisional: promised.provisional || statutory.provisional,
    usedDays: elapsed - pausedDays,
    pausedDays,
    leftDays: late > 0 ? -late : workingDaysBetween(calendar, at, promised.dueOn).days,
    paused: stoppedOn === null && pauses.some((pause) => pause.to === null),
  }
}

/** How urgent a promise is: red today or late, amber within two working days or the last quarter (design paper, clock badge). */
export function urgency(reading: ClockReading, promisedDays: number, stopped: boolean): 'ok' | 'hold' | 'bad' | 'warn' | 'neutral' {
  if (stopped) return 'ok'
  if (reading.paused) return 'hold'
  if (reading.leftDays <= 0) return 'bad'
  return reading.leftDays <= 2 || reading.leftDays <= promisedDays / 4 ? 'warn' : 'neutral'
}
