import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { fundPolicy } from '../../model/policy'
import type { decideSchema } from '../../model/schema'
import { post } from '../post'
import { nextVoucher } from '../vouchers'

/** A leader signs or refuses a reversal; signed, the counter-entry stands beside what it takes back, with the reason and both names. */
export const decideReversal: Command<z.output<typeof decideSchema>, { voucher: string | null }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM ledger_correction WHERE id = ${input.id}::uuid FOR UPDATE`
    const row = await tx.ledgerCorrection.findUnique({ where: { id: input.id }, include: { txn: { include: { entries: true } } } })
    ctx.assertCan(fundPolicy, 'fund.sign', row)
    if (!row) throw AppError.notFound()
    if (row.outcome) throw AppError.conflict('fund.decided')
    const decided = { decidedBy: ctx.actor?.userId ?? '', deciderName: ctx.actor?.name ?? '', decidedAt: ctx.clock.now(), outcome: input.outcome }
    const voucher = input.outcome === 'approved' ? await nextVoucher(tx, ctx, 'reverse') : null
    let reversalId: bigint | undefined
    if (voucher) {
      const answer = await post(tx, {
        kind: 'reverse',
        ref: voucher,
        caseId: row.txn.caseId,
        note: row.reason,
        actorId: row.proposedBy,
        approverId: decided.decidedBy,
        bizDate: ctx.clock.today(),
        reverses: row.txnId,
        lines: row.txn.entries.map((entry) => [entry.accountId, -entry.amountFen] as const),
      })
      if (answer.status !== 'posted') throw AppError.rule('fund.insufficient', { availableFen: Number(answer.availableFen) })
      reversalId = answer.txnId
    }
    await tx.ledgerCorrection.update({ where: { id: row.id }, data: { ...decided, ...(reversalId === undefined ? {} : { reversalId }) } })
    await recordAudit(tx, ctx, {
      type: `fund.reversal_${input.outcome}`,
      subject: { kind: 'ledger_txn', id: String(row.txnId) },
      detail: { ref: row.txn.ref, proposedBy: row.proposerName, ...(voucher ? { voucher } : {}) },
    })
    return { voucher }
  })
