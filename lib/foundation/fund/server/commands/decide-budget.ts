import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { FundBudget } from '@/prisma/generated/client'
import { fundPolicy } from '../../model/policy'
import type { decideSchema } from '../../model/schema'
import { accountsOf, lineById } from '../accounts'
import { post } from '../post'
import { nextVoucher } from '../vouchers'

/** The line with its accounts, made where the year has not begun, and the posting that gives it its money. */
async function open(tx: Tx, ctx: Ctx, row: FundBudget, approverId: string): Promise<{ voucher: string; txnId: bigint }> {
  const made = await tx.$queryRaw<{ id: string }[]>`SELECT fund_line_of(${row.fundSourceCode}, ${row.year}::int, ${row.code}, ${row.name})::text AS id`
  const accounts = await accountsOf(tx, await lineById(tx, made[0]?.id ?? ''))
  const voucher = await nextVoucher(tx, ctx, 'open')
  const answer = await post(tx, {
    kind: 'open',
    ref: voucher,
    note: row.reason,
    actorId: row.proposedBy,
    approverId,
    bizDate: ctx.clock.today(),
    lines: [
      [accounts.source, -row.amountFen],
      [accounts.available, row.amountFen],
    ],
  })
  if (answer.status !== 'posted' || answer.txnId === undefined) throw AppError.rule('fund.year_total', { availableFen: Number(answer.availableFen) })
  return { voucher, txnId: answer.txnId }
}

/** A leader signs or refuses a budget; signed, the line has the money in the same transaction, never more than the year's total. */
export const decideBudget: Command<z.output<typeof decideSchema>, { voucher: string | null }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM fund_budget WHERE id = ${input.id}::uuid FOR UPDATE`
    const row = await tx.fundBudget.findUnique({ where: { id: input.id } })
    ctx.assertCan(fundPolicy, 'fund.sign', row)
    if (!row) throw AppError.notFound()
    if (row.outcome) throw AppError.conflict('fund.decided')
    const decided = { decidedBy: ctx.actor?.userId ?? '', deciderName: ctx.actor?.name ?? '', decidedAt: ctx.clock.now(), outcome: input.outcome }
    const posted = input.outcome === 'approved' ? await open(tx, ctx, row, decided.decidedBy) : null
    await tx.fundBudget.update({ where: { id: row.id }, data: { ...decided, txnId: posted?.txnId ?? null } })
    await recordAudit(tx, ctx, {
      type: `fund.budget_${input.outcome}`,
      subject: { kind: 'fund_budget', id: row.id },
      detail: {
        year: row.year,
        line: row.code,
        amountFen: String(row.amountFen),
        proposedBy: row.proposerName,
        ...(posted ? { voucher: posted.voucher } : {}),
      },
    })
    return { voucher: posted?.voucher ?? null }
  })
