import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { type CaseRow, lockCase } from '@/lib/foundation/casework/server/door'
import { isSteppedUp } from '@/lib/foundation/identity/server/door'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { supportPolicy } from '../../model/policy'
import type { accountSchema, payeeSchema, refusePayeeSchema, unmaskSchema } from '../../model/schema'
import { rulesOf } from '../plan'
import { lockAgreement, partOf, subjectFor, userIdOf } from '../repo'
import { tellApplicant } from '../tell'

/** The account is bound to its row: it cannot be moved to another one. */
const contextOf = (payeeId: string) => `payee_account:account:${payeeId}`

/** Names that an account may run on: the applicant's own, and the company's where there is one. */
async function holderNames(tx: Tx, row: Pick<CaseRow, 'personId'> & { application: { venture: { companyName: string | null } | null } }): Promise<string[]> {
  const person = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: { name: true } })
  const company = row.application.venture?.companyName
  return company ? [person.name, company] : [person.name]
}

/** An account in use is changed only by somebody who has just proved who they are. */
async function assertProved(tx: Tx, ctx: Ctx): Promise<void> {
  const minutes = (await loadRules(tx, ['approval.step_up_minutes']))['approval.step_up_minutes'].value
  if (!(await isSteppedUp(tx, ctx, minutes))) throw AppError.rule('support.step_up_needed', { minutes })
}

/** Where the money shall go. The first account waits for finance alone; another one also for proof, and its time. */
export const tellAccount: Command<z.output<typeof accountSchema>, { payeeId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { row, case: found } = await lockAgreement(tx, { number: input.number })
    ctx.assertCan(supportPolicy, 'support.tell_account', await subjectFor(tx, ctx.actor, found))
    if (row.state === 'terminated' || row.state === 'completed') throw AppError.rule('support.not_in_force')
    const open = await tx.payeeAccount.findMany({ where: { personId: row.personId, replacedAt: null } })
    if (open.some((one) => one.confirmedAt === null)) throw AppError.conflict('support.account_open')
    const known = await tx.payeeAccount.count({ where: { personId: row.personId, confirmedAt: { not: null } } })
    if (known > 0) await assertProved(tx, ctx)
    if (!(await holderNames(tx, found)).includes(input.holderName)) throw AppError.invalid({ holderName: 'support.holder_differs' })
    const payeeId = randomUUID()
    await tx.payeeAccount.create({
      data: {
        id: payeeId,
        personId: row.personId,
        holderName: input.holderName,
        bankName: input.bankName,
        accountCipher: encryptField(input.account, contextOf(payeeId)),
        accountLast4: input.account.slice(-4),
        createdBy: userIdOf(ctx),
        createdAt: ctx.clock.now(),
      },
    })
    await recordAudit(tx, ctx, {
      type: 'support.account_told',
      subject: { kind: 'payee', id: payeeId },
      detail: { last4: input.account.slice(-4), changed: known > 0 },
    })
    if (known > 0)
      await tellApplicant(
        tx,
        found,
        'support.account_changing',
        `account:${payeeId}`,
        `你的资助收款账户正在改成尾号 ${input.account.slice(-4)} 的账户。不是你本人操作，马上打 0731-5550 0188。`,
      )
    return { payeeId }
  })

/** The proposed account, locked together with the case of the agreement it is for. */
async function proposed(tx: Tx, payeeId: string) {
  const payee = await tx.payeeAccount.findUnique({ where: { id: payeeId } })
  const agreement = payee
    ? await tx.supportAgreement.findFirst({ where: { personId: payee.personId, state: { not: 'terminated' } }, orderBy: { draftedAt: 'desc' } })
    : null
  if (!payee || !agreement) throw AppError.notFound()
  const found = await lockCase(tx, { id: agreement.caseId })
  await tx.$queryRaw`SELECT 1 FROM payee_account WHERE person_id = ${payee.personId}::uuid ORDER BY id FOR UPDATE`
  return { payee: await tx.payeeAccount.findUniqueOrThrow({ where: { id: payeeId } }), found }
}

/** Finance has compared the account with its proof. A changed account waits its hours before it can be paid. */
export const confirmAccount: Command<z.output<typeof payeeSchema>, { usableFrom: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { payee, found } = await proposed(tx, input.payeeId)
    ctx.assertCan(supportPolicy, 'support.judge_account', await subjectFor(tx, ctx.actor, found))
    if (payee.confirmedAt || payee.replacedAt) throw AppError.conflict('support.account_decided')
    const now = ctx.clock.now()
    const earlier = await tx.payeeAccount.count({ where: { personId: payee.personId, confirmedAt: { not: null } } })
    const { cooldownHours } = await rulesOf(tx)
    const usableFrom = earlier === 0 ? now : new Date(now.getTime() + cooldownHours * 3_600_000)
    await tx.payeeAccount.updateMany({ where: { personId: payee.personId, confirmedAt: { not: null }, replacedAt: null }, data: { replacedAt: now } })
    await tx.payeeAccount.update({ where: { id: payee.id }, data: { confirmedBy: userIdOf(ctx), confirmedAt: now, usableFrom } })
    await recordAudit(tx, ctx, {
      type: 'support.account_confirmed',
      subject: { kind: 'payee', id: payee.id },
      detail: { last4: payee.accountLast4, changed: earlier > 0 },
    })
    await tellApplicant(
      tx,
      found,
      'support.account_confirmed',
      `account-confirmed:${payee.id}`,
      earlier === 0
        ? `收款账户（尾号 ${payee.accountLast4}）确认了。`
        : `收款账户改成了尾号 ${payee.accountLast4}，${cooldownHours} 小时后能用。不是你本人操作，马上打 0731-5550 0188。`,
    )
    return { usableFrom: usableFrom.toISOString() }
  })

export const refuseAccount: Command<z.output<typeof refusePayeeSchema>, { payeeId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { payee, found } = await proposed(tx, input.payeeId)
    ctx.assertCan(supportPolicy, 'support.judge_account', await subjectFor(tx, ctx.actor, found))
    if (payee.confirmedAt || payee.replacedAt) throw AppError.conflict('support.account_decided')
    await tx.payeeAccount.update({ where: { id: payee.id }, data: { replacedAt: ctx.clock.now(), refusedReason: input.reason } })
    await recordAudit(tx, ctx, {
      type: 'support.account_refused',
      subject: { kind: 'payee', id: payee.id },
      detail: { last4: payee.accountLast4, reason: input.reason },
    })
    await tellApplicant(
      tx,
      found,
      'support.account_refused',
      `account-refused:${payee.id}`,
      `收款账户（尾号 ${payee.accountLast4}）没有通过：${input.reason}。登录「我的资助」重新填。`,
    )
    return { payeeId: payee.id }
  })

/** The full number for who pays, once the payment is approved; every look leaves a row, the number itself none. */
export const unmaskAccount: Command<z.output<typeof unmaskSchema>, { account: string; holder: string; bank: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { row, case: found } = await lockAgreement(tx, { instalmentId: input.instalmentId })
    const { payee, state } = partOf(row.instalments, input.instalmentId)
    ctx.assertCan(supportPolicy, 'support.unmask_account', await subjectFor(tx, ctx.actor, found, { payable: state === 'approved' }))
    if (!payee) throw AppError.notFound()
    await recordAudit(tx, ctx, {
      type: 'support.account_read',
      subject: { kind: 'payee', id: payee.id },
      reason: input.reason,
      detail: { agreement: row.number },
    })
    return { account: decryptField(payee.accountCipher, contextOf(payee.id)), holder: payee.holderName, bank: payee.bankName }
  })
