// From the agreement in force to the paid instalment, and everything on the way that must not happen.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { settleCommitment } from '@/lib/foundation/fund/server/commands/settle'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { reportMilestone, reviewMilestone } from './commands/milestone'
import { approvePayment, checkPayment, payInstalment, requestPayment, sendBackPayment } from './commands/pay'
import { endAgreement } from './commands/sign'
import { staffAgreement } from './staff'
import {
  account,
  agreementOf,
  approved,
  as,
  audited,
  committedCase,
  drafted,
  inForce,
  milestone,
  nextReceipt,
  now,
  paid,
  part,
  type Stage,
  setStage,
  today,
  withAccount,
} from './support-story'

let stage: Stage
let ownerUrl: string

beforeAll(async () => {
  ownerUrl = (await openTestDatabase()).ownerUrl
  stage = await setStage()
})
afterAll(closeTestDatabase)

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
const hashOf = async (id: string, amount: bigint, payee: string | null) =>
  (await db.$queryRaw<{ hash: string }[]>`SELECT payment_hash(${id}::uuid, ${amount}::bigint, ${payee}::uuid) AS hash`)[0]?.hash ?? ''

describe('a payment', () => {
  test('asked, checked, approved, paid: three people and a receipt; the books and the founder’s messages say the same', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await expect(requestPayment(as(made.founder, 'applicant'), { ...(await part(number, 1)).input, note: '' })).rejects.toMatchObject({
      code: 'support.no_account',
    })
    await withAccount(stage, made, number)
    await expect(requestPayment(as(made.founder, 'applicant'), { ...(await part(number, 2)).input, note: '' })).rejects.toMatchObject({
      code: 'support.condition_open',
    })
    const before = await headroomOf(db, stage.lineId)
    const receipt = await paid(stage, made, number)
    const after = await headroomOf(db, stage.lineId)
    expect(after.disbursedFen - before.disbursedFen).toBe(6_000_000n)
    expect(before.contractedFen - after.contractedFen).toBe(6_000_000n)
    expect(after.availableFen).toBe(before.availableFen)
    const { row } = await part(number, 1)
    expect(row).toMatchObject({
      state: 'paid',
      bankReceiptNo: receipt,
      checkedBy: stage.finance.userId,
      approvedBy: stage.checker.userId,
      paidBy: stage.bank.userId,
    })
    const txn = await db.ledgerTxn.findFirstOrThrow({ where: { kind: 'disburse', ref: receipt } })
    expect(txn).toMatchObject({ caseId: made.caseId, approverId: stage.checker.userId, actorId: stage.bank.userId })
    expect(await db.outgoingMessage.count({ where: { template: 'support.paid', recipient: made.founder.phone } })).toBe(1)
    expect((await audited(number)).slice(-4)).toEqual(['support.requested', 'support.checked', 'support.approved', 'support.paid'])
    expect(JSON.stringify(await db.auditEvent.findMany({ where: { detail: { not: {} } } }), (_, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(
      account,
    )
    const paper = await db.document.findFirstOrThrow({ where: { number: row.requestNo ?? '' } })
    expect(JSON.stringify(paper.data)).not.toContain(account)
  })

  test('who checked does not approve, who approved does not pay, and the database says so without the policy', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await withAccount(stage, made, number)
    await requestPayment(as(made.founder, 'applicant'), { ...(await part(number, 1)).input, note: '' })
    await checkPayment(as(stage.finance, 'finance'), { ...(await part(number, 1)).input, evidence: '合同', note: '条件达到' })
    const { row, input } = await part(number, 1)
    await expect(approvePayment(as(stage.finance, 'finance'), input)).rejects.toMatchObject({ code: 'policy.checked_by_you' })
    const approval = {
      state: 'approved' as const,
      version: row.version + 1,
      approvedAt: now.now(),
      payeeHash: await hashOf(row.id, row.amountFen, row.payeeId),
    }
    await expect(db.instalment.update({ where: { id: row.id }, data: { ...approval, approvedBy: stage.finance.userId } })).rejects.toThrow(
      /instalment_takes_three/,
    )
    await expect(db.instalment.update({ where: { id: row.id }, data: { ...approval, approvedBy: made.founder.userId } })).rejects.toThrow(/own case/)
    await approvePayment(as(stage.checker, 'finance'), input)
    const pay = { ...(await part(number, 1)).input, receiptNo: nextReceipt(), paidOn: today }
    await expect(payInstalment(as(stage.checker, 'finance'), pay)).rejects.toMatchObject({ code: 'policy.approved_by_you' })
    await expect(payInstalment(as(stage.leader, 'leader'), pay)).rejects.toMatchObject({ kind: 'not_found' })
    // and no payment without its posting, whoever writes the row
    const direct = { state: 'paid' as const, version: pay.version + 1, bankReceiptNo: pay.receiptNo, paidOn: new Date('2026-11-25'), paidBy: stage.bank.userId }
    await expect(db.instalment.update({ where: { id: row.id }, data: direct })).rejects.toThrow(/in the books/)
    await payInstalment(as(stage.bank, 'bank'), pay)
  })

  test('two approvals at once: one', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await withAccount(stage, made, number)
    await requestPayment(as(made.founder, 'applicant'), { ...(await part(number, 1)).input, note: '' })
    await checkPayment(as(stage.finance, 'finance'), { ...(await part(number, 1)).input, evidence: '合同', note: '条件达到' })
    const { input } = await part(number, 1)
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => approvePayment(as(stage.checker, 'finance'), input)))
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await db.auditEvent.count({ where: { action: 'support.approved', subjectId: number } })).toBe(1)
  })

  test('2,000 times the same receipt: paid once', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await withAccount(stage, made, number)
    await approved(stage, made, number)
    const input = { ...(await part(number, 1)).input, receiptNo: nextReceipt(), paidOn: today }
    let paidTimes = 0
    const codes = new Map<string, number>()
    const one = async () => {
      try {
        await payInstalment(as(stage.bank, 'bank'), input)
        paidTimes += 1
      } catch (error) {
        const code = (error as { code?: string }).code ?? 'unknown'
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }
    }
    for (let i = 0; i < 2000; i += 8) await Promise.all(Array.from({ length: 8 }, one))
    expect(paidTimes).toBe(1)
    expect([...codes.keys()]).toEqual(['support.state_changed'])
    expect(await db.ledgerTxn.count({ where: { kind: 'disburse', ref: input.receiptNo } })).toBe(1)
    // the same number for another payment is no second payment either
    const other = await committedCase(stage)
    const second = await inForce(stage, other)
    await withAccount(stage, other, second)
    await approved(stage, other, second)
    await expect(payInstalment(as(stage.bank, 'bank'), { ...(await part(second, 1)).input, receiptNo: input.receiptNo, paidOn: today })).rejects.toMatchObject({
      code: 'fund.ref_used',
    })
    expect((await part(second, 1)).row.state).toBe('approved')
  }, 120_000)

  test('an account edited after the approval is not paid: refused by the command and by the database', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    const payeeId = await withAccount(stage, made, number)
    await approved(stage, made, number)
    await expect(db.$executeRaw`UPDATE payee_account SET bank_name = '另一家银行支行' WHERE id = ${payeeId}::uuid`).rejects.toThrow(/not rewritten/)
    await asOwner(
      `ALTER TABLE payee_account DISABLE TRIGGER guard_payee; UPDATE payee_account SET account_cipher = '\\x0102' WHERE id = '${payeeId}'; ALTER TABLE payee_account ENABLE TRIGGER guard_payee;`,
    )
    const { row, input } = await part(number, 1)
    const receiptNo = nextReceipt()
    await expect(payInstalment(as(stage.bank, 'bank'), { ...input, receiptNo, paidOn: today })).rejects.toMatchObject({ code: 'support.account_changed' })
    const direct = { state: 'paid' as const, version: row.version + 1, bankReceiptNo: receiptNo, paidOn: new Date('2026-11-25'), paidBy: stage.bank.userId }
    await expect(db.instalment.update({ where: { id: row.id }, data: direct })).rejects.toThrow(/changed after the approval/)
    expect(await db.ledgerTxn.count({ where: { ref: receiptNo } })).toBe(0)
    await sendBackPayment(as(stage.finance, 'finance'), { ...input, note: '账户要重新核对' })
    expect((await part(number, 1)).row).toMatchObject({ state: 'planned', payeeHash: null, returnNote: '账户要重新核对' })
  })

  test('a milestone reported, returned, reported again and accepted opens the second instalment; then all is done', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await withAccount(stage, made, number)
    await paid(stage, made, number)
    const report = async () =>
      reportMilestone(as(made.founder, 'applicant'), { ...(await milestone(number, 1)).input, report: '样机通过了第三方检测，报告附后', fileIds: [] })
    await report()
    await expect(
      reviewMilestone(as(stage.finance, 'finance'), { ...(await milestone(number, 1)).input, outcome: 'accept', note: '同意' }),
    ).rejects.toMatchObject({ kind: 'not_found' })
    await reviewMilestone(as(stage.service, 'service'), { ...(await milestone(number, 1)).input, outcome: 'send_back', note: '检测报告少一页' })
    await report()
    await reviewMilestone(as(stage.service, 'service'), { ...(await milestone(number, 1)).input, outcome: 'accept', note: '证据齐全' })
    expect((await milestone(number, 1)).row).toMatchObject({ state: 'accepted', timesReturned: 1 })
    await paid(stage, made, number, 2)
    expect(await agreementOf(number)).toMatchObject({ state: 'completed' })
  })
})

describe('after the end of the year', () => {
  const december = at('2026-12-28')
  const release = (caseId: string, on: 'committed' | 'contracted') =>
    settleCommitment(as(stage.finance, 'finance', december), { lineId: stage.lineId, caseId, stage: on, how: 'release', reason: '年底没有付，核减' })

  test('what was freed is neither asked for, checked, approved nor paid; staff see how much is missing, and may end the agreement', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await withAccount(stage, made, number)
    await approved(stage, made, number)
    await release(made.caseId, 'contracted')
    const pay = async () => ({ ...(await part(number, 1)).input, receiptNo: nextReceipt(), paidOn: calendarDate('2026-12-28') })
    await expect(payInstalment(as(stage.bank, 'bank', december), await pay())).rejects.toMatchObject({
      code: 'support.not_in_books',
      params: { availableFen: '0' },
    })
    await sendBackPayment(as(stage.finance, 'finance', december), { ...(await part(number, 1)).input, note: '账上已经核减' })
    await expect(requestPayment(as(made.founder, 'applicant', december), { ...(await part(number, 1)).input, note: '' })).rejects.toMatchObject({
      code: 'support.not_in_books',
    })
    const { actor } = as(stage.finance, 'finance', december)
    if (!actor) throw new Error('a context of a person has its actor')
    expect((await staffAgreement(actor, number)).shortFen).toBe(made.amountFen)
    await endAgreement(as(stage.leader, 'leader', december), { number, version: (await agreementOf(number)).version, reason: '年末核减，不再拨付' })
    expect((await agreementOf(number)).state).toBe('terminated')
    expect((await staffAgreement(actor, number)).shortFen).toBe(0n)
  })

  test('what was freed before an agreement was drafted cannot be agreed on', async () => {
    const made = await committedCase(stage)
    await release(made.caseId, 'committed')
    await expect(drafted(stage, made)).rejects.toMatchObject({ code: 'support.nothing_contracted' })
  })
})
