import 'server-only'
import { type CalendarDate, dateColumn } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'

/** The notice period of this case is over and nobody's objection is open. The guards of the database ask the same function. */
export async function noticeCleared(client: Tx, caseId: string, today: CalendarDate): Promise<boolean> {
  const rows = await client.$queryRaw<{ cleared: boolean }[]>`SELECT notice_cleared(${caseId}::uuid, ${dateColumn(today)}::date) AS cleared`
  return rows[0]?.cleared ?? false
}
