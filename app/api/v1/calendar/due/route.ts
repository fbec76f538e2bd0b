import { dueAfter } from '@/lib/foundation/programme/server/queries'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { endpoint, onlyAllows, Problem, publicJson, queryOf } from '../../_http'
import { dueQuerySchema } from '../../_schemas'

export const dynamic = 'force-dynamic'

export const GET = endpoint('calendar/due', async (request) => {
  const { from, workingDays, provisional } = queryOf(request, dueQuerySchema)
  const due = await dueAfter(calendarDate(from), Number(workingDays))
  if (due.provisional && provisional !== 'true') throw new Problem(422, 'calendar.year_not_published', { params: { coveredUntil: due.coveredUntil ?? '' } })
  return publicJson(request, due, 300)
})

const refuse = onlyAllows('GET')

export { refuse as DELETE, refuse as PATCH, refuse as POST, refuse as PUT }
