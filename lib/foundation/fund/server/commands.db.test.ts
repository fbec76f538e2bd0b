// The commands of the fund: happy, denied, out of order, two at once, with their audit rows. On the reference lines of 2026.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { fen } from '@/lib/kernel/money'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { budgetsPage } from './budgets'
import { closeLine } from './commands/close-line'
import { decideBudget } from './commands/decide-budget'
import { decideReversal } from './commands/decide-reversal'
import { decideTransfer } from './commands/decide-transfer'
import { proposeBudget } from './commands/propose-budget'
import { proposeReversal } from './commands/propose-reversal'
import { proposeTransfer } from './commands/propose-transfer'
import { settleCommitment } from './commands/settle'
import { books, type CaseMoney, commitFunds, contractFunds, disburseFunds, headroomOf, recoverFunds, releaseFunds } from './door'

const day = calendarDate('2026-11-25')
let finance: MadePerson
let checker: MadePerson
let leader: MadePerson
let auditor: MadePerson
let both: MadePerson
const lines = new Map<string, string>()

beforeAll(async () => {
  await openTestDatabase()
  finance = await makePerson(db, '钱若谷', ['finance'])
  checker = await makePerson(db, '苏岚', ['finance'])
  leader = await makePerson(db, '顾怀民', ['leader'])
  auditor = await makePerson(db, '石一鸣', ['auditor'])
  both = await makePerson(db, '谭维', ['leader', 'finance'])
  for (const line of await db.fundLine.findMany({ where: { year: 2026 } })) lines.set(line.code, line.id)
})
afterAll(closeTestDatabase)

const asFinance = (key?: string) => ctxOf(finance, ['finance'], at('2026-11-25'), key)
const asLeader = () => ctxOf(leader, ['leader'], at('2026-11-25'))
const lineId = (code: string) => lines.get(code) ?? ''
const audited = (action: string) => db.auditEvent.count({ where: { action } })
const inTx = <T>(work: (tx: Parameters<Parameters<typeof db.$transaction>[0]>[0]) => Promise<T>) => db.$transaction(work)
const money = (amountFen: bigint, caseId: string, ref: string, line = 'grant'): CaseMoney => ({ lineId: lineId(line), caseId, amountFen, ref })

describe('the way of a case', () => {
  const caseId = randomUUID()

  test('promised, bound, paid in two parts, reduced, recovered: each step from the one before and never more', async () => {
    const ctx = asFinance()
    expect(await inTx((tx) => commitFunds(tx, ctx, money(10_000_000n, caseId, 'ZZ-1')))).toMatchObject({ status: 'posted', availableFen: 440_000_000n })
    expect(await inTx((tx) => commitFunds(tx, ctx, money(10_000_000n, caseId, 'ZZ-1')))).toMatchObject({ status: 'duplicate' })
    await expect(inTx((tx) => commitFunds(tx, ctx, money(10_000_001n, caseId, 'ZZ-1')))).rejects.toMatchObject({ code: 'fund.ref_used' })
    expect(await inTx((tx) => contractFunds(tx, ctx, money(10_000_001n, caseId, 'XY-1')))).toMatchObject({ status: 'insufficient', availableFen: 10_000_000n })
    expect(await inTx((tx) => contractFunds(tx, ctx, money(10_000_000n, caseId, 'XY-1')))).toMatchObject({ status: 'posted' })
    const paid = { approverId: leader.userId, bizDate: day }
    expect(await inTx((tx) => disburseFunds(tx, ctx, { ...money(6_000_000n, caseId, 'BANK-1'), ...paid }))).toMatchObject({
      status: 'posted',
      availableFen: 4_000_000n,
    })
    expect(await inTx((tx) => disburseFunds(tx, ctx, { ...money(6_000_000n, caseId, 'BANK-2'), ...paid }))).toMatchObject({ status: 'insufficient' })
    expect(await inTx((tx) => releaseFunds(tx, ctx, { ...money(1_000_000n, caseId, 'HJ-1'), note: '设备少买一台', from: 'contracted' }))).toMatchObject({
      status: 'posted',
    })
    expect(await inTx((tx) => recoverFunds(tx, ctx, { ...money(2_000_000n, caseId, 'SH-1'), note: '按月数比例退回' }))).toMatchObject({ status: 'posted' })
    expect(await headroomOf(db, lineId('grant'))).toEqual({
      budgetFen: 450_000_000n,
      committedFen: 0n,
      contractedFen: 3_000_000n,
      disbursedFen: 4_000_000n,
      availableFen: 441_000_000n,
    })
    expect(await audited('fund.disburse')).toBe(1)
  })

  test('a payment that its maker approves is refused by the database', async () => {
    const own = { ...money(1n, caseId, 'BANK-9'), approverId: finance.userId, bizDate: day }
    await expect(inTx((tx) => disburseFunds(tx, asFinance(), own))).rejects.toThrow(/approver_is_another/)
  })

  test('another case cannot be paid from this one’s contract', async () => {
    const other = { ...money(100n, randomUUID(), 'BANK-8'), approverId: leader.userId, bizDate: day }
    expect(await inTx((tx) => disburseFunds(tx, asFinance(), other))).toEqual({ status: 'insufficient', availableFen: 0n })
  })
})

describe('a transfer', () => {
  const input = () => ({ fromLineId: lineId('reserve'), toLineId: lineId('grant'), amount: fen(10_000_000), reason: '项目资助不够' })

  test('moves when a leader has signed, once, with both names', async () => {
    const { id } = await proposeTransfer(asFinance(), input())
    await expect(decideTransfer(asFinance(), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'policy.fund_same_person' })
    await expect(decideTransfer(ctxOf(checker, ['finance']), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'policy.fund_same_role' })
    await expect(decideTransfer(ctxOf(both, ['leader', 'finance']), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'policy.fund_same_role' })
    await expect(decideTransfer(ctxOf(auditor, ['auditor']), { id, outcome: 'approved' })).rejects.toMatchObject({ kind: 'not_found' })
    const before = await headroomOf(db, lineId('grant'))
    const both_ = await Promise.allSettled([decideTransfer(asLeader(), { id, outcome: 'approved' }), decideTransfer(asLeader(), { id, outcome: 'approved' })])
    expect(both_.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await headroomOf(db, lineId('grant'))).availableFen - before.availableFen).toBe(10_000_000n)
    const txn = await db.ledgerTxn.findFirstOrThrow({ where: { kind: 'transfer' } })
    expect([txn.ref, txn.actorId, txn.approverId]).toEqual(['TJ-2026-0001', finance.userId, leader.userId])
    expect([await audited('fund.transfer_proposed'), await audited('fund.transfer_approved')]).toEqual([1, 1])
  })

  test('is not proposed by a leader, nor beyond what the line has, nor to itself twice by one key', async () => {
    await expect(proposeTransfer(asLeader(), input())).rejects.toMatchObject({ kind: 'not_found' })
    await expect(proposeTransfer(asFinance(), { ...input(), amount: fen(900_000_000) })).rejects.toMatchObject({ code: 'fund.insufficient' })
    const key = randomUUID()
    const made = await Promise.all([proposeTransfer(asFinance(key), input()), proposeTransfer(asFinance(key), input())])
    expect(new Set(made.map((one) => one.id)).size).toBe(1)
    await decideTransfer(asLeader(), { id: made[0]?.id ?? '', outcome: 'refused' })
  })

  test('that has become too large is refused when it is signed, and nothing moves', async () => {
    const all = await headroomOf(db, lineId('mentor'))
    const { id } = await proposeTransfer(asFinance(), { ...input(), fromLineId: lineId('mentor'), amount: fen(all.availableFen) })
    await inTx((tx) => commitFunds(tx, asFinance(), money(1n, randomUUID(), 'ZZ-MENTOR', 'mentor')))
    await expect(decideTransfer(asLeader(), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'fund.insufficient' })
    expect((await db.fundTransfer.findUniqueOrThrow({ where: { id } })).outcome).toBeNull()
    await decideTransfer(asLeader(), { id, outcome: 'refused' })
  })
})

describe('the budget of a year', () => {
  const input = { year: 2027, code: 'grant', amount: fen(450_000_000), reason: '党工委会议纪要〔2026〕31 号' }
  const line = () => db.fundLine.findFirst({ where: { year: 2027, code: 'grant' } })
  const proposed = (more: object = {}) => proposeBudget(asFinance(), { ...input, ...more })

  test('of the next year is there to spend when a leader has signed, once, with both names', async () => {
    const { id } = await proposed()
    expect(await line()).toBeNull()
    await expect(decideBudget(asFinance(), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'policy.fund_same_person' })
    await expect(decideBudget(ctxOf(checker, ['finance']), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'policy.fund_same_role' })
    await expect(decideBudget(ctxOf(auditor, ['auditor']), { id, outcome: 'approved' })).rejects.toMatchObject({ kind: 'not_found' })
    const answers = await Promise.allSettled([decideBudget(asLeader(), { id, outcome: 'approved' }), decideBudget(asLeader(), { id, outcome: 'approved' })])
    expect(answers.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await headroomOf(db, (await line())?.id ?? '')).toMatchObject({ budgetFen: 450_000_000n, availableFen: 450_000_000n })
    const txn = await db.ledgerTxn.findFirstOrThrow({ where: { kind: 'open', ref: 'YS-2026-0001' } })
    expect([txn.actorId, txn.approverId, txn.note]).toEqual([finance.userId, leader.userId, input.reason])
    expect([await audited('fund.budget_proposed'), await audited('fund.budget_approved')]).toEqual([1, 1])
  })

  test('stays within the year’s total to the fen, when it is proposed and when it is signed; two proposals share it', async () => {
    await expect(proposed({ code: 'reserve', amount: fen(250_000_001) })).rejects.toMatchObject({
      code: 'fund.year_total',
      params: { availableFen: 250_000_000 },
    })
    const [one, two] = [await proposed({ code: 'reserve', amount: fen(250_000_000) }), await proposed({ code: 'mentor', amount: fen(1) })]
    await decideBudget(asLeader(), { id: one.id, outcome: 'approved' })
    await expect(decideBudget(asLeader(), { id: two.id, outcome: 'approved' })).rejects.toMatchObject({ code: 'fund.year_total', params: { availableFen: 0 } })
    expect(await db.fundLine.count({ where: { year: 2027, code: 'mentor' } })).toBe(0)
    expect((await books(asLeader().actor, 2026)).openBudgets).toEqual([{ year: 2027, count: 1 }])
    await decideBudget(asLeader(), { id: two.id, outcome: 'refused' })
    expect(await budgetsPage(asLeader().actor, 2027)).toMatchObject({ unopenedFen: 0n, mayPropose: false, rows: { length: 3 } })
  })

  test('is not of a year that is over or far away, not of an unknown line, not proposed by a leader', async () => {
    for (const year of [2025, 2028]) await expect(proposed({ year })).rejects.toMatchObject({ fields: { year: 'fund.budget_year' } })
    await expect(proposed({ code: 'gifts' })).rejects.toMatchObject({ fields: { code: 'choice.missing' } })
    await expect(proposeBudget(asLeader(), input)).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('a reversal', () => {
  test('is a counter-entry with a reason and two people; a posting is taken back once', async () => {
    const caseId = randomUUID()
    const made = await inTx((tx) => commitFunds(tx, asFinance(), money(500_000n, caseId, 'ZZ-WRONG')))
    const txnId = String(made.txnId)
    const before = await headroomOf(db, lineId('grant'))
    const { id } = await proposeReversal(asFinance(), { txnId, reason: '记到了别的线' })
    await expect(proposeReversal(ctxOf(checker, ['finance']), { txnId, reason: '记到了别的线' })).rejects.toMatchObject({ code: 'fund.correction_open' })
    await expect(decideReversal(asFinance(), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'policy.fund_same_person' })
    expect(await decideReversal(asLeader(), { id, outcome: 'approved' })).toEqual({ voucher: 'CZ-2026-0001' })
    expect((await headroomOf(db, lineId('grant'))).availableFen - before.availableFen).toBe(500_000n)
    await expect(proposeReversal(asFinance(), { txnId, reason: '再来一次' })).rejects.toMatchObject({ code: 'fund.reversed' })
    expect([await audited('fund.reversal_proposed'), await audited('fund.reversal_approved')]).toEqual([1, 1])
  })

  test('of a commitment that is under contract by now falls short and changes nothing', async () => {
    const caseId = randomUUID()
    const made = await inTx((tx) => commitFunds(tx, asFinance(), money(700n, caseId, 'ZZ-2')))
    await inTx((tx) => contractFunds(tx, asFinance(), money(700n, caseId, 'XY-2')))
    const { id } = await proposeReversal(asFinance(), { txnId: String(made.txnId), reason: '想撤回承诺' })
    await expect(decideReversal(asLeader(), { id, outcome: 'approved' })).rejects.toMatchObject({ code: 'fund.insufficient' })
    await decideReversal(asLeader(), { id, outcome: 'refused' })
  })
})

describe('the end of the year', () => {
  const december = at('2026-12-28')
  const january = at('2027-01-15')
  const carried = randomUUID()
  const released = randomUUID()

  test('each commitment is carried over or released with a reason, then a leader closes the line and nothing posts to it again', async () => {
    const line = lineId('space')
    await inTx((tx) => commitFunds(tx, asFinance(), money(3_000_000n, carried, 'ZZ-10', 'space')))
    await inTx((tx) => contractFunds(tx, asFinance(), money(2_000_000n, carried, 'XY-10', 'space')))
    await inTx((tx) => commitFunds(tx, asFinance(), money(4_000_000n, released, 'ZZ-11', 'space')))
    const settle = (caseId: string, stage: 'committed' | 'contracted', how: 'carry' | 'release') => ({
      lineId: line,
      caseId,
      stage,
      how,
      reason: '年底没有付完',
    })
    const clerk = ctxOf(finance, ['finance'], december)
    const chief = ctxOf(leader, ['leader'], december)
    await expect(settleCommitment(asFinance(), settle(carried, 'committed', 'carry'))).rejects.toMatchObject({ code: 'fund.year_running' })
    await expect(closeLine(chief, { lineId: line })).rejects.toMatchObject({ code: 'fund.open_items', params: { count: 3 } })
    await expect(settleCommitment(chief, settle(carried, 'committed', 'carry'))).rejects.toMatchObject({ kind: 'not_found' })
    const twice = await Promise.allSettled([
      settleCommitment(clerk, settle(carried, 'committed', 'carry')),
      settleCommitment(clerk, settle(carried, 'committed', 'carry')),
    ])
    expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    await settleCommitment(clerk, settle(carried, 'contracted', 'carry'))
    await settleCommitment(clerk, settle(released, 'committed', 'release'))
    await expect(closeLine(clerk, { lineId: line })).rejects.toMatchObject({ code: 'policy.fund_same_role' })
    expect(await closeLine(chief, { lineId: line })).toEqual({ lapsedFen: String(150_000_000n - 3_000_000n) })
    await expect(inTx((tx) => commitFunds(tx, clerk, money(1n, randomUUID(), 'ZZ-12', 'space')))).rejects.toMatchObject({ code: 'fund.line_closed' })
    expect([await audited('fund.carried_over'), await audited('fund.released_at_year_end'), await audited('fund.line_closed')]).toEqual([2, 1, 1])
  })

  test('what was carried is paid in the next year through the same line, and recovered there although it was paid in a closed year', async () => {
    const ctx = ctxOf(finance, ['finance'], january)
    const line = lineId('space')
    const payment = { ...money(2_000_000n, carried, 'BANK-2027', 'space'), approverId: leader.userId, bizDate: calendarDate('2027-01-15') }
    expect(await inTx((tx) => disburseFunds(tx, ctx, payment))).toMatchObject({ status: 'posted', availableFen: 0n })
    const next = await db.fundLine.findFirstOrThrow({ where: { year: 2027, code: 'space' } })
    expect(await headroomOf(db, next.id)).toMatchObject({ budgetFen: 3_000_000n, committedFen: 1_000_000n, disbursedFen: 2_000_000n, availableFen: 0n })
    const back = (amount: bigint, ref: string) => ({ ...money(amount, carried, ref, 'space'), note: '项目终止，全额追回' })
    expect(await inTx((tx) => recoverFunds(tx, ctx, back(2_000_001n, 'SH-2027')))).toMatchObject({ status: 'insufficient', availableFen: 2_000_000n })
    expect(await inTx((tx) => recoverFunds(tx, ctx, back(2_000_000n, 'SH-2027')))).toMatchObject({ status: 'posted' })
    expect(await inTx((tx) => recoverFunds(tx, ctx, back(1n, 'SH-2028')))).toMatchObject({ status: 'insufficient', availableFen: 0n })
    expect(line).not.toBe(next.id)
  })

  test('what was carried is signed, paid and recovered on the next line while the old one is still open', async () => {
    const ctx = ctxOf(finance, ['finance'], december)
    const early = randomUUID()
    await inTx((tx) => commitFunds(tx, ctx, money(500_000n, early, 'ZZ-20', 'mentor')))
    await settleCommitment(ctx, { lineId: lineId('mentor'), caseId: early, stage: 'committed', how: 'carry', reason: '年底没有签约' })
    expect(await inTx((tx) => contractFunds(tx, ctx, money(500_000n, early, 'XY-20', 'mentor')))).toMatchObject({ status: 'posted' })
    const payment = { ...money(400_000n, early, 'BANK-20', 'mentor'), approverId: leader.userId, bizDate: calendarDate('2026-12-28') }
    expect(await inTx((tx) => disburseFunds(tx, ctx, payment))).toMatchObject({ status: 'posted', availableFen: 100_000n })
    expect(await inTx((tx) => disburseFunds(tx, ctx, payment))).toMatchObject({ status: 'duplicate' })
    const rest = { ...money(100_000n, early, 'HJ-20', 'mentor'), note: '少办一场', from: 'contracted' as const }
    expect(await inTx((tx) => releaseFunds(tx, ctx, rest))).toMatchObject({ status: 'posted' })
    expect(await inTx((tx) => recoverFunds(tx, ctx, { ...money(400_000n, early, 'SH-20', 'mentor'), note: '没有办' }))).toMatchObject({ status: 'posted' })
    expect((await db.fundLine.findUniqueOrThrow({ where: { id: lineId('mentor') } })).closedOn).toBeNull()
  })

  test('the books hold to the fen after all of it', async () => {
    const [row] = await db.$queryRaw<{ sum: bigint; drift: bigint; broken: bigint | null }[]>`
      SELECT (SELECT sum(balance_fen)::bigint FROM ledger_account) AS sum, ledger_first_broken() AS broken,
             (SELECT count(*) FROM ledger_account a WHERE balance_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry e WHERE e.account_id = a.id)) AS drift`
    expect(row).toEqual({ sum: 0n, drift: 0n, broken: null })
  })
})
