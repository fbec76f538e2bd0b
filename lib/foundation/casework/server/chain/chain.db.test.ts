// The chain from the first review to the money set aside, by the commands and the steps that the other rooms take.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makeCase } from '@/prisma/factories/case-states'
import { makeNotice } from '@/prisma/factories/notices'
import { makePanelCase, makePanelRound, makePanelStaff, type PanelCase, type PanelCaseWish, type PanelStaff } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { commitFunds, headroomOf } from '../../../fund/server/door'
import { stepUp } from '../../../identity/server/commands/step-up'
import { hashPassword } from '../../../identity/server/door'
import { approve, approveMany } from '../commands/approve'
import { firstReview, secondCheck } from '../commands/review'
import { chainPosition, lockCase, moveCase, signCase } from '../door'
import { resumeAfterNotice } from './jobs'

const LIMIT = 20_000_000n
const today = '2026-11-16'
let staff: PanelStaff
let clerk: MadePerson
let leader: MadePerson
let leader2: MadePerson
let round: { id: string; lineId: string }

beforeAll(async () => {
  await openTestDatabase()
  staff = await makePanelStaff(db)
  ;[clerk, leader, leader2] = await Promise.all([
    makePerson(db, '沈知远', ['intake']),
    makePerson(db, '顾怀民', ['leader']),
    makePerson(db, '罗启明', ['leader']),
  ])
})
afterAll(closeTestDatabase)
beforeEach(async () => {
  round = await makePanelRound(db, '签批批次')
})

const as = (person: MadePerson, role: RoleCode, day = today) => ctxOf(person, [role], at(day))
const lead = (day = today) => as(leader, 'leader', day)
const lead2 = (day = today) => as(leader2, 'leader', day)
const rowOf = (caseNo: string) => db.case.findUniqueOrThrow({ where: { caseNo }, include: { signatures: { orderBy: { at: 'asc' } } } })
const versionOf = async (caseNo: string) => (await rowOf(caseNo)).version
const opinion = { decision: 'concur', reason: '材料齐全，符合条件' } as const
const yes = async (caseNo: string, reason = '同意支持') => ({ caseNo, version: await versionOf(caseNo), decision: 'concur' as const, reason })
const available = async () => (await headroomOf(db, round.lineId)).availableFen
const nextOf = async (caseNo: string, day = today) =>
  db.$transaction(async (tx) => (await chainPosition(tx, await lockCase(tx, { caseNo }), calendarDate(day)))?.step ?? null)

/** A case whose notice is over by `today`. */
async function waiting(more: Partial<PanelCaseWish> = {}): Promise<PanelCase> {
  const made = await makePanelCase(db, { roundId: round.id, staff, decidedAt: new Date('2026-11-02T02:00:00Z'), amountFen: 15_000_000n, ...more })
  await makeNotice(db, { roundId: round.id, caseIds: [made.caseId], fromOn: calendarDate('2026-11-04'), toOn: calendarDate('2026-11-13'), by: clerk.userId })
  return made
}

/** A leader with a session that can be proved. */
async function withSession(person: MadePerson, day = today): Promise<Ctx> {
  const id = `session-${person.userId}-${Math.random()}`
  await db.user.update({ where: { id: person.userId }, data: { passwordHash: await hashPassword('Climber-2026') } })
  await db.session.create({ data: { id, userId: person.userId, expiresAt: new Date('2027-01-01T00:00:00Z') } })
  const { actor } = as(person, 'leader', day)
  return makeCtx(actor ? { ...actor, sessionId: id } : null, { clock: at(day) })
}

test('the whole way: two of the window, the experts’ time not counted, the meeting, the notice, the leader — and the money is set aside', async () => {
  const founder = await makePerson(db, '周予安')
  const wish = { founder, state: 'accepted', on: calendarDate('2026-09-14'), measure: 'grant', roundId: round.id, amountFen: 15_000_000n } as const
  const { id, caseNo } = await makeCase(db, { ...wish, acceptedBy: clerk.userId })
  expect(await nextOf(caseNo)).toBe('first_review')
  await firstReview(as(staff.first, 'intake', '2026-09-15'), { caseNo, version: 1, ...opinion })
  expect(await rowOf(caseNo)).toMatchObject({ state: 'eligibility_review' })
  await expect(secondCheck(as(staff.first, 'intake', '2026-09-15'), { caseNo, version: await versionOf(caseNo), ...opinion })).rejects.toMatchObject({
    code: 'policy.signed_already',
  })
  await secondCheck(as(staff.second, 'intake', '2026-09-16'), { caseNo, version: await versionOf(caseNo), ...opinion })
  expect(await db.casePause.findMany({ where: { clock: { caseId: id } } })).toMatchObject([{ reason: 'expert_review', toOn: null }])
  expect(await db.outgoingMessage.findFirst({ where: { caseId: id, template: 'case.expert_review' } })).toMatchObject({ recipient: founder.phone })
  const system = makeCtx(null, { clock: at('2026-09-23') })
  await db.$transaction((tx) => moveCase(tx, system, id, 'score'))
  const scored = await db.case.findUniqueOrThrow({ where: { id }, include: { clocks: { include: { pauses: true } } } })
  // Wednesday to Wednesday with a worked Sunday in between: six working days later
  const handling = scored.clocks.find((clock) => clock.phase === 'handling')
  expect(handling?.pauses).toMatchObject([{ toOn: new Date('2026-09-23') }])
  expect(scored.nextDueOn).toEqual(handling?.promisedDueOn)
  const chair = as(staff.chair, 'chair', '2026-09-24')
  await db.$transaction(async (tx) =>
    signCase(tx, chair, await lockCase(tx, { caseNo }), { step: 'panel', decision: 'concur', reason: '会议通过', amountFen: 12_000_000n }),
  )
  await makeNotice(db, { roundId: round.id, caseIds: [id], fromOn: calendarDate('2026-10-09'), toOn: calendarDate('2026-10-16'), by: clerk.userId })
  await expect(approve(lead('2026-10-16'), await yes(caseNo))).rejects.toMatchObject({ code: 'case.notice_running' })
  const before = await available()
  expect(await approve(lead('2026-10-19'), { ...(await yes(caseNo)), seconds: 40 })).toEqual({ caseNo, state: 'approved' })
  expect(await available()).toBe(before - 12_000_000n)
  expect(await db.ledgerTxn.findFirst({ where: { caseId: id } })).toMatchObject({ kind: 'commit', ref: caseNo, actorId: leader.userId })
  const done = await rowOf(caseNo)
  expect(done).toMatchObject({ state: 'approved', amountFen: 12_000_000n })
  expect(done.signatures.map((one) => [one.step, one.round])).toEqual([
    ['first_review', 1],
    ['second_check', 1],
    ['panel', 1],
    ['approval', 1],
  ])
  expect(done.signatures.at(-1)?.seconds).toBe(40)
  expect(
    await db.auditEvent.count({
      where: { subjectId: caseNo, action: { in: ['case.first_reviewed', 'case.second_checked', 'case.approval_signed', 'case.approved'] } },
    }),
  ).toBe(4)
  expect(await nextOf(caseNo)).toBe(null)
})

test('a duplicate that nobody has judged holds the second check', async () => {
  const founder = await makePerson(db, '林知夏')
  const { caseNo, id } = await makeCase(db, { founder, state: 'accepted', on: calendarDate('2026-09-14'), roundId: round.id, acceptedBy: clerk.userId })
  await firstReview(as(staff.first, 'intake', '2026-09-15'), { caseNo, version: 1, ...opinion })
  const other = await makeCase(db, { founder: await makePerson(db, '林知冬'), state: 'accepted', on: calendarDate('2026-09-14'), roundId: round.id })
  const application = async (caseId: string) => (await db.case.findUniqueOrThrow({ where: { id: caseId } })).applicationId
  const [applicationA, applicationB] = [await application(id), await application(other.id)].sort() as [string, string]
  await db.duplicateFlag.create({ data: { kind: 'phone', applicationA, applicationB, foundAt: new Date() } })
  const check = async () => secondCheck(as(staff.second, 'intake'), { caseNo, version: await versionOf(caseNo), ...opinion })
  await expect(check()).rejects.toMatchObject({ code: 'screening.flags_open', params: { count: 1 } })
  expect((await rowOf(caseNo)).state).toBe('eligibility_review')
  await db.$executeRaw`UPDATE duplicate_flag SET outcome = 'different', reason = '两个人，核过', decided_by = ${clerk.userId}::uuid, decider_name = '沈知远', decided_at = now()`
  await check()
  expect((await rowOf(caseNo)).state).toBe('expert_review')
})

test('the clock stands still while the result is shown, and goes on by itself after the last day', async () => {
  const one = await waiting({ amountFen: 100n })
  const clockOf = async () => (await db.caseClock.findFirstOrThrow({ where: { caseId: one.caseId }, include: { pauses: true } })).pauses
  const clockId = (await db.caseClock.findFirstOrThrow({ where: { caseId: one.caseId } })).id
  await db.casePause.create({ data: { clockId, reason: 'public_notice', fromOn: new Date('2026-11-04'), startedBy: clerk.userId } })
  await resumeAfterNotice(at('2026-11-13', '23:59'))
  expect(await clockOf()).toMatchObject([{ toOn: null }])
  await resumeAfterNotice(at('2026-11-14', '00:05'))
  expect(await clockOf()).toMatchObject([{ toOn: new Date('2026-11-14') }])
  expect(await resumeAfterNotice(at('2026-11-14', '01:05'))).toBe(0)
  expect(await db.caseEvent.findFirst({ where: { caseId: one.caseId, kind: 'resumed', audience: 'applicant' } })).not.toBe(null)
})

describe('批准', () => {
  test('above the limit: the password again, two leaders, and only the second sets the money aside', async () => {
    const one = await waiting({ amountFen: LIMIT + 1n })
    const before = await available()
    await expect(approve(lead(), await yes(one.caseNo))).rejects.toMatchObject({ code: 'step_up.needed', params: { minutes: 5, yuan: 200_000 } })
    const session = await withSession(leader)
    await expect(approve(session, await yes(one.caseNo))).rejects.toMatchObject({ code: 'step_up.needed' })
    await expect(stepUp(session, { password: 'wrong' })).rejects.toMatchObject({ fields: { password: 'step_up.wrong' } })
    await stepUp(session, { password: 'Climber-2026' })
    expect(await approve(session, await yes(one.caseNo))).toMatchObject({ state: 'public_notice' })
    expect(await available()).toBe(before)
    expect(await nextOf(one.caseNo)).toBe('approval_second')
    await expect(approve(session, await yes(one.caseNo))).rejects.toMatchObject({ code: 'policy.signed_already' })
    const second = await withSession(leader2)
    await stepUp(second, { password: 'Climber-2026' })
    expect(await approve(second, await yes(one.caseNo))).toMatchObject({ state: 'approved' })
    expect(await available()).toBe(before - LIMIT - 1n)
  })

  test('exactly the limit needs one leader and no password', async () => {
    const one = await waiting({ amountFen: LIMIT })
    expect(await approve(lead(), await yes(one.caseNo))).toMatchObject({ state: 'approved' })
  })

  test('several that come to more than the limit together ask for the password once, and nothing is signed before', async () => {
    const two = [await waiting({ amountFen: LIMIT }), await waiting({ amountFen: 1n })]
    const cases = await Promise.all(two.map(async ({ caseNo }) => ({ caseNo, version: (await yes(caseNo)).version, reason: '同意支持' })))
    const session = await withSession(leader)
    await expect(approveMany(session, { cases })).rejects.toMatchObject({ code: 'step_up.needed' })
    expect(await db.caseSignature.count({ where: { step: 'approval', caseId: { in: two.map((one) => one.caseId) } } })).toBe(0)
    const one = cases.slice(0, 1)
    expect((await approveMany(session, { cases: [...one, ...one] })).results.map((row) => row.ok)).toEqual([true, false])
    await stepUp(session, { password: 'Climber-2026' })
    expect((await approveMany(session, { cases: cases.slice(1) })).results).toMatchObject([{ ok: true }])
  })

  test('a proof is worth five minutes, and five wrong passwords end it', async () => {
    const one = await waiting({ amountFen: LIMIT + 1n })
    const session = await withSession(leader2)
    await stepUp(session, { password: 'Climber-2026' })
    const later = (time: string) => makeCtx(session.actor, { clock: at(today, time) })
    await expect(approve(later('10:06'), await yes(one.caseNo))).rejects.toMatchObject({ code: 'step_up.needed' })
    expect(await approve(later('10:05'), await yes(one.caseNo))).toMatchObject({ state: 'public_notice' })
    const fresh = await withSession(await makePerson(db, '闻人越', ['leader']))
    for (let i = 0; i < 5; i += 1) await expect(stepUp(fresh, { password: 'wrong' })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(stepUp(fresh, { password: 'Climber-2026' })).rejects.toMatchObject({ code: 'rate.limited' })
  })

  test('without enough on the line nothing changes at all, and the leader is told what is left', async () => {
    const left = await available()
    const big = await waiting({ amountFen: left + 1n })
    const [first, second] = [await withSession(leader), await withSession(leader2)]
    for (const one of [first, second]) await stepUp(one, { password: 'Climber-2026' })
    await approve(first, await yes(big.caseNo))
    const before = await rowOf(big.caseNo)
    await expect(approve(second, await yes(big.caseNo))).rejects.toMatchObject({ code: 'fund.insufficient', params: { availableFen: left.toString() } })
    expect(await rowOf(big.caseNo)).toEqual(before)
    expect(await available()).toBe(left)
  })

  test('有问题: back to the meeting, a new round of signatures; what was signed in the old one decides nothing', async () => {
    const one = await waiting()
    await approve(lead(), { ...(await yes(one.caseNo)), decision: 'hold', reason: '等财务核一下' })
    expect(await approve(lead(), { ...(await yes(one.caseNo)), decision: 'issues', reason: '预算表对不上，请再议' })).toMatchObject({ state: 'panel_decision' })
    expect(await rowOf(one.caseNo)).toMatchObject({ signatureRound: 2 })
    expect(await nextOf(one.caseNo)).toBe('panel')
    const chair = as(staff.chair, 'chair')
    await db.$transaction(async (tx) =>
      signCase(tx, chair, await lockCase(tx, { caseNo: one.caseNo }), { step: 'panel', decision: 'concur', reason: '核减后通过', amountFen: 9_000_000n }),
    )
    await makeNotice(db, { roundId: round.id, caseIds: [one.caseId], fromOn: calendarDate('2026-11-17'), toOn: calendarDate('2026-11-24'), by: clerk.userId })
    await expect(approve(lead('2026-11-24'), await yes(one.caseNo))).rejects.toMatchObject({ code: 'case.notice_running' })
    const before = await available()
    expect(await approve(lead('2026-11-25'), await yes(one.caseNo))).toMatchObject({ state: 'approved' })
    expect(await available()).toBe(before - 9_000_000n)
    expect((await rowOf(one.caseNo)).signatures.map((s) => `${s.step}/${s.round}/${s.decision}`)).toEqual([
      'first_review/1/concur',
      'second_check/1/concur',
      'panel/1/concur',
      'approval/1/hold',
      'approval/1/issues',
      'panel/2/concur',
      'approval/2/concur',
    ])
  })

  test('two leaders at once: one signature, the other is told; an old page is refused', async () => {
    const one = await waiting()
    const input = await yes(one.caseNo)
    const results = await Promise.allSettled([approve(lead(), input), approve(lead2(), input)])
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((r) => r.status === 'rejected')).toMatchObject({ reason: { code: expect.stringMatching(/^case\.(stale|state_changed)$/) } })
    const two = await waiting()
    const old = await yes(two.caseNo)
    await approve(lead(), { ...old, decision: 'hold', reason: '等财务核一下' })
    await expect(approve(lead2(), old)).rejects.toMatchObject({ code: 'case.stale' })
  })

  test('twenty approvals at once against money for seven: seven, and the line stands at what is left to the fen', async () => {
    const share = 15_000_001n
    const cases = await Promise.all(Array.from({ length: 20 }, () => waiting({ amountFen: share })))
    const rest = { lineId: round.lineId, caseId: cases[0]?.caseId ?? '', amountFen: (await available()) - 7n * share - 15_000_000n, ref: 'rest of the year' }
    await db.$transaction((tx) => commitFunds(tx, lead(), rest))
    const inputs = await Promise.all(cases.map((one) => yes(one.caseNo)))
    const results = await Promise.allSettled(inputs.map((input, i) => approve(i % 2 === 0 ? lead() : lead2(), input)))
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(7)
    const reasons = new Set(results.flatMap((r) => (r.status === 'rejected' ? [(r.reason as { code: string }).code] : [])))
    expect([...reasons]).toEqual(['fund.insufficient'])
    expect(await available()).toBe(15_000_000n)
    const states = await db.case.groupBy({ by: ['state'], where: { id: { in: cases.map((one) => one.caseId) } }, _count: true })
    expect(states.map((row) => [row.state, row._count]).sort()).toEqual([
      ['approved', 7],
      ['public_notice', 13],
    ])
  })
})
