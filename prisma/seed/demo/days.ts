// Working days on which the story of the demo happened, counted back from the day of the seed. Nothing lies in the future.
import { addDays, type CalendarDate, dateInShanghai, instantAt } from '@/lib/kernel/calendar-date'
import { isWorkingDay, nextWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'
import { type Clock, clockAt } from '@/lib/platform/clock'

const OPEN = '09:00'
const CLOSE = '17:00'
/** Before this time a day has not really begun: what belongs to it happened late on the working day before. */
const BEGUN = '09:20'
const KEPT = 60

export interface StoryDays {
  /** A moment of the n-th working day back: `part` from 0 (opening) to 1 (closing, or now). 0 is today, or the next working day. */
  at(back: number, part: number): Clock
}

/** Days are counted from the working day that is today or comes next, so that promises made in them fall due alike at any hour. */
export function storyDays(calendar: WorkCalendar, now: Date): StoryDays {
  const first = nextWorkingDay(calendar, dateInShanghai(now)).dueOn
  const begun = instantAt(first, BEGUN) <= now
  const days: CalendarDate[] = []
  for (let date = first; days.length < KEPT; date = addDays(date, -1)) if (isWorkingDay(calendar, date).working) days.push(date)
  const moment = (back: number, part: number): Clock => {
    const day = days[back]
    if (!day) throw new RangeError(`story day ${back}`)
    const from = instantAt(day, OPEN).getTime()
    const to = Math.min(instantAt(day, CLOSE).getTime(), now.getTime() - 60_000)
    return clockAt(new Date(Math.round(from + (to - from) * part)))
  }
  return {
    at(back, part) {
      if (begun || back > 1) return moment(back, part)
      return moment(1, back === 0 ? 0.5 + part / 2 : part / 2)
    },
  }
}
