import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { makeCase } from '@/prisma/factories/case-states'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { pause, resume } from '../commands/pause'
import { requireSupplement } from '../commands/require-supplement'
import { recomputeProvisional } from '../door'

let clerk: MadePerson
let founder: MadePerson
let admin: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, founder, admin] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '周予安'), makePerson(db, '严一川', ['sys_admin'])])
})
afterAll(closeTestDatabase)

const enter2027 = async () => {
  await db.calendarYear.create({ data: { year: 2027, noticeNo: '国办发明电〔2026〕测试号', source: '测试' } })
  // 4 January is a Monday that the plain week would work
  await db.calendarDay.createMany({
    data: ['2027-01-01', '2027-01-04'].map((date) => ({ date: new Date(`${date}T00:00:00Z`), year: 2027, kind: 'off', why: '元旦' })),
  })
}

const clockOf = (caseId: string) => db.caseClock.findFirstOrThrow({ where: { caseId, phase: 'handling' } })
const day = (date: Date) => date.toISOString().slice(0, 10)

test('the notice of a year makes dates final, tells those whose day moved, and changes nothing twice', async () => {
  const on = calendarDate('2026-12-28')
  const moved = await makeCase(db, { founder, state: 'accepted', on, acceptedBy: clerk.userId })
  const early = await makeCase(db, { founder, state: 'accepted', on: calendarDate('2026-11-02'), acceptedBy: clerk.userId })
  const done = await makeCase(db, { founder, state: 'rejected', on })
  const resting = await makeCase(db, { founder, state: 'accepted', on, acceptedBy: clerk.userId })
  await pause(ctxOf(clerk, ['intake'], at('2026-12-29')), { caseNo: resting.caseNo, version: 1, reason: 'site_visit', detail: '等现场查看' })
  const before = await clockOf(moved.id)
  // five working days after Monday 28 December, 1 January off: Tuesday 5 January, provisional
  expect([day(before.promisedDueOn), before.provisional]).toEqual(['2027-01-05', true])

  const ctx = ctxOf(admin, ['sys_admin'], at('2026-12-29'))
  const first = await ctx.transaction(async (tx) => {
    await enter2027()
    return recomputeProvisional(tx, ctx, 2027)
  })
  expect(first).toEqual({ checked: 1, moved: 1 })
  const after = await clockOf(moved.id)
  expect([day(after.promisedDueOn), after.provisional]).toEqual(['2027-01-06', false])
  expect((await db.case.findUniqueOrThrow({ where: { id: moved.id } })).nextDueOn).toEqual(after.promisedDueOn)
  const sent = await db.outgoingMessage.findMany({ where: { template: 'case.dates_recomputed' } })
  expect(sent.map((one) => [one.caseId, one.recipient])).toEqual([[moved.id, founder.phone]])
  expect(sent[0]?.body).toContain('1月6日')
  expect(await db.caseEvent.count({ where: { kind: 'dates_recomputed' } })).toBe(1)
  expect(day((await clockOf(early.id)).promisedDueOn)).toBe('2026-11-09')
  expect((await clockOf(done.id)).provisional).toBe(true)
  expect((await db.auditEvent.findFirstOrThrow({ where: { action: 'case.dates_recomputed' } })).detail).toEqual({ checked: 1, moved: 1 })

  const again = await ctx.transaction((tx) => recomputeProvisional(tx, ctx, 2027))
  expect(again.moved).toBe(0)
  expect(await db.outgoingMessage.count({ where: { template: 'case.dates_recomputed' } })).toBe(1)

  // the paused one was left alone; it takes the new calendar when it is resumed
  await resume(ctxOf(clerk, ['intake'], at('2026-12-30')), { caseNo: resting.caseNo, version: 2 })
  expect([day((await clockOf(resting.id)).promisedDueOn), (await clockOf(resting.id)).provisional]).toEqual(['2027-01-07', false])
})

test('a supplement deadline in the year of the notice is counted anew; its applicant is told once', async () => {
  await db.calendarDay.deleteMany({ where: { year: 2027 } })
  await db.calendarYear.deleteMany({ where: { year: 2027 } })
  const asked = async (on: string) => {
    const made = await makeCase(db, { founder, state: 'submitted', on: calendarDate(on) })
    const items = (await db.caseMaterial.findMany({ where: { caseId: made.id } })).map((one) => ({ key: one.key, remark: '看不清，请重拍' }))
    const { version } = await db.case.findUniqueOrThrow({ where: { id: made.id } })
    await requireSupplement(ctxOf(clerk, ['intake'], at(on)), { caseNo: made.caseNo, version, items })
    return made.id
  }
  const dueOf = async (id: string) => day((await db.case.findUniqueOrThrow({ where: { id } })).nextDueOn ?? new Date(0))
  const [late, early] = [await asked('2026-12-28'), await asked('2026-11-02')]
  const before = await dueOf(late)
  const earlyDue = await dueOf(early)
  // ten working days after Monday 28 December, 1 January off
  expect(before).toBe('2027-01-12')
  // the days changed since: the deadline keeps those that held on the day of the notice
  await db.ruleValue.updateMany({ where: { key: 'supplement.days', validTo: null }, data: { validTo: new Date('2026-12-29T00:00:00Z') } })
  await db.ruleValue.create({
    data: { key: 'supplement.days', value: 3, unit: '工作日', source: '测试', confidence: 'D', version: 99, validFrom: new Date('2026-12-29T00:00:00Z') },
  })
  const ctx = ctxOf(admin, ['sys_admin'], at('2026-12-30'))
  const { moved } = await ctx.transaction(async (tx) => {
    await enter2027()
    return recomputeProvisional(tx, ctx, 2027)
  })
  expect(moved).toBeGreaterThanOrEqual(1)
  expect([await dueOf(late), await dueOf(early)]).toEqual(['2027-01-13', earlyDue])
  const told = { where: { template: 'case.supplement_due_moved' } }
  expect((await db.outgoingMessage.findMany(told)).map((one) => [one.caseId, one.body.includes('1月13日')])).toEqual([[late, true]])
  expect(await db.caseEvent.count({ where: { caseId: late, kind: 'supplement_due_moved' } })).toBe(1)
  await ctx.transaction((tx) => recomputeProvisional(tx, ctx, 2027))
  expect(await db.outgoingMessage.count(told)).toBe(1)
  // a correction that gives a working day back does not take a day from who holds the paper
  await db.calendarDay.deleteMany({ where: { year: 2027 } })
  await ctx.transaction((tx) => recomputeProvisional(tx, ctx, 2027))
  expect(await dueOf(late)).toBe('2027-01-13')
  expect(await db.outgoingMessage.count(told)).toBe(1)
})
