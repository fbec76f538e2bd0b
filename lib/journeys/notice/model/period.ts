import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar, workingDaysBetween } from '@/lib/kernel/working-days'
import type { NoticeState } from './machine'

export interface Period {
  readonly fromOn: CalendarDate
  /** The last day on which an objection can be made. */
  readonly toOn: CalendarDate
  /** The year's days off are not entered yet: the last day may move back, never forward. */
  readonly provisional: boolean
}

/** The day of publication is day zero, so every one of the `days` is a whole working day. */
export function noticePeriod(calendar: WorkCalendar, publishedOn: CalendarDate, days: number): Period {
  const due = dueOn(calendar, publishedOn, days)
  return { fromOn: publishedOn, toOn: due.dueOn, provisional: due.provisional }
}

export type NoticeStage = 'draft' | 'in_force' | 'past' | 'withdrawn'

/** Whether a notice is in force is a function of the day alone: nobody has to take it down. */
export function stageOf(
  notice: { readonly state: NoticeState; readonly fromOn: CalendarDate | null; readonly toOn: CalendarDate | null },
  today: CalendarDate,
): NoticeStage {
  if (notice.state !== 'published') return notice.state
  return notice.fromOn !== null && notice.toOn !== null && notice.fromOn <= today && today <= notice.toOn ? 'in_force' : 'past'
}

/** Working days in which one can still object, today included. */
export const daysLeft = (calendar: WorkCalendar, today: CalendarDate, toOn: CalendarDate): number => workingDaysBetween(calendar, today, toOn).days
