import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { fundPolicy } from '../../model/policy'
import type { settleSchema } from '../../model/schema'
import { accountsOf, type Line, lineById } from '../accounts'
import { post } from '../post'
import { assertYearEnding } from '../year-end'

/** The same line of the next year; made where the year has not begun. */
async function nextYear(tx: Tx, line: Line): Promise<Line> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT fund_line_of(${line.fund}, ${line.year + 1}::int, ${line.code}, ${line.name})::text AS id`
  return lineById(tx, rows[0]?.id ?? '')
}

/** What the case still has on this stage; locked with the account, so that two clerks do not settle it twice. */
async function remainder(tx: Tx, caseId: string, accountId: bigint): Promise<bigint> {
  const rows = await tx.$queryRaw<{ fen: bigint }[]>`SELECT ledger_case_balance(${caseId}::uuid, ${accountId}::bigint) AS fen`
  return rows[0]?.fen ?? 0n
}

type Settlement = z.output<typeof settleSchema>

async function settleOn(tx: Tx, ctx: Ctx, line: Line, input: Settlement, amount: bigint) {
  const here = await accountsOf(tx, line)
  const base = {
    ref: `${line.fund}:${line.year}:${line.code}:${input.stage}:${input.caseId}`,
    caseId: input.caseId,
    note: input.reason,
    actorId: ctx.actor?.userId ?? '',
    bizDate: ctx.clock.today(),
  }
  if (input.how === 'release')
    return post(tx, {
      ...base,
      kind: 'release',
      lines: [
        [here[input.stage], -amount],
        [here.available, amount],
      ],
    })
  const there = await accountsOf(tx, await nextYear(tx, line))
  return post(tx, {
    ...base,
    kind: 'carry',
    lines: [
      [here[input.stage], -amount],
      [here.carried, amount],
      [there.brought, -amount],
      [there[input.stage], amount],
    ],
  })
}

/** Year's end: what is promised to a case and not paid goes to the next year or back to the line, each with its reason. */
export const settleCommitment: Command<Settlement, { amountFen: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(fundPolicy, 'fund.settle', null)
    const line = await lineById(tx, input.lineId)
    await assertYearEnding(tx, ctx, line)
    const amount = await remainder(tx, input.caseId, (await accountsOf(tx, line))[input.stage])
    if (amount <= 0n) throw AppError.conflict('fund.case_settled')
    const answer = await settleOn(tx, ctx, line, input, amount)
    if (answer.status !== 'posted') throw AppError.conflict('fund.case_settled')
    await recordAudit(tx, ctx, {
      type: input.how === 'carry' ? 'fund.carried_over' : 'fund.released_at_year_end',
      subject: { kind: 'fund_line', id: `${line.fund}:${line.year}:${line.code}` },
      detail: { case: input.caseId, stage: input.stage, amountFen: String(amount), reason: input.reason },
    })
    return { amountFen: String(amount) }
  })
