import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import type { ReviewSubject } from '../model/policy'

interface Row {
  readonly found: boolean
  readonly related: string[]
  readonly open: string[]
  readonly complete: boolean
}

/** Whose applications are in a round (or are one entry of it), who still has to lock, and whether all is scored; `not_found` without the round. */
export async function reviewSubject(client: Pick<Tx, '$queryRaw'>, roundId: string, entryId: string | null = null): Promise<ReviewSubject> {
  const rows = await client.$queryRaw<Row[]>`
    WITH entry AS (SELECT e.* FROM review_entry e WHERE e.round_id = ${roundId}::uuid AND (${entryId}::uuid IS NULL OR e.id = ${entryId}::uuid)),
         team AS (SELECT a.person_id FROM entry e JOIN application a ON a.id = e.application_id
                  UNION SELECT m.person_id FROM entry e JOIN application a ON a.id = e.application_id JOIN venture_member m ON m.venture_id = a.venture_id
                   WHERE m.person_id IS NOT NULL AND (m.left_at IS NULL OR m.left_at >= a.submitted_at))
    SELECT EXISTS (SELECT 1 FROM round WHERE id = ${roundId}::uuid) AND (${entryId}::uuid IS NULL OR EXISTS (SELECT 1 FROM entry)) AS found,
           ARRAY(SELECT person_id::text FROM team) AS related,
           ARRAY(SELECT DISTINCT r.person_id::text FROM review_entry e JOIN review_assignment s ON s.entry_id = e.id JOIN reviewer r ON r.id = s.reviewer_id
                  WHERE e.round_id = ${roundId}::uuid AND s.state IN ('drawn', 'declared', 'scoring')) AS open,
           EXISTS (SELECT 1 FROM entry) AND NOT EXISTS (SELECT 1 FROM review_entry e WHERE e.round_id = ${roundId}::uuid AND e.state IN ('waiting', 'reviewing')) AS complete`
  const row = rows[0]
  if (!row?.found) throw AppError.notFound()
  return { relatedPersonIds: row.related, openReviewerPersonIds: row.open, complete: row.complete }
}
