import 'server-only'
import { type CalendarDate, dateInShanghai } from '@/lib/kernel/calendar-date'
import { env, isDemo } from './env'

export interface Clock {
  now(): Date
  today(): CalendarDate
}

/** When the start began: the same for all its processes, also for one that was started again later. */
const startedAt = Number(process.env.APP_STARTED_AT) || Date.now()

/** The server's clock. In the demo and in tests APP_NOW says where it starts; it runs on from there. */
export const clock: Clock = {
  now() {
    const set = isDemo() ? env().APP_NOW : undefined
    return set ? new Date(Date.parse(set) + Date.now() - startedAt) : new Date()
  },
  today() {
    return dateInShanghai(clock.now())
  },
}

/** A clock that stands still, for jobs replayed for a moment and for tests. */
export const clockAt = (instant: Date): Clock => ({ now: () => instant, today: () => dateInShanghai(instant) })
