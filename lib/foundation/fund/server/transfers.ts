import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { dateInShanghai, formatDateZh, formatTimeZh, yearOf } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { fundPolicy } from '../model/policy'
import { assertMayRead, FUND, type LineRow, linesOfYear } from './queries'
import { type Unpaid, unpaid } from './unpaid'
import { yearIsEnding } from './year-end'

const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

export interface TransferRow {
  readonly id: string
  readonly from: string
  readonly fromLineId: string
  readonly to: string
  readonly amountFen: bigint
  readonly reason: string
  readonly proposed: string
  readonly decided: string
  readonly outcome: string | null
  readonly txnId: string
  /** May the reader sign it; a reason code where not. */
  readonly sign: { readonly allow: boolean; readonly because: string }
}

export interface TransfersPage {
  readonly year: number
  readonly lines: readonly LineRow[]
  readonly rows: readonly TransferRow[]
  readonly mayPropose: boolean
}

/** 调剂 of a year: what waits for a signature first, then the rest, newest first. */
export async function transfersPage(actor: Actor | null, asked: number | undefined): Promise<TransfersPage> {
  assertMayRead(actor)
  const year = asked ?? yearOf(clock.today())
  const [lines, rows] = await Promise.all([
    linesOfYear(db, year),
    db.fundTransfer.findMany({
      where: { fromLine: { fundSourceCode: FUND, year } },
      include: { fromLine: { select: { name: true } }, toLine: { select: { name: true } } },
      orderBy: [{ outcome: { sort: 'asc', nulls: 'first' } }, { proposedAt: 'desc' }],
      take: 200,
    }),
  ])
  return {
    year,
    lines,
    rows: rows.map((row) => {
      const sign = can(fundPolicy, 'fund.sign', actor, row)
      return {
        id: row.id,
        from: row.fromLine.name,
        fromLineId: row.fromLineId,
        to: row.toLine.name,
        amountFen: row.amountFen,
        reason: row.reason,
        proposed: `${row.proposerName}，${when(row.proposedAt)}`,
        decided: row.decidedAt ? `${row.deciderName}，${when(row.decidedAt)}` : '',
        outcome: row.outcome,
        txnId: row.txnId === null ? '' : String(row.txnId),
        sign: { allow: sign.allow, because: sign.allow ? '' : sign.reason },
      }
    }),
    mayPropose: can(fundPolicy, 'fund.propose', actor, null).allow,
  }
}

export interface ClosePage {
  readonly year: number
  readonly ending: boolean
  readonly lines: readonly (LineRow & { readonly unpaid: readonly Unpaid[] })[]
  readonly maySettle: boolean
  readonly mayClose: boolean
}

/** 年末关账 of a year: what is not paid on each line, and what closing it would give back. */
export async function closePage(actor: Actor | null, asked: number | undefined): Promise<ClosePage> {
  assertMayRead(actor)
  const year = asked ?? yearOf(clock.today())
  const lines = await linesOfYear(db, year)
  const [open, ending] = await Promise.all([
    unpaid(
      db,
      lines.map((line) => line.id),
    ),
    yearIsEnding(db, year, clock.today()),
  ])
  return {
    year,
    ending,
    lines: lines.map((line) => ({ ...line, unpaid: open.filter((one) => one.lineId === line.id) })),
    maySettle: can(fundPolicy, 'fund.settle', actor, null).allow,
    mayClose: can(fundPolicy, 'fund.close', actor, null).allow,
  }
}
