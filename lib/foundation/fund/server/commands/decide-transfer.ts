import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { fundPolicy } from '../../model/policy'
import type { decideSchema } from '../../model/schema'
import { accountsOf, lineById } from '../accounts'
import { post } from '../post'
import { nextVoucher } from '../vouchers'

/** A leader signs or refuses a transfer; signed, the money moves in the same transaction or nothing happens. */
export const decideTransfer: Command<z.output<typeof decideSchema>, { voucher: string | null }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM fund_transfer WHERE id = ${input.id}::uuid FOR UPDATE`
    const row = await tx.fundTransfer.findUnique({ where: { id: input.id } })
    ctx.assertCan(fundPolicy, 'fund.sign', row)
    if (!row) throw AppError.notFound()
    if (row.outcome) throw AppError.conflict('fund.decided')
    const decided = { decidedBy: ctx.actor?.userId ?? '', deciderName: ctx.actor?.name ?? '', decidedAt: ctx.clock.now(), outcome: input.outcome }
    const audit = (more: { voucher?: string }) =>
      recordAudit(tx, ctx, {
        type: `fund.transfer_${input.outcome}`,
        subject: { kind: 'fund_transfer', id: row.id },
        detail: { amountFen: String(row.amountFen), proposedBy: row.proposerName, ...more },
      })
    if (input.outcome === 'refused') {
      await tx.fundTransfer.update({ where: { id: row.id }, data: decided })
      await audit({})
      return { voucher: null }
    }
    const from = await accountsOf(tx, await lineById(tx, row.fromLineId))
    const to = await accountsOf(tx, await lineById(tx, row.toLineId))
    const voucher = await nextVoucher(tx, ctx, 'transfer')
    const answer = await post(tx, {
      kind: 'transfer',
      ref: voucher,
      note: row.reason,
      actorId: row.proposedBy,
      approverId: decided.decidedBy,
      bizDate: ctx.clock.today(),
      lines: [
        [from.available, -row.amountFen],
        [to.available, row.amountFen],
      ],
    })
    if (answer.status !== 'posted' || answer.txnId === undefined) throw AppError.rule('fund.insufficient', { availableFen: Number(answer.availableFen) })
    await tx.fundTransfer.update({ where: { id: row.id }, data: { ...decided, txnId: answer.txnId } })
    await audit({ voucher })
    return { voucher }
  })
