import { randomUUID } from 'node:crypto'
import { failureResponse } from '@/app/api/paper-response'
import { expiringDates } from '@/lib/overview/passport/server/workspace'
import { calendarResponse } from '@/lib/platform/calendar-file'
import { requireActor } from '@/lib/platform/session'

/** Everything that ends or falls due, as a calendar file. */
export async function GET(): Promise<Response> {
  try {
    return calendarResponse(await expiringDates(await requireActor()), '攀登者 到期提醒')
  } catch (error) {
    return failureResponse(error, 'passport.calendar', null, randomUUID())
  }
}
