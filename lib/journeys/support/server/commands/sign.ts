import 'server-only'
import type { z } from 'zod'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { contractFunds, promisedTo, releaseFunds } from '@/lib/foundation/fund/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { ReceivedFile } from '@/lib/platform/files'
import { supportPolicy } from '../../model/policy'
import type { agreementSchema, endSchema, signSchema } from '../../model/schema'
import { type AgreementRow, assertSeen, type Locked, lockAgreement, moveAgreement, moveInstalment, subjectFor, userIdOf } from '../repo'
import { tellApplicant } from '../tell'

const audit = (tx: Tx, ctx: Ctx, type: string, row: AgreementRow, detail: Record<string, string> = {}) =>
  recordAudit(tx, ctx, { type, subject: { kind: 'agreement', id: row.number }, detail })

/** The team lead signs the text that was shown, by its hash, with their name typed again. */
export const signAgreement: Command<z.output<typeof signSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { row, case: found } = await lockAgreement(tx, { number: input.number })
    ctx.assertCan(supportPolicy, 'support.sign', await subjectFor(tx, ctx.actor, found))
    assertSeen(row, input.version)
    const document = await tx.document.findUniqueOrThrow({ where: { id: row.documentId ?? '' }, select: { fingerprint: true, number: true } })
    if (document.fingerprint !== input.hash) throw AppError.conflict('support.text_changed')
    if (input.name.normalize('NFKC') !== (ctx.actor?.name ?? '').normalize('NFKC')) throw AppError.invalid({ name: 'support.name_differs' })
    await moveAgreement(tx, row, 'sign', { signedHash: input.hash, signedVersion: row.version, signedBy: userIdOf(ctx), signedAt: ctx.clock.now() })
    await recordCaseEvent(tx, ctx, found.id, { kind: 'agreement_signed', audience: 'public', params: { agreement: row.number } })
    await audit(tx, ctx, 'support.signed', row, { document: document.number, hash: input.hash })
    return { number: row.number }
  })

/** The zone signs too: the agreement is in force and the money under contract, or neither. */
export const counterSign: Command<z.output<typeof agreementSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { row, case: found } = await lockAgreement(tx, { number: input.number })
    ctx.assertCan(supportPolicy, 'support.counter_sign', await subjectFor(tx, ctx.actor, found, { draftedBy: row.draftedBy }))
    assertSeen(row, input.version)
    const answer = await contractFunds(tx, ctx, { lineId: row.fundLineId, caseId: row.caseId, amountFen: row.amountFen, ref: row.number })
    if (answer.status === 'insufficient') throw AppError.rule('support.nothing_contracted', { availableFen: String(answer.availableFen) })
    const today = ctx.clock.today()
    await moveAgreement(tx, row, 'counter_sign', { counterSignedBy: userIdOf(ctx), counterSignedAt: ctx.clock.now(), termFrom: dateColumn(today) })
    await recordCaseEvent(tx, ctx, found.id, { kind: 'agreement_in_force', audience: 'public', params: { agreement: row.number } })
    await audit(tx, ctx, 'support.in_force', row, { amountFen: String(row.amountFen) })
    await tellApplicant(tx, found, 'support.in_force', `in_force:${row.number}`, `资助协议 ${row.number} 生效了，可以登录「我的资助」申请第一期拨款。`)
    return { number: row.number }
  })

const scanFor = async (tx: Tx, ctx: Ctx, number: string): Promise<Locked> => {
  const locked = await lockAgreement(tx, { number })
  ctx.assertCan(supportPolicy, 'support.attach_scan', await subjectFor(tx, ctx.actor, locked.case))
  if (locked.row.counterSignedAt === null) throw AppError.rule('support.not_in_force')
  return locked
}

/** May this actor put a scan here? Asked before the first byte is read. */
export const mayAttachScan: Command<{ number: string }, true> = (ctx, { number }) =>
  ctx.transaction(async (tx) => {
    await scanFor(tx, ctx, number)
    return true as const
  })

/** The stamped agreement as a scan; a better one takes its place, both stay on file. */
export const attachScan: Command<{ number: string; file: ReceivedFile }, { fileId: string; name: string }> = (ctx, { number, file }) =>
  ctx.transaction(async (tx) => {
    const { row, case: found } = await scanFor(tx, ctx, number)
    const made = await tx.storedFile.create({ data: { ownerPersonId: row.personId, applicationId: found.applicationId, purpose: 'agreement_scan', ...file } })
    await tx.supportAgreement.update({ where: { id: row.id }, data: { scanFileId: made.id } })
    await audit(tx, ctx, 'support.scan_attached', row, { file: made.id })
    return { fileId: made.id, name: made.name }
  })

/** Takes the instalments that are not paid out of the plan; answers their sum. */
export async function cancelUnpaid(tx: Tx, row: AgreementRow): Promise<bigint> {
  const open = row.instalments.filter((one) => one.state !== 'paid' && one.state !== 'cancelled')
  for (const one of open) await moveInstalment(tx, one, 'cancel')
  return open.reduce((sum, one) => sum + one.amountFen, 0n)
}

/** Frees what is under contract and will not be paid (核减); what the end of the year has freed already is not there any more. */
export async function releaseUnpaid(tx: Tx, ctx: Ctx, row: AgreementRow, amountFen: bigint, ref: string, note: string): Promise<void> {
  const { contractedFen } = await promisedTo(tx, row.caseId)
  const left = contractedFen < amountFen ? contractedFen : amountFen
  if (left === 0n) return
  const answer = await releaseFunds(tx, ctx, { lineId: row.fundLineId, caseId: row.caseId, amountFen: left, ref, note, from: 'contracted' })
  if (answer.status !== 'posted') throw AppError.conflict('support.state_changed')
}

/** Before anything was paid an agreement can be ended, and another one made in its place. */
export const endAgreement: Command<z.output<typeof endSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { row, case: found } = await lockAgreement(tx, { number: input.number })
    ctx.assertCan(supportPolicy, 'support.end', await subjectFor(tx, ctx.actor, found))
    assertSeen(row, input.version)
    if (row.instalments.some((one) => one.state === 'paid')) throw AppError.rule('support.paid_already')
    const unpaid = await cancelUnpaid(tx, row)
    if (row.state === 'in_force') await releaseUnpaid(tx, ctx, row, unpaid, row.number, `终止协议：${input.reason}`)
    await moveAgreement(tx, row, 'end', { endedAt: ctx.clock.now(), endedBy: userIdOf(ctx), endReason: input.reason })
    await recordCaseEvent(tx, ctx, found.id, { kind: 'agreement_ended', audience: 'applicant', params: { agreement: row.number, reason: input.reason } })
    await audit(tx, ctx, 'support.ended', row, { reason: input.reason })
    await tellApplicant(tx, found, 'support.ended', `ended:${row.number}`, `资助协议 ${row.number} 终止了：${input.reason}。有疑问打 0731-5550 0188。`)
    return { number: row.number }
  })

/** When the last instalment is paid (or struck) and every milestone accepted, the agreement is done. */
export async function completeIfDone(tx: Tx, ctx: Ctx, agreementId: string): Promise<void> {
  const row = await tx.supportAgreement.findUniqueOrThrow({ where: { id: agreementId }, include: { instalments: true, milestones: true, clawbacks: true } })
  const done = row.instalments.every((one) => one.state === 'paid' || one.state === 'cancelled') && row.milestones.every((one) => one.state === 'accepted')
  const claimed = row.clawbacks.some((one) => one.state !== 'recovered' && one.state !== 'written_off')
  if (!done || claimed || row.state !== 'in_force') return
  await moveAgreement(tx, row, 'complete')
  await recordAudit(tx, ctx, { type: 'support.completed', subject: { kind: 'agreement', id: row.number } })
}
