import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { type CaseWish, makeCase } from '@/prisma/factories/case-states'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import type { CaseState } from '../model/machine'
import { accept } from './commands/accept'
import { assign } from './commands/assign'
import { addNote } from './commands/note'
import { pause, resume } from './commands/pause'
import { requireSupplement } from './commands/require-supplement'
import { finalDecision, firstReview, sendBack } from './commands/review'
import { resubmit, withdrawCase } from './commands/withdraw'

let clerk: MadePerson
let clerk2: MadePerson
let leader: MadePerson
let founder: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, clerk2, leader, founder] = await Promise.all([
    makePerson(db, '何静', ['intake']),
    makePerson(db, '谭维', ['intake']),
    makePerson(db, '顾怀民', ['leader']),
    makePerson(db, '周予安'),
  ])
})
afterAll(closeTestDatabase)

const made = (state: CaseState, more: Partial<CaseWish> = {}) =>
  makeCase(db, { founder, state, on: calendarDate('2026-09-16'), acceptedBy: clerk.userId, reviewedBy: clerk2, ...more })

const versionOf = async (caseNo: string) => (await db.case.findUniqueOrThrow({ where: { caseNo } })).version
const stateOf = async (caseNo: string) => (await db.case.findUniqueOrThrow({ where: { caseNo } })).state
const opinion = { decision: 'concur', reason: '材料齐全，符合条件' } as const
const as = (person: MadePerson, role: RoleCode, day = '2026-09-17') => ctxOf(person, [role], at(day))

test('a case that was sent back is decided only after a new first review, signed for the new round', async () => {
  const { caseNo } = await made('panel_decision')
  await sendBack(as(leader, 'leader'), { caseNo, version: await versionOf(caseNo), reason: '请再核一次学历' })
  await expect(finalDecision(as(leader, 'leader'), { caseNo, version: await versionOf(caseNo), ...opinion })).rejects.toMatchObject({
    code: 'case.state_changed',
  })
  await expect(firstReview(as(clerk, 'intake'), { caseNo, version: await versionOf(caseNo), ...opinion })).rejects.toMatchObject({
    code: 'policy.accepted_by_you',
  })
  await firstReview(as(clerk2, 'intake'), { caseNo, version: await versionOf(caseNo), ...opinion })
  await finalDecision(as(leader, 'leader'), { caseNo, version: await versionOf(caseNo), ...opinion, quantity: 1 })
  const signatures = await db.caseSignature.findMany({ where: { case: { caseNo } }, orderBy: { at: 'asc' } })
  expect(signatures.map((one) => [one.step, one.round]).sort()).toEqual([
    ['final_decision', 2],
    ['first_review', 1],
    ['first_review', 2],
  ])
  expect((await db.case.findUniqueOrThrow({ where: { caseNo } })).quantity).toBe(1)
})

test('an opinion drawn from an older version is refused, and may be signed on the newer one', async () => {
  const { caseNo } = await made('accepted')
  const seen = await versionOf(caseNo)
  await assign(as(clerk, 'intake'), { caseNo, version: seen, userId: clerk2.userId })
  await expect(firstReview(as(clerk2, 'intake'), { caseNo, version: seen, ...opinion })).rejects.toMatchObject({ code: 'case.stale', params: { by: '何静' } })
  await firstReview(as(clerk2, 'intake'), { caseNo, version: await versionOf(caseNo), ...opinion })
  expect(await stateOf(caseNo)).toBe('panel_decision')
})

test('whoever signed first does not decide, and nobody gives more than was asked', async () => {
  const { caseNo } = await made('panel_decision')
  const both = ctxOf(clerk2, ['intake', 'leader'], at('2026-09-17'))
  await expect(finalDecision(both, { caseNo, version: await versionOf(caseNo), ...opinion })).rejects.toMatchObject({ code: 'policy.signed_already' })
  await expect(finalDecision(as(leader, 'leader'), { caseNo, version: await versionOf(caseNo), ...opinion, quantity: 3 })).rejects.toMatchObject({
    code: 'case.more_than_asked',
    params: { asked: 2 },
  })
})

test('a paused case is neither reviewed nor decided; resuming moves the promise by the working days of the pause', async () => {
  const { caseNo } = await made('accepted')
  await pause(as(clerk, 'intake', '2026-09-17'), { caseNo, version: await versionOf(caseNo), reason: 'site_visit', detail: '约了下周看现场' })
  expect((await db.case.findUniqueOrThrow({ where: { caseNo } })).nextDueOn).toBeNull()
  await expect(firstReview(as(clerk2, 'intake'), { caseNo, version: await versionOf(caseNo), ...opinion })).rejects.toMatchObject({ code: 'case.paused' })
  await expect(pause(as(clerk, 'intake'), { caseNo, version: await versionOf(caseNo), reason: 'site_visit', detail: '再停' })).rejects.toMatchObject({
    code: 'case.paused_already',
  })
  // from Thursday 17 to Monday 21 September three days count: the 18th, the worked Sunday 20th, the 21st. The promise was
  // the 22nd; three working days on, past the holiday from the 25th to the 27th, it is the 28th
  await resume(as(clerk, 'intake', '2026-09-21'), { caseNo, version: await versionOf(caseNo) })
  const clock = await db.caseClock.findFirstOrThrow({ where: { case: { caseNo }, phase: 'handling' } })
  expect(clock.promisedDueOn.toISOString().slice(0, 10)).toBe('2026-09-28')
  expect((await db.case.findUniqueOrThrow({ where: { caseNo } })).nextDueOn).toEqual(clock.promisedDueOn)
  await expect(resume(as(clerk, 'intake'), { caseNo, version: await versionOf(caseNo) })).rejects.toMatchObject({ code: 'case.not_paused' })
})

test('withdrawing during a pause ends the pause and the clock', async () => {
  const { caseNo } = await made('accepted')
  await pause(as(clerk, 'intake'), { caseNo, version: await versionOf(caseNo), reason: 'awaiting_applicant', detail: '等他想好' })
  await withdrawCase(as(founder, 'applicant', '2026-09-18'), { caseNo, version: await versionOf(caseNo) })
  const clock = await db.caseClock.findFirstOrThrow({ where: { case: { caseNo }, phase: 'handling' }, include: { pauses: true } })
  expect([clock.stoppedOn, clock.pauses[0]?.toOn].map((day) => day?.toISOString().slice(0, 10))).toEqual(['2026-09-18', '2026-09-18'])
})

test('a one-time notice names everything that is missing, once', async () => {
  const { caseNo } = await made('submitted', { without: ['plan', 'study'] })
  const notice = async (...keys: string[]) =>
    requireSupplement(as(clerk, 'intake'), { caseNo, version: await versionOf(caseNo), items: keys.map((key) => ({ key, remark: '没有交' })) })
  await expect(notice('plan')).rejects.toMatchObject({ code: 'case.notice_incomplete', params: { names: '学籍或学历证明' } })
  await expect(accept(as(clerk, 'intake'), { caseNo, version: await versionOf(caseNo) })).rejects.toMatchObject({ code: 'case.materials_missing' })
  await notice('plan', 'study')
  await expect(resubmit(as(founder, 'applicant'), { caseNo, version: await versionOf(caseNo) })).rejects.toMatchObject({ code: 'case.materials_missing' })
  const file = await db.storedFile.findFirstOrThrow({ where: { ownerPersonId: founder.personId } })
  await db.caseMaterial.updateMany({ where: { case: { caseNo }, key: { in: ['plan', 'study'] } }, data: { fileId: file.id, state: 'to_check', remark: '' } })
  await resubmit(as(founder, 'applicant', '2026-09-18'), { caseNo, version: await versionOf(caseNo) })
  expect(await stateOf(caseNo)).toBe('submitted')
  await expect(notice('plan')).rejects.toMatchObject({ code: 'case.second_notice' })
})

test('a message of the window reaches the applicant by SMS, without its text; a note stays inside; twice the same key is once', async () => {
  const { caseNo, id } = await made('accepted')
  const ctx = { ...as(clerk, 'intake'), key: crypto.randomUUID() }
  const text = '请补一张更清楚的学历证明'
  const first = await addNote(ctx, { caseNo, internal: false, text })
  expect(await addNote(ctx, { caseNo, internal: false, text })).toEqual(first)
  await addNote(as(clerk, 'intake'), { caseNo, internal: true, text: '家长来过电话' })
  await addNote(as(founder, 'applicant'), { caseNo, internal: false, text: '好的' })
  await expect(addNote(as(founder, 'applicant'), { caseNo, internal: true, text: '偷偷写' })).rejects.toMatchObject({ kind: 'not_found' })
  const sent = await db.outgoingMessage.findMany({ where: { caseId: id } })
  expect(sent.map((one) => one.recipient)).toEqual([founder.phone])
  expect(sent[0]?.body).not.toContain(text)
  expect(await db.caseNote.count({ where: { caseId: id } })).toBe(3)
})
