import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { fundPolicy } from '../../model/policy'
import type { proposeTransferSchema } from '../../model/schema'
import { lineById } from '../accounts'
import { headroomOf } from '../door'

/** 调剂: finance proposes to move money between two lines of a year; nothing moves before another role has signed. */
export const proposeTransfer: Command<z.output<typeof proposeTransferSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(fundPolicy, 'fund.propose', null)
    const from = await lineById(tx, input.fromLineId)
    const to = await lineById(tx, input.toLineId)
    if (from.year !== to.year || from.fund !== to.fund) throw AppError.invalid({ toLineId: 'fund.other_year' })
    if (from.closed || to.closed) throw AppError.rule('fund.line_closed')
    const { availableFen } = await headroomOf(tx, from.id)
    if (BigInt(input.amount) > availableFen) throw AppError.rule('fund.insufficient', { availableFen: Number(availableFen) })
    return once(tx, ctx, 'fund.propose_transfer', input, async () => {
      const row = await tx.fundTransfer.create({
        data: {
          fromLineId: from.id,
          toLineId: to.id,
          amountFen: BigInt(input.amount),
          reason: input.reason,
          proposedBy: ctx.actor?.userId ?? '',
          proposerName: ctx.actor?.name ?? '',
          proposedAt: ctx.clock.now(),
        },
      })
      await recordAudit(tx, ctx, {
        type: 'fund.transfer_proposed',
        subject: { kind: 'fund_transfer', id: row.id },
        detail: { from: from.code, to: to.code, amountFen: String(input.amount), reason: input.reason },
      })
      return { id: row.id }
    })
  })
