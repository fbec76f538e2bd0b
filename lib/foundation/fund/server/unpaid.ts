import 'server-only'
import type { Tx } from '@/lib/platform/db'

export interface Unpaid {
  readonly lineId: string
  readonly caseId: string
  readonly caseNo: string
  readonly title: string
  readonly stage: 'committed' | 'contracted'
  readonly amountFen: bigint
}

/** What is promised and not paid, by line, case and stage; oldest case first. */
export async function unpaid(client: Pick<Tx, '$queryRaw'>, lineIds: readonly string[]): Promise<Unpaid[]> {
  return client.$queryRaw`
    SELECT a.line_id::text AS "lineId", t.case_id::text AS "caseId", coalesce(c.case_no, '') AS "caseNo", coalesce(c.title, '') AS title,
           a.kind AS stage, sum(e.amount_fen)::bigint AS "amountFen"
      FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id JOIN ledger_txn t ON t.id = e.txn_id LEFT JOIN case_file c ON c.id = t.case_id
     WHERE a.line_id = ANY (${[...lineIds]}::uuid[]) AND a.kind IN ('committed', 'contracted')
     GROUP BY 1, 2, 3, 4, 5 HAVING sum(e.amount_fen) <> 0 ORDER BY min(t.id)`
}
