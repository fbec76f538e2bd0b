import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { yearOf } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { type Balances, headroom, noBalances } from '../model/ledger'
import { fundPolicy } from '../model/policy'
import { balancesOf } from './accounts'

export const FUND = 'special'

export function assertMayRead(actor: Actor | null): void {
  if (!can(fundPolicy, 'fund.read', actor, null).allow) throw AppError.notFound()
}

export interface LineRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly closedOn: Date | null
  readonly budgetFen: bigint
  readonly balances: Balances
  /** 核减 in all, reversals left out; the money went back to `available`. */
  readonly releasedFen: bigint
}

/** The lines of a year in the order in which they were made. */
export async function linesOfYear(client: Tx, year: number): Promise<LineRow[]> {
  const lines = await client.fundLine.findMany({
    where: { fundSourceCode: FUND, year },
    include: { accounts: { select: { id: true }, orderBy: { id: 'asc' }, take: 1 } },
  })
  const ids = lines.map((line) => line.id)
  const balances = await balancesOf(client, ids)
  const released = await client.$queryRaw<{ line: string; fen: bigint }[]>`
    SELECT a.line_id::text AS line, sum(e.amount_fen)::bigint AS fen
      FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN ledger_account a ON a.id = e.account_id
     WHERE a.line_id = ANY (${ids}::uuid[]) AND a.kind = 'available' AND t.kind = 'release'
       AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id) GROUP BY 1`
  return lines
    .sort((a, b) => Number((a.accounts[0]?.id ?? 0n) - (b.accounts[0]?.id ?? 0n)))
    .map((line) => {
      const own = balances.get(line.id) ?? noBalances
      return {
        id: line.id,
        code: line.code,
        name: line.name,
        closedOn: line.closedOn,
        budgetFen: headroom(own).budgetFen,
        balances: own,
        releasedFen: released.find((row) => row.line === line.id)?.fen ?? 0n,
      }
    })
}

export interface Books {
  readonly year: number
  readonly years: readonly number[]
  readonly lines: readonly LineRow[]
  /** The year's total that no posting can exceed, and what of it was given to lines. */
  readonly annualFen: bigint
  readonly openedFen: bigint
  readonly broughtFen: bigint
  readonly annualSource: string
  /** Budgets that wait for a signature, by year. */
  readonly openBudgets: readonly { readonly year: number; readonly count: number }[]
  readonly openTransfers: number
  readonly openCorrections: readonly { readonly id: string; readonly lineId: string; readonly txnId: string; readonly ref: string }[]
  readonly head: { readonly n: number; readonly hash: string }
  /** Id of the first posting that does not hold; null when every one was checked and holds. */
  readonly firstBroken: bigint | null
}

/** 预算与账: what the year has, where it stands, and whether the chain of postings holds. */
export async function books(actor: Actor | null, asked: number | undefined): Promise<Books> {
  assertMayRead(actor)
  const year = asked ?? yearOf(clock.today())
  const [lines, years, source, openBudgets, openTransfers, corrections, chain, fund] = await Promise.all([
    linesOfYear(db, year),
    db.fundLine.findMany({ where: { fundSourceCode: FUND }, distinct: ['year'], select: { year: true }, orderBy: { year: 'desc' } }),
    db.ledgerAccount.findMany({ where: { code: { in: [`${FUND}:${year}:source`, `${FUND}:${year}:brought`] } } }),
    db.fundBudget.groupBy({ by: ['year'], where: { outcome: null, fundSourceCode: FUND }, _count: true, orderBy: { year: 'asc' } }),
    db.fundTransfer.count({ where: { outcome: null, fromLine: { fundSourceCode: FUND, year } } }),
    db.ledgerCorrection.findMany({
      where: { outcome: null },
      include: { txn: { include: { entries: { include: { account: true } } } } },
      orderBy: { proposedAt: 'asc' },
    }),
    db.$queryRaw<
      { n: bigint; hash: string; bad: bigint | null }[]
    >`SELECT n, encode(hash, 'hex') AS hash, ledger_first_broken() AS bad FROM chain_head WHERE chain = 'ledger'`,
    db.fundSource.findUniqueOrThrow({ where: { code: FUND } }),
  ])
  if (lines.length === 0 && asked !== undefined) throw AppError.notFound()
  const of = (kind: string) => source.find((row) => row.kind === kind)
  return {
    year,
    years: years.map((row) => row.year),
    lines,
    annualFen: -(of('source')?.minFen ?? 0n),
    openedFen: -(of('source')?.balanceFen ?? 0n),
    broughtFen: -(of('brought')?.balanceFen ?? 0n),
    annualSource: fund.source,
    openBudgets: openBudgets.map((row) => ({ year: row.year, count: row._count })),
    openTransfers,
    openCorrections: corrections.map((row) => ({
      id: row.id,
      txnId: String(row.txnId),
      ref: row.txn.ref,
      lineId: row.txn.entries.find((entry) => entry.account.lineId)?.account.lineId ?? '',
    })),
    head: { n: Number(chain[0]?.n ?? 0n), hash: chain[0]?.hash ?? '' },
    firstBroken: chain[0]?.bad ?? null,
  }
}
