import 'server-only'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'

/** Whether this person, alone or with this team, still has a clawback that is not settled (复合条件「没有未了结的追回」). */
export async function hasOpenClawback(client: Pick<Tx, '$queryRaw'>, personId: string, ventureId?: string): Promise<boolean> {
  const rows = await client.$queryRaw<{ open: boolean }[]>`
    SELECT open_clawback(${personId}::uuid) OR EXISTS (
      SELECT 1 FROM clawback k JOIN support_agreement a ON a.id = k.agreement_id
       WHERE a.venture_id = ${ventureId ?? null}::uuid AND k.state NOT IN ('recovered', 'written_off')) AS open`
  return rows[0]?.open ?? false
}

/** The last day on which this person may not apply, after misuse or fraud; null: none. */
export async function bannedUntil(client: Pick<Tx, '$queryRaw'>, personId: string): Promise<CalendarDate | null> {
  const rows = await client.$queryRaw<{ until: Date | null }[]>`SELECT banned_until(${personId}::uuid) AS until`
  const until = rows[0]?.until
  return until ? fromDateColumn(until) : null
}
