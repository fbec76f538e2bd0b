import 'server-only'
import type { Tx } from '@/lib/platform/db'

/** A case that a meeting can decide: scored, in `panel_decision`, not signed by a panel in this round of signatures, on no other agenda. */
export interface ReadyCase {
  readonly caseId: string
  readonly entryId: string
  readonly code: string
  readonly discussion: boolean
  /** Hundredths of a point; null where there is no result. */
  readonly value: number | null
  readonly spread: number | null
}

/** In the order of the agenda: what is to be discussed first, then by result. */
export async function readyCases(client: Pick<Tx, '$queryRaw'>, roundId: string): Promise<ReadyCase[]> {
  return client.$queryRaw<ReadyCase[]>`
    SELECT c.id AS "caseId", e.id AS "entryId", e.code, e.state = 'discussion' AS discussion, r.value, r.spread
      FROM case_file c JOIN review_entry e ON e.application_id = c.application_id
      LEFT JOIN LATERAL (SELECT value, spread FROM review_result x WHERE x.entry_id = e.id ORDER BY seq DESC LIMIT 1) r ON true
     WHERE e.round_id = ${roundId}::uuid AND c.state = 'panel_decision' AND e.state IN ('scored', 'discussion', 'decided')
       AND NOT EXISTS (SELECT 1 FROM case_signature s WHERE s.case_id = c.id AND s.round = c.signature_round AND s.step = 'panel')
       AND NOT EXISTS (SELECT 1 FROM meeting_item i JOIN panel_meeting m ON m.id = i.meeting_id WHERE i.case_id = c.id AND i.outcome IS NULL AND m.state <> 'closed')
     ORDER BY e.state = 'discussion' DESC, r.value DESC NULLS LAST, e.code, c.case_no`
}
