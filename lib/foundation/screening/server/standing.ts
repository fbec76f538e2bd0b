import 'server-only'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'

/** What rows say of somebody who asks for money: what stands against it. */
export interface Standing {
  /** A clawback of this person, alone or with a team, or of this team, that is not settled. */
  readonly openClawback: boolean
  /** The last day on which neither may apply, after misuse or fraud; null where that day is over, or never was. */
  readonly bannedUntil: CalendarDate | null
}

/** Asked where the person is known: on the last page of the form, at its submission, and at the window. */
export async function standingOf(
  client: Pick<Tx, '$queryRaw'>,
  { personId, ventureId }: { readonly personId: string; readonly ventureId: string | null },
  today: CalendarDate,
): Promise<Standing> {
  const rows = await client.$queryRaw<{ open: boolean; until: Date | null }[]>`
    SELECT open_clawback(${personId}::uuid) OR EXISTS (
             SELECT 1 FROM clawback k JOIN support_agreement a ON a.id = k.agreement_id
              WHERE a.venture_id = ${ventureId}::uuid AND k.state NOT IN ('recovered', 'written_off')) AS open,
           greatest(banned_until(${personId}::uuid), (
             SELECT max(k.ban_until) FROM clawback k JOIN support_agreement a ON a.id = k.agreement_id WHERE a.venture_id = ${ventureId}::uuid)) AS until`
  const until = rows[0]?.until ? fromDateColumn(rows[0].until) : null
  return { openClawback: rows[0]?.open ?? false, bannedUntil: until && until >= today ? until : null }
}
