import { addDays, addMonths, type CalendarDate, instantAt } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar } from '@/lib/kernel/working-days'

/** Offices close at 17:00; an offer can be answered until then on its last day (design paper, document). */
const CLOSING = '17:00'

export interface OfferTerms {
  /** Half-open: the first day the unit is not theirs any more. */
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly confirmBy: CalendarDate
  readonly respondBy: Date
  readonly provisional: boolean
}

/** Terms of an offer made today: `offerDays` working days to answer, the term begins the day after the last of them. */
export function offerTerms(calendar: WorkCalendar, today: CalendarDate, offerDays: number, termMonths: number): OfferTerms {
  const due = dueOn(calendar, today, offerDays)
  const from = addDays(due.dueOn, 1)
  return { from, to: addMonths(from, termMonths), confirmBy: due.dueOn, respondBy: instantAt(due.dueOn, CLOSING), provisional: due.provisional }
}

/** Until when a place is kept for a case before its offer is sent: the end of office hours on the n-th working day. */
export const holdUntil = (calendar: WorkCalendar, today: CalendarDate, holdDays: number): Date => instantAt(dueOn(calendar, today, holdDays).dueOn, CLOSING)
