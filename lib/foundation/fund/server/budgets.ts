import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { dateInShanghai, formatDateZh, formatTimeZh, yearOf } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { fundPolicy } from '../model/policy'
import { assertMayRead, FUND, linesOfYear } from './queries'

const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

/** What of the year's total no line has been given yet, in fen. */
export async function unopenedFen(client: Pick<Tx, 'ledgerAccount' | 'fundSource'>, year: number): Promise<bigint> {
  const source = await client.ledgerAccount.findUnique({ where: { code: `${FUND}:${year}:source` } })
  if (source) return source.balanceFen - source.minFen
  return (await client.fundSource.findUniqueOrThrow({ where: { code: FUND } })).annualFen ?? 0n
}

export interface BudgetRow {
  readonly id: string
  readonly name: string
  readonly amountFen: bigint
  readonly reason: string
  readonly proposed: string
  readonly decided: string
  readonly outcome: string | null
  /** May the reader sign it; a reason code where not. */
  readonly sign: { readonly allow: boolean; readonly because: string }
}

export interface BudgetsPage {
  readonly year: number
  /** For which a budget can be made now. */
  readonly years: readonly number[]
  readonly lines: readonly { readonly code: string; readonly name: string; readonly budgetFen: bigint; readonly closed: boolean }[]
  readonly unopenedFen: bigint
  readonly rows: readonly BudgetRow[]
  readonly mayPropose: boolean
}

/** 下达预算 of a year: its lines with what they have, and what waits for a signature first, then the rest, newest first. */
export async function budgetsPage(actor: Actor | null, asked: number | undefined): Promise<BudgetsPage> {
  assertMayRead(actor)
  const now = yearOf(clock.today())
  const year = asked ?? now
  const [known, lines, left, rows] = await Promise.all([
    db.fundLine.findMany({ where: { fundSourceCode: FUND }, distinct: ['code'], orderBy: [{ code: 'asc' }, { year: 'desc' }] }),
    linesOfYear(db, year),
    unopenedFen(db, year),
    db.fundBudget.findMany({
      where: { fundSourceCode: FUND, year },
      orderBy: [{ outcome: { sort: 'asc', nulls: 'first' } }, { proposedAt: 'desc' }],
      take: 200,
    }),
  ])
  return {
    year,
    years: [now, now + 1],
    lines: known.map(({ code, name }) => {
      const line = lines.find((one) => one.code === code)
      return { code, name, budgetFen: line?.budgetFen ?? 0n, closed: line?.closedOn != null }
    }),
    unopenedFen: left,
    rows: rows.map((row) => {
      const sign = can(fundPolicy, 'fund.sign', actor, row)
      return {
        id: row.id,
        name: row.name,
        amountFen: row.amountFen,
        reason: row.reason,
        proposed: `${row.proposerName}，${when(row.proposedAt)}`,
        decided: row.decidedAt ? `${row.deciderName}，${when(row.decidedAt)}` : '',
        outcome: row.outcome,
        sign: { allow: sign.allow, because: sign.allow ? '' : sign.reason },
      }
    }),
    mayPropose: can(fundPolicy, 'fund.propose', actor, null).allow,
  }
}
