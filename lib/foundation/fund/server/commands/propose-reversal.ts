import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { fundPolicy } from '../../model/policy'
import type { proposeReversalSchema } from '../../model/schema'

/** 冲正: finance proposes that a posting be taken back by a counter-entry. The posting itself is never touched. */
export const proposeReversal: Command<z.output<typeof proposeReversalSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(fundPolicy, 'fund.propose', null)
    const txn = await tx.ledgerTxn.findUnique({
      where: { id: BigInt(input.txnId) },
      include: { reversedBy: { select: { id: true } }, corrections: { where: { outcome: null }, select: { id: true } } },
    })
    if (!txn) throw AppError.notFound()
    return once(tx, ctx, 'fund.propose_reversal', input, async () => {
      if (txn.reversedBy || txn.kind === 'reverse') throw AppError.conflict('fund.reversed')
      if (txn.corrections.length > 0) throw AppError.conflict('fund.correction_open')
      const row = await tx.ledgerCorrection.create({
        data: {
          txnId: txn.id,
          reason: input.reason,
          proposedBy: ctx.actor?.userId ?? '',
          proposerName: ctx.actor?.name ?? '',
          proposedAt: ctx.clock.now(),
        },
      })
      await recordAudit(tx, ctx, {
        type: 'fund.reversal_proposed',
        subject: { kind: 'ledger_txn', id: input.txnId },
        detail: { ref: txn.ref, reason: input.reason },
      })
      return { id: row.id }
    })
  })
