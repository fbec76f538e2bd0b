import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar, workingDaysBetween } from '@/lib/kernel/working-days'
import type { ObjectionState } from './machine'

export type ObjectionKind = 'objection' | 'reconsideration'
export type Decision = 'founded' | 'unfounded' | 'upheld' | 'amended' | 'inadmissible'
const channels = ['online', 'phone', 'letter', 'visit'] as const
export type Channel = (typeof channels)[number]

export const channelWords: Record<Channel, string> = { online: '网上', phone: '电话', letter: '来信', visit: '当面' }
export const kindWords: Record<ObjectionKind, string> = { objection: '异议', reconsideration: '复核' }
export const decisionWords: Record<Decision, string> = {
  founded: '异议成立',
  unfounded: '异议不成立',
  upheld: '维持原结果',
  amended: '变更原结果',
  inadmissible: '不予受理',
}

/** In working days, from the rule rows. */
export interface ObjectionDays {
  readonly ack: number
  readonly decide: number
}

/** Day zero is the day it came in. */
export const deadlines = (calendar: WorkCalendar, receivedOn: CalendarDate, days: ObjectionDays) => ({
  ackDueOn: dueOn(calendar, receivedOn, days.ack).dueOn,
  decideDueOn: dueOn(calendar, receivedOn, days.decide).dueOn,
})

/** The one extension counts from the day on which the decision was due. */
export const extendedTo = (calendar: WorkCalendar, decideDueOn: CalendarDate, days: number): CalendarDate => dueOn(calendar, decideDueOn, days).dueOn

export interface ObjectionClock {
  readonly what: 'ack' | 'decide' | 'tell'
  readonly dueOn: CalendarDate
  /** Working days left; negative when late. */
  readonly left: number
}

/** The deadline that runs now; null when everything has been done. */
export function clockOf(
  calendar: WorkCalendar,
  objection: { readonly state: ObjectionState; readonly ackDueOn: CalendarDate; readonly decideDueOn: CalendarDate },
  today: CalendarDate,
): ObjectionClock | null {
  const { state } = objection
  if (state === 'notified' || state === 'closed') return null
  const what = state === 'received' ? 'ack' : state === 'decided' ? 'tell' : 'decide'
  const due = what === 'ack' ? objection.ackDueOn : objection.decideDueOn
  const late = workingDaysBetween(calendar, due, today).days
  return { what, dueOn: due, left: late > 0 ? -late : workingDaysBetween(calendar, today, due).days }
}

/** Until when an applicant may ask for 复核: `days` working days after the result. */
export const reconsiderUntil = (calendar: WorkCalendar, decidedOn: CalendarDate, days: number): CalendarDate => dueOn(calendar, decidedOn, days).dueOn
