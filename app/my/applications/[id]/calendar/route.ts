import { randomUUID } from 'node:crypto'
import { failureResponse } from '@/app/api/paper-response'
import { submittedDates } from '@/lib/journeys/application/server/check-query'
import { calendarResponse } from '@/lib/platform/calendar-file'
import { requireActor } from '@/lib/platform/session'

/** When to expect an answer and a result, as a calendar file. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireActor()
    return calendarResponse(await submittedDates(actor, (await params).id), '攀登者 申请')
  } catch (error) {
    return failureResponse(error, 'application.calendar', null, randomUUID())
  }
}
