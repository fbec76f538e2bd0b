// Money that has to come back, and milestones that somebody is reminded of.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { decideReversal } from '@/lib/foundation/fund/server/commands/decide-reversal'
import { proposeReversal } from '@/lib/foundation/fund/server/commands/propose-reversal'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import { standingOf } from '@/lib/foundation/screening/server/door'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import type { GrantCase } from '@/prisma/factories/grant-case'
import { answerClawback, decideClawback, openClawback, sendClawbackNotice } from './commands/clawback'
import { payInstalment, reopenPayment, requestPayment } from './commands/pay'
import { receiveRepayment, sueForRest, writeOff } from './commands/recover'
import { remindMilestones } from './jobs'
import { agreementOf, as, clawbackOf, committedCase, inForce, nextReceipt, paid, part, type Stage, setStage, today, withAccount } from './support-story'

let stage: Stage

beforeAll(async () => {
  await openTestDatabase()
  stage = await setStage()
})
afterAll(closeTestDatabase)

async function paidFirst(): Promise<{ made: GrantCase; number: string; receipt: string }> {
  const made = await committedCase(stage, { amountFen: 10_000_000n })
  const number = await inForce(stage, made)
  await withAccount(stage, made, number)
  return { made, number, receipt: await paid(stage, made, number) }
}

const facts = '实地查看，项目团队已经搬离园区，设备也搬走了'
const open = (number: string, more: object = {}) =>
  openClawback(as(stage.service, 'service'), { number, ground: 'early_departure' as const, clause: '资助协议第六条第二项', facts, leftOn: today, ...more })
/** 25 November and five working days: 2 December. */
const after = at('2026-12-03')
const decision = { amountYuan: 5_750_000n, reason: '按协议第六条，未履行 23 个月', rest: 'keep' as const, repayMonths: 3, ban: false }

describe('a clawback', () => {
  test('opened with its sum, noticed, answered, decided after the time to answer, paid back in parts, settled', async () => {
    const { made, number } = await paidFirst()
    const { number: claim } = await open(number)
    expect((await clawbackOf(claim)).row).toMatchObject({ paidFen: 6_000_000n, monthsTotal: 24, monthsLeft: 23, claimedFen: 5_750_000n })
    await expect(open(number)).rejects.toMatchObject({ code: 'support.clawback_open' })
    const owes = async (personId: string, ventureId: string | null = null) => (await standingOf(db, { personId, ventureId }, today)).openClawback
    expect(await owes(made.founder.personId)).toBe(true)
    expect(await owes(stage.clerk.personId, made.ventureId)).toBe(true)
    expect(await owes(stage.clerk.personId)).toBe(false)
    expect(await sendClawbackNotice(as(stage.service, 'service'), (await clawbackOf(claim)).input)).toMatchObject({ answerDueOn: '2026-12-02' })
    await answerClawback(as(made.founder, 'applicant'), { ...(await clawbackOf(claim)).input, answer: '房租到期，新址也在湘潭，愿意按月退' })
    const decide = async (when = after, more: object = {}) =>
      decideClawback(as(stage.leader, 'leader', when), { ...(await clawbackOf(claim)).input, ...decision, ...more })
    await expect(decide(at('2026-12-02', '23:59'))).rejects.toMatchObject({ code: 'support.answer_time' })
    await expect(decide(after, { amountYuan: 5_750_001n })).rejects.toMatchObject({ code: 'support.more_than_claimed' })
    await decide()
    const before = await headroomOf(db, stage.lineId)
    const receive = async (amountYuan: bigint) =>
      receiveRepayment(as(stage.bank, 'bank', after), {
        ...(await clawbackOf(claim)).input,
        amountYuan,
        receiptNo: nextReceipt(),
        receivedOn: calendarDate('2026-12-03'),
      })
    expect(await receive(2_000_000n)).toEqual({ leftFen: '3750000' })
    await expect(receive(3_750_001n)).rejects.toMatchObject({ code: 'support.more_than_owed' })
    expect(await receive(1_000_000n)).toEqual({ leftFen: '2750000' })
    expect(await receive(2_750_000n)).toEqual({ leftFen: '0' })
    expect((await clawbackOf(claim)).row).toMatchObject({ state: 'recovered', recoveredFen: 5_750_000n })
    expect(before.disbursedFen - (await headroomOf(db, stage.lineId)).disbursedFen).toBe(5_750_000n)
    expect(await owes(made.founder.personId)).toBe(false)
  })

  test('too early is refused by the database too, whoever writes; so is a time to answer that is too short', async () => {
    const { number } = await paidFirst()
    const { number: claim } = await open(number)
    const { row } = await clawbackOf(claim)
    const short = { state: 'notice_sent' as const, version: 2, noticeOn: new Date('2026-11-25'), answerDueOn: new Date('2026-12-01'), documentId: row.caseId }
    await expect(db.clawback.update({ where: { id: row.id }, data: short })).rejects.toThrow(/time to answer is too short/)
    await sendClawbackNotice(as(stage.service, 'service'), (await clawbackOf(claim)).input)
    const early = {
      state: 'decided' as const,
      version: 3,
      decidedFen: 0n,
      decidedBy: stage.leader.userId,
      decidedAt: new Date('2026-12-02T15:59:00Z'),
      reason: '按协议第六条决定',
      rest: 'keep',
      repayMonths: 1,
    }
    await expect(db.clawback.update({ where: { id: row.id }, data: early })).rejects.toThrow(/time to answer is not over/)
  })

  test('holds every further payment until it is decided', async () => {
    const { made, number } = await paidFirst()
    const { number: claim } = await open(number, { ground: 'honest_failure', leftOn: undefined })
    await expect(requestPayment(as(made.founder, 'applicant'), { ...(await part(number, 2)).input, note: '' })).rejects.toMatchObject({ code: 'support.held' })
    await sendClawbackNotice(as(stage.service, 'service'), (await clawbackOf(claim)).input)
    const answer = await decideClawback(as(stage.leader, 'leader', after), {
      ...(await clawbackOf(claim)).input,
      ...decision,
      amountYuan: 0n,
      reason: '失败有证据，不用退回',
    })
    expect(answer.state).toBe('recovered')
    await expect(requestPayment(as(made.founder, 'applicant', after), { ...(await part(number, 2)).input, note: '' })).rejects.toMatchObject({
      code: 'support.condition_open',
    })
  })

  test('misuse takes all, ends the agreement, frees the rest and bars for its months; who decided does not write off', async () => {
    const { made, number } = await paidFirst()
    const opened = await openClawback(as(stage.leader2, 'leader'), {
      number,
      ground: 'misuse',
      clause: '资助协议第六条第一项',
      facts: '发票查实用于个人购车，和项目无关',
    })
    await sendClawbackNotice(as(stage.leader2, 'leader'), (await clawbackOf(opened.number)).input)
    const full = async () => ({ ...(await clawbackOf(opened.number)).input, ...decision, amountYuan: 6_000_000n, rest: 'terminate' as const, ban: true })
    await expect(decideClawback(as(stage.leader2, 'leader', after), await full())).rejects.toMatchObject({ code: 'policy.opened_by_you' })
    await expect(decideClawback(as(stage.clerk, 'intake', after), await full())).rejects.toMatchObject({ kind: 'not_found' })
    const before = await headroomOf(db, stage.lineId)
    await decideClawback(as(stage.leader, 'leader', after), await full())
    const then = await headroomOf(db, stage.lineId)
    expect(then.availableFen - before.availableFen).toBe(4_000_000n)
    expect(before.contractedFen - then.contractedFen).toBe(4_000_000n)
    expect((await agreementOf(number)).instalments.map((one) => one.state)).toEqual(['paid', 'cancelled'])
    expect(await agreementOf(number)).toMatchObject({ state: 'terminated' })
    const barred = async (day: string, who = { personId: made.founder.personId, ventureId: null as string | null }) =>
      (await standingOf(db, who, calendarDate(day))).bannedUntil
    expect([await barred('2028-12-03'), await barred('2028-12-04')]).toEqual(['2028-12-03', null])
    expect(await barred('2026-12-04', { personId: stage.clerk.personId, ventureId: made.ventureId })).toBe('2028-12-03')
    const close = async () => ({ ...(await clawbackOf(opened.number)).input, reason: '法院终结执行，无财产' })
    await sueForRest(as(stage.leader, 'leader', after), await close())
    await expect(writeOff(as(stage.leader, 'leader', after), await close())).rejects.toMatchObject({ code: 'policy.decided_by_you' })
    await writeOff(as(stage.leader2, 'leader', after), await close())
    expect((await clawbackOf(opened.number)).row.state).toBe('written_off')
  })
})

test('a wrong receipt is taken back in the books by two people first, then recorded anew', async () => {
  const { number, receipt } = await paidFirst()
  const input = async () => (await part(number, 1)).input
  await expect(reopenPayment(as(stage.finance, 'finance'), await input())).rejects.toMatchObject({ code: 'support.not_reversed' })
  const txn = await db.ledgerTxn.findFirstOrThrow({ where: { kind: 'disburse', ref: receipt } })
  await proposeReversal(as(stage.finance, 'finance'), { txnId: String(txn.id), reason: '回单号抄错了' })
  const { id } = await db.ledgerCorrection.findFirstOrThrow({ where: { txnId: txn.id } })
  await decideReversal(as(stage.leader, 'leader'), { id, outcome: 'approved' })
  await reopenPayment(as(stage.finance, 'finance'), await input())
  expect((await part(number, 1)).row).toMatchObject({ state: 'approved', bankReceiptNo: null })
  const right = nextReceipt()
  await expect(payInstalment(as(stage.bank, 'bank'), { ...(await input()), receiptNo: receipt, paidOn: today })).rejects.toMatchObject({
    code: 'support.receipt_used',
  })
  await payInstalment(as(stage.bank, 'bank'), { ...(await input()), receiptNo: right, paidOn: today })
  expect((await part(number, 1)).row).toMatchObject({ state: 'paid', bankReceiptNo: right })
})

test('a milestone is reminded of seven days and one day before, one and seven after: each once, on working days, in office hours', async () => {
  const made = await committedCase(stage)
  const number = await inForce(stage, made, [calendarDate('2026-12-16')])
  const [one] = (await agreementOf(number)).milestones
  const sent = async () => db.outgoingMessage.count({ where: { template: 'support.milestone_due', dedupeKey: { startsWith: `milestone:${one?.id}` } } })
  const run = async (day: string, time = '10:00') => {
    await remindMilestones(makeCtx(null, { clock: at(day, time) }))
    return sent()
  }
  expect(await run('2026-12-08')).toBe(0)
  expect(await run('2026-12-09', '08:29')).toBe(0)
  expect(await run('2026-12-09')).toBe(1)
  const both = await Promise.all([run('2026-12-09', '10:15'), run('2026-12-09', '10:15')])
  expect(both).toEqual([1, 1])
  expect(await run('2026-12-15')).toBe(2)
  expect(await run('2026-12-17')).toBe(3)
  expect(await run('2026-12-19')).toBe(3)
  expect(await run('2026-12-23')).toBe(4)
  expect(await run('2027-01-20')).toBe(4)
  const last = await db.outgoingMessage.findFirstOrThrow({ where: { dedupeKey: `milestone:${one?.id}:4` } })
  expect(last.body).toContain('已经过了 7 天')
})
