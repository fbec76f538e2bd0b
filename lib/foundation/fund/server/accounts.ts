import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import { type AccountKind, type Balances, type LineAccount, lineAccounts, noBalances } from '../model/ledger'

export interface Line {
  readonly id: string
  readonly fund: string
  readonly year: number
  readonly code: string
  readonly name: string
  readonly closed: boolean
}

const toLine = (row: { id: string; fundSourceCode: string; year: number; code: string; name: string; closedOn: Date | null }): Line => ({
  id: row.id,
  fund: row.fundSourceCode,
  year: row.year,
  code: row.code,
  name: row.name,
  closed: row.closedOn !== null,
})

/** Not found like everything that is not there. */
export async function lineById(client: Tx, lineId: string): Promise<Line> {
  const row = await client.fundLine.findUnique({ where: { id: lineId } })
  if (!row) throw AppError.notFound()
  return toLine(row)
}

/** The line on which the commitments of this one live now: itself, or where they were carried to when its year was closed. */
export async function lineNow(client: Tx, lineId: string): Promise<Line> {
  let line = await lineById(client, lineId)
  while (line.closed) {
    const next = await client.fundLine.findFirst({ where: { fundSourceCode: line.fund, code: line.code, year: line.year + 1 } })
    if (!next) throw AppError.rule('fund.line_closed')
    line = toLine(next)
  }
  return line
}

/** The line on which this case's money of this stage lies: between carrying it over and closing the year that is the next year's line already. */
export async function lineHolding(client: Tx, lineId: string, caseId: string, stage: LineAccount): Promise<Line> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT f.id::text FROM fund_line f JOIN fund_line o ON o.id = ${lineId}::uuid AND o.fund_source_code = f.fund_source_code AND o.code = f.code AND f.year >= o.year
      JOIN ledger_account a ON a.line_id = f.id AND a.kind = ${stage}
     WHERE f.closed_on IS NULL AND ledger_case_balance(${caseId}::uuid, a.id) > 0 ORDER BY f.year LIMIT 1`
  return rows[0] ? lineById(client, rows[0].id) : lineNow(client, lineId)
}

/** Ids of a line's accounts, and of its year's two sources. */
export async function accountsOf(client: Tx, line: Line): Promise<Readonly<Record<AccountKind, bigint>>> {
  const head = `${line.fund}:${line.year}`
  const rows = await client.ledgerAccount.findMany({
    where: { OR: [{ lineId: line.id }, { code: { in: [`${head}:source`, `${head}:brought`] } }] },
    select: { id: true, kind: true },
  })
  const id = (kind: AccountKind) => {
    const row = rows.find((one) => one.kind === kind)
    if (!row) throw new Error(`line ${head}:${line.code} has no account ${kind}`)
    return row.id
  }
  return {
    source: id('source'),
    brought: id('brought'),
    available: id('available'),
    committed: id('committed'),
    contracted: id('contracted'),
    disbursed: id('disbursed'),
    recovered: id('recovered'),
    carried: id('carried'),
  }
}

/** Balances of these lines by line id, in fen. */
export async function balancesOf(client: Tx, lineIds: readonly string[]): Promise<ReadonlyMap<string, Balances>> {
  const rows = await client.ledgerAccount.findMany({ where: { lineId: { in: [...lineIds] } }, select: { lineId: true, kind: true, balanceFen: true } })
  const all = new Map<string, Record<(typeof lineAccounts)[number], bigint>>(lineIds.map((id) => [id, { ...noBalances }]))
  for (const row of rows) {
    const kind = lineAccounts.find((one) => one === row.kind)
    const balances = all.get(row.lineId ?? '')
    if (kind && balances) balances[kind] = row.balanceFen
  }
  return all
}
