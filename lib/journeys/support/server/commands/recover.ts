import 'server-only'
import type { z } from 'zod'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { recoverFunds } from '@/lib/foundation/fund/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import type { closeSchema, receiveSchema } from '../../model/schema'
import { moveClawback, userIdOf } from '../repo'
import { tellApplicant } from '../tell'
import { clawbackAtHand, recordClawback } from './clawback'
import { completeIfDone } from './sign'

/** 到账: money came back, by its bank receipt. All of it settles the clawback. */
export const receiveRepayment: Command<z.output<typeof receiveSchema>, { leftFen: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await clawbackAtHand(tx, ctx, input, 'support.receive')
    const { one, row, case: found } = at
    return once(tx, ctx, 'support.receive', { ...input, amountYuan: String(input.amountYuan) }, async () => {
      if (one.decidedFen === null || one.state === 'recovered' || one.state === 'written_off')
        throw AppError.conflict('support.state_changed', { state: one.state })
      if (input.receivedOn > ctx.clock.today()) throw AppError.invalid({ receivedOn: 'support.received_on_future' })
      const owed = one.decidedFen - one.recoveredFen
      const amountFen = input.amountYuan
      if (amountFen > owed || amountFen === 0n) throw AppError.rule('support.more_than_owed', { leftFen: String(owed) })
      const { lineId, caseId } = { lineId: row.fundLineId, caseId: row.caseId }
      const answer = await recoverFunds(tx, ctx, { lineId, caseId, amountFen, ref: input.receiptNo, bizDate: input.receivedOn, note: `追回 ${one.number}` })
      if (answer.status === 'duplicate') throw AppError.conflict('support.receipt_used', { ref: input.receiptNo })
      if (answer.status === 'insufficient') throw AppError.rule('support.more_than_owed', { leftFen: String(answer.availableFen) })
      await tx.clawbackReceipt.create({
        data: {
          clawbackId: one.id,
          amountFen,
          bankReceiptNo: input.receiptNo,
          receivedOn: dateColumn(input.receivedOn),
          recordedBy: userIdOf(ctx),
          recordedAt: ctx.clock.now(),
        },
      })
      const left = owed - amountFen
      if (left === 0n) await moveClawback(tx, one, 'settle', { closedBy: userIdOf(ctx), closedAt: ctx.clock.now(), closeReason: '已全部收回' })
      else if (one.state === 'decided') await moveClawback(tx, one, 'receive')
      else await tx.clawback.update({ where: { id: one.id }, data: { version: one.version + 1 } })
      await recordCaseEvent(tx, ctx, found.id, {
        kind: 'clawback_received',
        audience: 'applicant',
        params: { amount: formatYuan(amountFen), left: formatYuan(left) },
      })
      await recordClawback(tx, ctx, 'support.recovered', at, { amountFen: String(amountFen), receipt: input.receiptNo })
      await tellApplicant(
        tx,
        found,
        'support.recovered',
        `recovered:${input.receiptNo}`,
        `收到退款 ${formatYuan(amountFen)} 元，${left === 0n ? '都退清了' : `还剩 ${formatYuan(left)} 元`}。`,
      )
      if (left === 0n) await completeIfDone(tx, ctx, row.id)
      return { leftFen: String(left) }
    })
  })

/** The rest is asked for in court. */
export const sueForRest: Command<z.output<typeof closeSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await clawbackAtHand(tx, ctx, input, 'support.sue')
    await moveClawback(tx, at.one, 'sue')
    await recordCaseEvent(tx, ctx, at.case.id, { kind: 'clawback_court', audience: 'applicant', params: { reason: input.reason } })
    await recordClawback(tx, ctx, 'support.sued', at, { reason: input.reason })
    return { number: at.one.number }
  })

/** 核销: what cannot be had back is given up, by another leader than the one who decided, with the reason. */
export const writeOff: Command<z.output<typeof closeSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await clawbackAtHand(tx, ctx, input, 'support.write_off')
    await moveClawback(tx, at.one, 'write_off', { closedBy: userIdOf(ctx), closedAt: ctx.clock.now(), closeReason: input.reason })
    await recordCaseEvent(tx, ctx, at.case.id, { kind: 'clawback_written_off', audience: 'applicant', params: { reason: input.reason } })
    await recordClawback(tx, ctx, 'support.written_off', at, { reason: input.reason })
    await completeIfDone(tx, ctx, at.row.id)
    return { number: at.one.number }
  })
