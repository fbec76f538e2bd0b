import 'server-only'
import { type LineRow, linesOfYear } from '@/lib/foundation/fund/server/door'
import { loadRules } from '@/lib/foundation/programme/server/door'
import type { Tx } from '@/lib/platform/db'
import { type Indicator, percent } from '../model/performance'

const sum = (lines: readonly LineRow[], of: (line: LineRow) => bigint) => lines.reduce((all, line) => all + of(line), 0n)

async function counts(tx: Tx, year: number, lineIds: readonly string[]) {
  const [row] = await tx.$queryRaw<{ projects: bigint; desks: bigint; due: bigint; accepted: bigint }[]>`
    SELECT (SELECT count(*) FROM (SELECT t.case_id FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN ledger_account a ON a.id = e.account_id
              WHERE a.line_id = ANY (${[...lineIds]}::uuid[]) AND a.kind <> 'available' AND t.case_id IS NOT NULL
              GROUP BY 1 HAVING sum(e.amount_fen) > 0) x) AS projects,
           (SELECT count(*) FROM allocation WHERE kind = 'desk' AND state IN ('occupied', 'notice_given')) AS desks,
           (SELECT count(*) FROM milestone WHERE due_on >= make_date(${year}::int, 1, 1) AND due_on < make_date(${year + 1}::int, 1, 1)) AS due,
           (SELECT count(*) FROM milestone WHERE state = 'accepted' AND due_on >= make_date(${year}::int, 1, 1) AND due_on < make_date(${year + 1}::int, 1, 1)) AS accepted`
  if (!row) throw new Error('no counts')
  return row
}

/** The indicators of a year, targets from the rules and actual values from rows of today. */
export async function indicators(tx: Tx, year: number): Promise<{ lines: readonly LineRow[]; rows: readonly Indicator[] }> {
  const lines = await linesOfYear(tx, year)
  const rules = await loadRules(tx, ['performance.execution_percent', 'performance.projects', 'performance.desks', 'performance.milestone_percent'])
  const found = await counts(
    tx,
    year,
    lines.map((line) => line.id),
  )
  const budget = sum(lines, (line) => line.budgetFen)
  const paid = sum(lines, ({ balances }) => balances.disbursed + balances.recovered)
  const promised = sum(lines, ({ balances: b }) => b.committed + b.contracted + b.disbursed + b.recovered + b.carried)
  const execution = rules['performance.execution_percent'].value
  return {
    lines,
    rows: [
      { name: '预算安排率', how: '已承诺（含合同、拨付）÷ 预算', unit: '%', target: execution, actual: percent(promised, budget) },
      { name: '预算执行率', how: '已拨付 ÷ 预算', unit: '%', target: execution, actual: percent(paid, budget) },
      { name: '资助项目数', how: '账上有承诺、合同或拨付的办件', unit: '个', target: rules['performance.projects'].value, actual: Number(found.projects) },
      { name: '在用工位数', how: '已入驻的工位', unit: '个', target: rules['performance.desks'].value, actual: Number(found.desks) },
      {
        name: '里程碑通过率',
        how: '通过的 ÷ 今年到期的',
        unit: '%',
        target: rules['performance.milestone_percent'].value,
        actual: percent(found.accepted, found.due),
      },
    ],
  }
}
