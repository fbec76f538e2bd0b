// The account that is paid: whose it is, who confirms it, how it changes and who may read it whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { confirmAccount, refuseAccount, tellAccount, unmaskAccount } from './commands/account'
import { approvePayment, checkPayment, payInstalment, requestPayment, sendBackPayment } from './commands/pay'
import {
  account,
  approved,
  as,
  committedCase,
  drafted,
  inForce,
  nextReceipt,
  now,
  part,
  type Stage,
  setStage,
  signed,
  today,
  withAccount,
} from './support-story'

let stage: Stage

beforeAll(async () => {
  await openTestDatabase()
  stage = await setStage()
})
afterAll(closeTestDatabase)

describe('the account', () => {
  test('is the applicant’s or the company’s, told once, confirmed by another, shown by its end only', async () => {
    const made = await committedCase(stage, { companyName: '听轴科技（湘潭）有限公司' })
    const number = await drafted(stage, made)
    await signed(made, number)
    const told = { number, bankName: '湘潭农商银行高新支行', account }
    await expect(tellAccount(as(made.founder, 'applicant'), { ...told, holderName: '别的公司' })).rejects.toMatchObject({
      fields: { holderName: 'support.holder_differs' },
    })
    const { payeeId } = await tellAccount(as(made.founder, 'applicant'), { ...told, holderName: '听轴科技（湘潭）有限公司' })
    await expect(tellAccount(as(made.founder, 'applicant'), { ...told, holderName: made.founder.name })).rejects.toMatchObject({ code: 'support.account_open' })
    const row = await db.payeeAccount.findUniqueOrThrow({ where: { id: payeeId } })
    expect(row.accountLast4).toBe('4567')
    expect(Buffer.from(row.accountCipher).includes(account)).toBe(false)
    await expect(confirmAccount(as(made.founder, 'finance'), { payeeId })).rejects.toMatchObject({ code: 'policy.own_case' })
    await refuseAccount(as(stage.finance, 'finance'), { payeeId, reason: '开户证明看不清' })
    await expect(confirmAccount(as(stage.finance, 'finance'), { payeeId })).rejects.toMatchObject({ code: 'support.account_decided' })
  })

  test('a change needs proof, a second person and 24 hours; the old telephone hears of it; what was approved before is not paid', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await withAccount(stage, made, number)
    await approved(stage, made, number)
    const founder = as(made.founder, 'applicant')
    const change = { number, holderName: made.founder.name, bankName: '中国银行湘潭分行', account: '6217009990001112223' }
    await expect(tellAccount(founder, change)).rejects.toMatchObject({ code: 'support.step_up_needed' })
    await db.session.create({
      data: {
        id: founder.actor?.sessionId ?? '',
        userId: made.founder.userId,
        expiresAt: new Date('2026-11-26'),
        lastSeenAt: now.now(),
        steppedUpAt: now.now(),
      },
    })
    const { payeeId } = await tellAccount(founder, change)
    expect(await db.outgoingMessage.count({ where: { template: 'support.account_changing', recipient: made.founder.phone } })).toBe(1)
    await confirmAccount(as(stage.finance, 'finance'), { payeeId })
    await expect(payInstalment(as(stage.bank, 'bank'), { ...(await part(number, 1)).input, receiptNo: nextReceipt(), paidOn: today })).rejects.toMatchObject({
      code: 'support.account_changed',
    })
    await sendBackPayment(as(stage.finance, 'finance'), { ...(await part(number, 1)).input, note: '账户换过了' })
    const ask = async (when: ReturnType<typeof at>) => requestPayment(as(made.founder, 'applicant', when), { ...(await part(number, 1)).input, note: '' })
    await expect(ask(at('2026-11-26', '09:59'))).rejects.toMatchObject({ code: 'support.no_account' })
    await ask(at('2026-11-26', '10:00'))
    // the waiting time is kept by the database as well
    const earlier = new Date('2026-11-25T03:00:00Z')
    await db.session.update({ where: { id: founder.actor?.sessionId ?? '' }, data: { steppedUpAt: now.now() } })
    const next = await tellAccount(founder, { ...change, account: '6217009990001112224' })
    const soon = { confirmedBy: stage.finance.userId, confirmedAt: earlier, usableFrom: earlier }
    await db.payeeAccount.updateMany({ where: { id: payeeId }, data: { replacedAt: earlier } })
    await expect(db.payeeAccount.update({ where: { id: next.payeeId }, data: soon })).rejects.toThrow(/a changed account waits/)
  })

  test('the whole number is for who pays, for an approved payment only, and leaves a row', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await withAccount(stage, made, number)
    await requestPayment(as(made.founder, 'applicant'), { ...(await part(number, 1)).input, note: '' })
    const ask = async () => ({ instalmentId: (await part(number, 1)).row.id, reason: '网银付款' })
    await expect(unmaskAccount(as(stage.bank, 'bank'), await ask())).rejects.toMatchObject({ code: 'support.not_payable' })
    await checkPayment(as(stage.finance, 'finance'), { ...(await part(number, 1)).input, evidence: '合同', note: '条件达到' })
    await approvePayment(as(stage.checker, 'finance'), (await part(number, 1)).input)
    expect(await unmaskAccount(as(stage.bank, 'bank'), await ask())).toEqual({ account, holder: made.founder.name, bank: '湘潭农商银行高新支行' })
    await expect(unmaskAccount(as(stage.service, 'service'), await ask())).rejects.toMatchObject({ kind: 'not_found' })
    expect(await db.auditEvent.count({ where: { action: 'support.account_read', outcome: 'ok', actorId: stage.bank.userId } })).toBe(1)
  })
})
