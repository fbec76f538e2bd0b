import 'server-only'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { caseMoves, type Headroom, headroom, noBalances } from '../model/ledger'
import { accountsOf, balancesOf, type Line, lineById, lineHolding, lineNow } from './accounts'
import { type PostAnswer, type Posting, post } from './post'

export type { Line } from './accounts'
export { writeLedgerHead } from './head-file'
export type { PostAnswer } from './post'
export { assertMayRead as assertMayReadFund, type Books, books, type LineRow, linesOfYear } from './queries'

export interface CaseMoney {
  readonly lineId: string
  readonly caseId: string
  readonly amountFen: bigint
  /** The same number never posts twice; the case number where nothing better is at hand. */
  readonly ref: string
  readonly note?: string
  /** Today unless said. */
  readonly bizDate?: CalendarDate
}

async function postForCase(tx: Tx, ctx: Ctx, line: Line, input: CaseMoney, posting: Pick<Posting, 'kind' | 'lines'> & { approverId?: string }) {
  const answer = await post(tx, {
    ...posting,
    ref: input.ref,
    caseId: input.caseId,
    note: input.note ?? '',
    actorId: ctx.actor?.userId ?? '',
    bizDate: input.bizDate ?? ctx.clock.today(),
  })
  if (answer.status === 'posted')
    await recordAudit(tx, ctx, {
      type: `fund.${posting.kind}`,
      subject: { kind: 'fund_line', id: `${line.fund}:${line.year}:${line.code}` },
      detail: { case: input.caseId, amountFen: String(input.amountFen), ref: input.ref, txn: String(answer.txnId) },
    })
  return answer
}

async function move(tx: Tx, ctx: Ctx, kind: keyof typeof caseMoves, line: Line, input: CaseMoney, approverId?: string): Promise<PostAnswer> {
  const accounts = await accountsOf(tx, line)
  const { from, to } = caseMoves[kind]
  const lines = [[accounts[from], -input.amountFen] as const, [accounts[to], input.amountFen] as const]
  return postForCase(tx, ctx, line, input, { kind, lines, ...(approverId ? { approverId } : {}) })
}

/** 承诺: sets money of the line aside for an approved case. `insufficient` where the line or the year has not so much left. */
export const commitFunds = async (tx: Tx, ctx: Ctx, input: CaseMoney): Promise<PostAnswer> => move(tx, ctx, 'commit', await lineById(tx, input.lineId), input)

/** 合同: an agreement binds what was committed to its case. */
export const contractFunds = async (tx: Tx, ctx: Ctx, input: CaseMoney): Promise<PostAnswer> =>
  move(tx, ctx, 'contract', await lineHolding(tx, input.lineId, input.caseId, 'committed'), input)

/** 拨付: `ref` is the bank's receipt number, `bizDate` its day; the approver is another person than who records. */
export const disburseFunds = async (
  tx: Tx,
  ctx: Ctx,
  input: CaseMoney & { readonly approverId: string; readonly bizDate: CalendarDate },
): Promise<PostAnswer> => move(tx, ctx, 'disburse', await lineHolding(tx, input.lineId, input.caseId, 'contracted'), input, input.approverId)

/** 核减: what will not be paid goes back to the line; `from` says whether it was only committed or under contract already. */
export async function releaseFunds(
  tx: Tx,
  ctx: Ctx,
  input: CaseMoney & { readonly note: string; readonly from?: 'committed' | 'contracted' },
): Promise<PostAnswer> {
  const from = input.from ?? 'committed'
  const line = await lineHolding(tx, input.lineId, input.caseId, from)
  const accounts = await accountsOf(tx, line)
  const lines = [[accounts[from], -input.amountFen] as const, [accounts.available, input.amountFen] as const]
  return postForCase(tx, ctx, line, input, { kind: 'release', lines })
}

/**
 * 收回: money that came back from a case. It does not become available again by itself. A payment of a closed year is
 * recovered on the line of the year in which the money arrives, at most what the case has not given back yet.
 */
export async function recoverFunds(tx: Tx, ctx: Ctx, input: CaseMoney & { readonly note: string }): Promise<PostAnswer> {
  const paidFrom = await lineById(tx, input.lineId)
  const line = paidFrom.closed ? await lineNow(tx, input.lineId) : await lineHolding(tx, input.lineId, input.caseId, 'disbursed')
  const accounts = await accountsOf(tx, line)
  const held = paidFrom.closed ? accounts.brought : accounts.disbursed
  const lines = [[held, -input.amountFen] as const, [accounts.recovered, input.amountFen] as const]
  return postForCase(tx, ctx, line, input, { kind: 'recover', lines })
}

export interface Promised {
  readonly committedFen: bigint
  readonly contractedFen: bigint
}

/** What the books still hold for a case, on whichever line it lies now. */
export async function promisedTo(client: Pick<Tx, '$queryRaw'>, caseId: string): Promise<Promised> {
  const rows = await client.$queryRaw<Promised[]>`
    SELECT coalesce(sum(e.amount_fen) FILTER (WHERE a.kind = 'committed'), 0)::bigint AS "committedFen",
           coalesce(sum(e.amount_fen) FILTER (WHERE a.kind = 'contracted'), 0)::bigint AS "contractedFen"
      FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id JOIN ledger_txn t ON t.id = e.txn_id WHERE t.case_id = ${caseId}::uuid`
  return rows[0] ?? { committedFen: 0n, contractedFen: 0n }
}

/** What a line may still promise, in fen. */
export async function headroomOf(client: Tx, lineId: string): Promise<Headroom> {
  const balances = await balancesOf(client, [lineId])
  return headroom(balances.get(lineId) ?? noBalances)
}

/** The line that pays for a round's supports; null where the round has none. */
export async function lineOfRound(client: Tx, roundId: string): Promise<Line | null> {
  const round = await client.round.findUnique({ where: { id: roundId }, select: { fundLineId: true } })
  return round?.fundLineId ? lineById(client, round.fundLineId) : null
}
