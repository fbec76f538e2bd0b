import 'server-only'
import type { Tx } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import type { ClaimKind } from './terms'

export interface WaitingCase {
  readonly caseNo: string
  /** Venture, or the applicant where there is none yet. */
  readonly name: string
  readonly quantity: number
  readonly byWindow: boolean
  readonly decidedAt: Date
  /** When the last offer ran out; null for a case that never let one pass. */
  readonly lapsedAt: Date | null
}

/**
 * Granted cases without a unit, in the order of the rule: by the time of the decision; a case that let an offer run out
 * goes to the end, one that declined is out. A hold that ended without an offer, or was taken back, costs nothing.
 */
const waiting = (kind: ClaimKind) => Prisma.sql`
  SELECT c.case_no AS "caseNo", coalesce(v.name, p.name) AS name, c.quantity, coalesce(a.data -> 'desk' ->> 'byWindow' = 'yes', false) AS "byWindow",
         c.decided_at AS "decidedAt", CASE WHEN last.state = 'expired' AND last.offered_at IS NOT NULL THEN last.ended_at END AS "lapsedAt"
    FROM case_file c
    JOIN measure m ON m.code = c.measure_code AND m.case_kind = ${kind}
    JOIN application a ON a.id = c.application_id
    JOIN person p ON p.id = c.person_id
    LEFT JOIN venture v ON v.id = a.venture_id
    LEFT JOIN LATERAL (SELECT state, offered_at, ended_at FROM allocation x WHERE x.case_id = c.id ORDER BY ended_at DESC NULLS FIRST LIMIT 1) last ON true
   WHERE is_granted(c.state) AND (last.state IS NULL OR last.state IN ('expired', 'released'))
   ORDER BY "lapsedAt" NULLS FIRST, c.decided_at, c.case_no`

/** The first `limit` of the list. */
export const waitingCases = (tx: Tx, kind: ClaimKind, limit: number): Promise<WaitingCase[]> =>
  tx.$queryRaw<WaitingCase[]>`${waiting(kind)} LIMIT ${limit}::int`

export interface PlaceInList {
  readonly waits: boolean
  readonly first: { readonly caseNo: string; readonly name: string } | null
}

/** Where a case stands: whether it waits at all, and who is first. */
export async function placeInList(tx: Tx, kind: ClaimKind, caseNo: string): Promise<PlaceInList> {
  const rows = await tx.$queryRaw<{ caseNo: string; name: string; n: number }[]>`
    SELECT "caseNo", name, n FROM (SELECT w.*, row_number() OVER ()::int AS n FROM (${waiting(kind)}) w) ordered WHERE n = 1 OR "caseNo" = ${caseNo} ORDER BY n`
  const [first] = rows
  return { waits: rows.some((row) => row.caseNo === caseNo), first: first ? { caseNo: first.caseNo, name: first.name } : null }
}
