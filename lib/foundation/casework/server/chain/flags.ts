import 'server-only'
import type { Tx } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import { loadRules } from '../../../programme/server/door'
import type { CaseFlags } from '../../model/flags'

/** What stands about each case in the rows of review, screening, notice and relations; one query for all of them. */
export async function flagsOf(client: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, CaseFlags>> {
  if (caseIds.length === 0) return new Map()
  const { 'review.spread_discussion': limit } = await loadRules(client, ['review.spread_discussion'])
  const rows = await client.$queryRaw<(CaseFlags & { id: string })[]>`
    SELECT c.id, r.value, r.spread, coalesce(r.sheets, 0) AS sheets, coalesce(r.spread > ${limit.value * 100}, false) AS discussed,
           (SELECT count(*)::int FROM duplicate_flag f WHERE c.application_id IN (f.application_a, f.application_b) AND f.outcome IS NULL) AS "duplicatesOpen",
           (SELECT count(*)::int FROM duplicate_flag f WHERE c.application_id IN (f.application_a, f.application_b) AND f.outcome IS NOT NULL) AS "duplicatesJudged",
           (SELECT count(*)::int FROM objection o WHERE o.case_id = c.id AND o.kind = 'objection' AND o.state NOT IN ('decided', 'notified', 'closed')) AS "objectionsOpen",
           (SELECT count(*)::int FROM objection o WHERE o.case_id = c.id AND o.kind = 'objection' AND o.state IN ('decided', 'notified', 'closed')) AS "objectionsHandled",
           (SELECT count(*)::int FROM review_assignment a JOIN panel_pool_row p ON p.reviewer_id = a.reviewer_id AND p.panel_id = e.panel_id
              CROSS JOIN LATERAL jsonb_array_elements(p.reasons) AS s(one)
             WHERE a.entry_id = e.id AND a.state = 'locked' AND s.one->>'strength' = 'soft' AND s.one->>'entryCode' = e.code) AS "softRelations",
           (SELECT count(*)::int FROM case_event v WHERE v.case_id = c.id AND v.kind = 'relation_found_late'
              AND NOT EXISTS (SELECT 1 FROM meeting_item i WHERE i.case_id = c.id AND i.decided_at > v.at)) AS "lateRelations",
           (SELECT count(*)::int FROM case_signature s WHERE s.case_id = c.id AND s.decision = 'hold') AS holds
      FROM case_file c LEFT JOIN review_entry e ON e.application_id = c.application_id
      LEFT JOIN LATERAL (SELECT x.value, x.spread, x.sheets FROM review_result x WHERE x.entry_id = e.id ORDER BY x.seq DESC LIMIT 1) r ON true
     WHERE c.id IN (${Prisma.join(caseIds.map((id) => Prisma.sql`${id}::uuid`))})`
  return new Map(rows.map(({ id, ...flags }) => [id, flags]))
}
