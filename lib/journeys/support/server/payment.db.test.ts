// From the approved case to the paid instalment, and everything on the way that must not happen.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { confirmAccount, refuseAccount, tellAccount, unmaskAccount } from './commands/account'
import { draftAgreement } from './commands/draft'
import { reportMilestone, reviewMilestone } from './commands/milestone'
import { approvePayment, checkPayment, payInstalment, requestPayment, sendBackPayment } from './commands/pay'
import { counterSign, endAgreement, signAgreement } from './commands/sign'
import {
  account,
  agreementOf,
  approved,
  as,
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
  signed,
  today,
  withAccount,
} from './stage'

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
const audited = async (subjectId: string) =>
  (await db.auditEvent.findMany({ where: { subjectId, outcome: 'ok' }, orderBy: { id: 'asc' } })).map((row) => row.action)
const due = [calendarDate('2027-03-31')]

describe('the agreement', () => {
  test('says what was approved: 60/40 to the fen, the milestone of the application, both papers with their numbers', async () => {
    const made = await committedCase(stage)
    const number = await drafted(stage, made)
    expect(number).toMatch(/^XY-2026-\d{4}-[0-9A-Z]$/)
    const row = await agreementOf(number)
    expect(row).toMatchObject({ state: 'drafted', amountFen: 10_000_001n, termMonths: 24 })
    expect(row.instalments.map((one) => [one.percent, one.amountFen, one.condition])).toEqual([
      [60, 6_000_000n, 'on_contract'],
      [40, 4_000_001n, 'milestone'],
    ])
    expect(row.milestones).toMatchObject([{ title: '样机 1 号通过检测', evidence: '第三方检测报告', state: 'due' }])
    const papers = await db.document.findMany({ where: { caseId: made.caseId }, orderBy: { createdAt: 'asc' } })
    expect(papers.map((paper) => paper.kind)).toEqual(['support_notice', 'support_agreement'])
    expect(JSON.stringify(papers[1]?.data)).toContain('壹拾万')
    await expect(drafted(stage, made)).rejects.toMatchObject({ code: 'support.has_agreement' })
  })

  test('is in force when both have signed, the zone by another than who drafted; the money is under contract in the same step', async () => {
    const made = await committedCase(stage)
    const before = await headroomOf(db, stage.lineId)
    const number = await drafted(stage, made)
    const row = await agreementOf(number)
    const text = await db.document.findUniqueOrThrow({ where: { id: row.documentId ?? '' } })
    const mine = { number, version: row.version, hash: text.fingerprint, name: made.founder.name, agreed: true as const }
    await expect(signAgreement(as(made.founder, 'applicant'), { ...mine, hash: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'support.text_changed' })
    await expect(signAgreement(as(made.founder, 'applicant'), { ...mine, name: '别人' })).rejects.toMatchObject({ fields: { name: 'support.name_differs' } })
    await expect(signAgreement(as(stage.clerk2, 'intake'), mine)).rejects.toMatchObject({ kind: 'not_found' })
    await signAgreement(as(made.founder, 'applicant'), mine)
    const version = (await agreementOf(number)).version
    await expect(counterSign(as(stage.clerk, 'intake'), { number, version })).rejects.toMatchObject({ code: 'policy.drafted_by_you' })
    await expect(counterSign(as(stage.finance, 'finance'), { number, version })).rejects.toMatchObject({ kind: 'not_found' })
    const both = await Promise.allSettled([
      counterSign(as(stage.leader, 'leader'), { number, version }),
      counterSign(as(stage.clerk2, 'intake'), { number, version }),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const after = await headroomOf(db, stage.lineId)
    expect(after.contractedFen - before.contractedFen).toBe(made.amountFen)
    expect(before.committedFen - after.committedFen).toBe(made.amountFen)
    expect(await agreementOf(number)).toMatchObject({ state: 'in_force', signedHash: text.fingerprint, signedVersion: 1 })
    expect(await audited(number)).toEqual(['support.drafted', 'support.signed', 'support.in_force'])
  })

  test('is never rewritten; before a payment it is ended and another one takes its place, with its money set aside anew', async () => {
    const made = await committedCase(stage)
    const number = await inForce(stage, made)
    await expect(db.$executeRaw`UPDATE support_agreement SET amount_fen = amount_fen + 1 WHERE number = ${number}`).rejects.toThrow(/not rewritten/)
    await expect(
      db.$executeRaw`UPDATE instalment SET amount_fen = amount_fen + 1 WHERE agreement_id = ${(await agreementOf(number)).id}::uuid`,
    ).rejects.toThrow(/not rewritten/)
    const before = await headroomOf(db, stage.lineId)
    await endAgreement(as(stage.leader, 'leader'), { number, version: (await agreementOf(number)).version, reason: '里程碑写错了' })
    expect((await headroomOf(db, stage.lineId)).availableFen - before.availableFen).toBe(made.amountFen)
    const again = await inForce(stage, made)
    expect(again).not.toBe(number)
    expect(await headroomOf(db, stage.lineId)).toEqual(before)
    expect((await agreementOf(number)).instalments.map((one) => one.state)).toEqual(['cancelled', 'cancelled'])
    expect(await db.document.count({ where: { caseId: made.caseId, kind: 'support_notice' } })).toBe(1)
  })

  test('only of an approved case with money set aside, by somebody who is not near to it', async () => {
    const made = await committedCase(stage)
    await expect(draftAgreement(as(stage.clerk, 'intake'), { caseNo: made.caseNo, dueOn: [calendarDate('2026-11-25')], payOn: 1 })).rejects.toMatchObject({
      code: 'support.milestone_past',
    })
    await expect(draftAgreement(as(stage.clerk, 'intake'), { caseNo: made.caseNo, dueOn: [...due, ...due], payOn: 1 })).rejects.toMatchObject({
      code: 'support.milestone_count',
    })
    await expect(draftAgreement(as(made.founder, 'intake'), { caseNo: made.caseNo, dueOn: due, payOn: 1 })).rejects.toMatchObject({ code: 'policy.own_case' })
    await db.personRelation.create({
      data: { personId: stage.clerk2.personId, otherId: made.founder.personId, kind: 'spouse', source: 'self', recordedAt: now.now() },
    })
    await expect(draftAgreement(as(stage.clerk2, 'intake'), { caseNo: made.caseNo, dueOn: due, payOn: 1 })).rejects.toMatchObject({
      code: 'policy.related_case',
    })
    await db.case.updateMany({ where: { id: made.caseId }, data: { measureCode: 'office' } })
    await expect(drafted(stage, made)).rejects.toMatchObject({ code: 'support.not_approved' })
  })
})

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

const hashOf = async (id: string, amount: bigint, payee: string | null) =>
  (await db.$queryRaw<{ hash: string }[]>`SELECT payment_hash(${id}::uuid, ${amount}::bigint, ${payee}::uuid) AS hash`)[0]?.hash ?? ''

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
