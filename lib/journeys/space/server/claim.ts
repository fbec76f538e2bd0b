import 'server-only'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'

export type ClaimAnswer =
  | { status: 'won'; allocations: string[]; units: string[]; replayed?: true }
  | { status: 'already'; allocations: string[] }
  | { status: 'taken'; units: { code: string; state: string; since: string | null; by: string | null }[] | null }
  | { status: 'waitlisted' | 'not_approved' | 'key_reused' | 'retry' }
  | { status: 'over_limit'; limit: number | null; live: number; approved: number }

export interface Claim {
  readonly actorId: string
  readonly key: string
  readonly caseId: string
  readonly kind: 'desk' | 'flat'
  /** Units picked on the plan, or null to take any free ones. */
  readonly unitIds: readonly string[] | null
  readonly count: number
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly holdUntil: Date
}

/** The one way to a unit: a single call of the SQL function `claim_units`; the loser's path is an answer, not an error. */
export async function claimUnits(tx: Tx, claim: Claim): Promise<ClaimAnswer> {
  const units = claim.unitIds ? [...claim.unitIds] : null
  const rows = await tx.$queryRaw<{ answer: ClaimAnswer }[]>`
    SELECT claim_units(${claim.actorId}::uuid, ${claim.key}::uuid, ${claim.caseId}::uuid, ${claim.kind}::"UnitKind", ${units}::uuid[],
      ${claim.count}::int, ${claim.from}::date, ${claim.to}::date, ${claim.holdUntil}::timestamptz) AS answer`
  const answer = rows[0]?.answer
  if (!answer) throw new Error('claim_units did not answer')
  return answer
}
