import 'server-only'
import type { z } from 'zod'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { disburseFunds, promisedTo } from '@/lib/foundation/fund/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn, dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { grantWish } from '../../model/grant'
import { paymentRequestBlocks } from '../../model/papers'
import { conditionMet, paymentsHeld } from '../../model/payment'
import { type SupportSubject, supportPolicy } from '../../model/policy'
import type { approveSchema, checkSchema, paySchema, reopenSchema, requestSchema, sendBackSchema } from '../../model/schema'
import { sumOf } from '../plan'
import { assertSeen, type InstalmentRow, type Locked, lockAgreement, moveInstalment, partOf, subjectFor, userIdOf } from '../repo'
import { tellApplicant } from '../tell'
import { completeIfDone } from './sign'

interface AtHand extends Locked {
  readonly one: InstalmentRow
}

/** The instalment at hand, when this actor may take this step on it and has seen it as it is. */
async function atHand(tx: Tx, ctx: Ctx, input: { instalmentId: string; version: number }, action: keyof typeof supportPolicy): Promise<AtHand> {
  const locked = await lockAgreement(tx, { instalmentId: input.instalmentId })
  const one = partOf(locked.row.instalments, input.instalmentId)
  const who: Partial<SupportSubject> = { checkedBy: one.checkedBy, approvedBy: one.approvedBy }
  ctx.assertCan(supportPolicy, action, await subjectFor(tx, ctx.actor, locked.case, who))
  assertSeen(one, input.version)
  return { ...locked, one }
}

function assertRunning({ row }: Locked): void {
  if (row.state !== 'in_force') throw AppError.rule('support.not_in_force')
  if (paymentsHeld(row.clawbacks)) throw AppError.rule('support.held')
}

/** Nobody asks for, checks or approves what the books do not hold for the case any more: the end of a year may have freed it. */
async function assertBooked(tx: Tx, { row, one }: AtHand): Promise<void> {
  const { contractedFen } = await promisedTo(tx, row.caseId)
  if (contractedFen < one.amountFen) throw AppError.rule('support.not_in_books', { availableFen: String(contractedFen) })
}

const record = (tx: Tx, ctx: Ctx, type: string, { row, one }: AtHand, detail: Record<string, string> = {}) =>
  recordAudit(tx, ctx, { type, subject: { kind: 'agreement', id: row.number }, detail: { instalment: one.no, amountFen: String(one.amountFen), ...detail } })

async function usableAccount(tx: Tx, personId: string, now: Date) {
  const payee = await tx.payeeAccount.findFirst({ where: { personId, confirmedAt: { not: null }, replacedAt: null, usableFrom: { lte: now } } })
  if (!payee) throw AppError.rule('support.no_account')
  return payee
}

/** The hash that an approval gives and a payment finds again: the database computes it from the account as it stands. */
async function paymentHash(tx: Tx, one: InstalmentRow): Promise<string> {
  const rows = await tx.$queryRaw<{ hash: string | null }[]>`SELECT payment_hash(${one.id}::uuid, ${one.amountFen}::bigint, ${one.payeeId}::uuid) AS hash`
  return rows[0]?.hash ?? ''
}

/** The founder asks for an instalment whose condition is met; 拨付申请单. */
export const requestPayment: Command<z.output<typeof requestSchema>, { requestNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const locked = await lockAgreement(tx, { instalmentId: input.instalmentId })
    ctx.assertCan(supportPolicy, 'support.request', await subjectFor(tx, ctx.actor, locked.case))
    return once(tx, ctx, 'support.request', input, async () => {
      const at = await atHand(tx, ctx, input, 'support.request')
      const { row, one, case: found } = at
      assertRunning(at)
      await assertBooked(tx, at)
      if (!conditionMet(one, row.milestones)) throw AppError.rule('support.condition_open')
      const payee = await usableAccount(tx, row.personId, ctx.clock.now())
      const person = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: { name: true } })
      const milestone = row.milestones.find((m) => m.id === one.milestoneId)?.no ?? null
      const { number } = await issueDocument(tx, ctx, {
        kind: 'payment_request',
        caseId: found.id,
        personId: row.personId,
        holderName: person.name,
        readers: { roles: ['finance', 'bank', 'service'] },
        data: {
          office,
          blocks: paymentRequestBlocks({
            party: { holder: person.name, project: grantWish(found.application.data).project || found.title, caseNo: found.caseNo },
            agreementNo: row.number,
            instalment: { no: one.no, percent: one.percent, sum: sumOf(one.amountFen), milestone },
            account: { holder: payee.holderName, bank: payee.bankName, last4: payee.accountLast4 },
            note: input.note,
          }),
        },
      })
      await moveInstalment(tx, one, 'request', {
        requestNo: number,
        requestedBy: userIdOf(ctx),
        requestedAt: ctx.clock.now(),
        requestNote: input.note,
        payeeId: payee.id,
        returnNote: '',
      })
      await recordCaseEvent(tx, ctx, found.id, { kind: 'payment_requested', audience: 'applicant', params: { no: one.no, document: number } })
      await record(tx, ctx, 'support.requested', at, { document: number })
      return { requestNo: number }
    })
  })

/** 财务核对: condition and account looked at, with what was seen. */
export const checkPayment: Command<z.output<typeof checkSchema>, { no: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await atHand(tx, ctx, input, 'support.check')
    assertRunning(at)
    await assertBooked(tx, at)
    await moveInstalment(tx, at.one, 'check', { checkedBy: userIdOf(ctx), checkedAt: ctx.clock.now(), checkNote: input.note, checkEvidence: input.evidence })
    await record(tx, ctx, 'support.checked', at)
    return { no: at.one.no }
  })

/** 复核批准 by somebody else: binds the amount to the account as it stands now. */
export const approvePayment: Command<z.output<typeof approveSchema>, { no: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await atHand(tx, ctx, input, 'support.approve')
    assertRunning(at)
    await assertBooked(tx, at)
    const { one } = at
    const now = ctx.clock.now()
    const payee = one.payee
    if (!payee || payee.replacedAt || !payee.usableFrom || payee.usableFrom > now) throw AppError.rule('support.account_not_usable')
    const payeeHash = await paymentHash(tx, one)
    await moveInstalment(tx, one, 'approve', { approvedBy: userIdOf(ctx), approvedAt: now, payeeHash })
    await record(tx, ctx, 'support.approved', at, { hash: payeeHash })
    return { no: one.no }
  })

/** Back to the founder with a note: the request starts anew, nothing of it stands. */
export const sendBackPayment: Command<z.output<typeof sendBackSchema>, { no: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await atHand(tx, ctx, input, 'support.send_back')
    const { one, case: found, row } = at
    await moveInstalment(tx, one, 'send_back', {
      requestNo: null,
      requestedBy: null,
      requestedAt: null,
      requestNote: '',
      payeeId: null,
      payeeHash: null,
      checkedBy: null,
      checkedAt: null,
      checkNote: '',
      checkEvidence: '',
      approvedBy: null,
      approvedAt: null,
      returnNote: input.note,
    })
    await recordCaseEvent(tx, ctx, found.id, { kind: 'payment_returned', audience: 'applicant', params: { no: one.no, reason: input.note } })
    await record(tx, ctx, 'support.payment_returned', at, { reason: input.note })
    await tellApplicant(
      tx,
      found,
      'support.payment_returned',
      `payment-returned:${one.id}:${one.version}`,
      `${row.number} 第 ${one.no} 期的拨款申请退回了：${input.note}。改好再申请。`,
    )
    return { no: one.no }
  })

/** 登记银行回单: the money has gone out. The receipt number stands in the books once, for ever. */
export const payInstalment: Command<z.output<typeof paySchema>, { no: number; txnId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await atHand(tx, ctx, input, 'support.pay')
    const { row, one, case: found } = at
    // a payment whose booking was taken back is recorded anew, also when the agreement was done by it
    if (row.state !== 'completed') assertRunning(at)
    if (one.state !== 'approved' || !one.approvedBy || !one.approvedAt) throw AppError.conflict('support.state_changed', { state: one.state })
    if (input.paidOn > ctx.clock.today() || input.paidOn < dateInShanghai(one.approvedAt)) throw AppError.invalid({ paidOn: 'support.paid_on_future' })
    if (one.payee?.replacedAt || (await paymentHash(tx, one)) !== one.payeeHash) throw AppError.rule('support.account_changed')
    const answer = await disburseFunds(tx, ctx, {
      lineId: row.fundLineId,
      caseId: row.caseId,
      amountFen: one.amountFen,
      ref: input.receiptNo,
      bizDate: input.paidOn,
      approverId: one.approvedBy,
      note: `${row.number} 第 ${one.no} 期`,
    })
    if (answer.status === 'duplicate') throw AppError.conflict('support.receipt_used', { ref: input.receiptNo })
    if (answer.status === 'insufficient') throw AppError.rule('support.not_in_books', { availableFen: String(answer.availableFen) })
    await moveInstalment(tx, one, 'pay', { bankReceiptNo: input.receiptNo, paidOn: dateColumn(input.paidOn), paidBy: userIdOf(ctx) })
    await recordCaseEvent(tx, ctx, found.id, { kind: 'payment_paid', audience: 'public', params: { no: one.no } })
    await record(tx, ctx, 'support.paid', at, { receipt: input.receiptNo })
    await tellApplicant(
      tx,
      found,
      'support.paid',
      `paid:${one.id}:${one.version}`,
      `${row.number} 第 ${one.no} 期 ${formatYuan(one.amountFen)} 元 ${formatDateZh(input.paidOn)}付到尾号 ${one.payee?.accountLast4 ?? ''} 的账户。`,
    )
    await completeIfDone(tx, ctx, row.id)
    return { no: one.no, txnId: String(answer.txnId ?? '') }
  })

/** A payment that was booked wrongly and taken back in the books by two people: the right receipt is recorded anew. */
export const reopenPayment: Command<z.output<typeof reopenSchema>, { no: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await atHand(tx, ctx, input, 'support.reopen')
    const { one } = at
    const reversed = await tx.ledgerTxn.findFirst({
      where: { kind: 'disburse', ref: one.bankReceiptNo ?? '', reversedBy: { isNot: null } },
      select: { id: true },
    })
    if (!reversed) throw AppError.rule('support.not_reversed')
    await moveInstalment(tx, one, 'reopen', { bankReceiptNo: null, paidOn: null, paidBy: null })
    await record(tx, ctx, 'support.payment_reopened', at, { receipt: one.bankReceiptNo ?? '' })
    return { no: one.no }
  })
