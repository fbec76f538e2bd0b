import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { makePanelCase, makePanelRound, makePanelStaff, type PanelCase } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { exportNotice, exportObjections } from './commands/export'
import { admitObjection } from './commands/handle'
import { objectOnline } from './commands/object'
import { publishNotice } from './commands/publish'
import { ownRemedy } from './own'
import { recentNotices } from './public'
import { noticeDesk } from './staff-notices'
import { objectionPage, objectionView } from './staff-objections'

const now = at('2026-09-14')
let clerk: MadePerson
let clerk2: MadePerson
let signer: MadePerson
let mate: MadePerson
let one: PanelCase
let rejected: PanelCase
let number: string
let notice: string

const as = (person: MadePerson, roles: readonly RoleCode[]) => ctxOf(person, roles, now)
const actorOf = (person: MadePerson, roles: readonly RoleCode[]) => as(person, roles).actor ?? expect.fail('nobody')

beforeAll(async () => {
  await openTestDatabase()
  const staff = await makePanelStaff(db)
  signer = staff.first
  ;[clerk, clerk2, mate] = [await makePerson(db, '沈知远', ['intake']), await makePerson(db, '陆怀真', ['intake']), await makePerson(db, '林知夏', ['intake'])]
  const round = await makePanelRound(db)
  const wish = { roundId: round.id, staff, decidedAt: new Date('2026-09-11T02:00:00Z'), team: [mate] }
  one = await makePanelCase(db, { ...wish, name: '周予安', project: '周予安的监测仪' })
  rejected = await makePanelCase(db, { ...wish, panel: 'reject' })
})
afterAll(closeTestDatabase)

test('the desk shows what is ready as the public would read it, and who of the team cannot publish it', async () => {
  const desk = await noticeDesk(actorOf(clerk, ['intake']))
  expect(desk.ready).toHaveLength(1)
  expect(desk.ready[0]).toMatchObject({ mayPublish: true, lines: [{ caseNo: one.caseNo, maskedName: '周*安', project: '周*安的监测仪', again: false }] })
  expect((await noticeDesk(actorOf(mate, ['intake']))).ready[0]?.mayPublish).toBe(false)
  expect(desk.periods[0]?.days).toBe(5)
  await expect(noticeDesk(actorOf(clerk, ['finance']))).rejects.toMatchObject({ code: 'not_found' })
})

test('published, it is in the list with the reason why this person may not withdraw it', async () => {
  const { version } = await db.case.findUniqueOrThrow({ where: { id: one.caseId } })
  const { roundId } = await db.application.findUniqueOrThrow({ where: { id: one.applicationId } })
  notice = (await publishNotice(as(clerk, ['intake']), { roundId, cases: [{ caseNo: one.caseNo, version }], days: 5 })).number
  const rows = await db.publicNotice.findMany({ where: { number: notice } })
  expect(rows).toHaveLength(1)
  expect((await noticeDesk(actorOf(clerk, ['intake']))).ready).toEqual([])
  expect((await recentNotices(calendarDate('2026-09-25'))).map((row) => row.number)).toEqual([notice])
  expect(await recentNotices(calendarDate('2026-10-30'))).toEqual([])
})

test('an objection: verbs for who may, a reason for who took part, nothing for the team; the name in clear for handlers only', async () => {
  number = (
    await objectOnline(makeCtx(null, { clock: now, key: randomUUID() }), {
      notice,
      line: 1,
      anonymous: false,
      name: '白既明',
      contact: '19907390888',
      facts: '这个项目和去年获奖的项目是同一个',
      evidence: '去年的公示第三项，网站上还能查到',
    })
  ).number
  const view = (person: MadePerson, ...roles: RoleCode[]) => objectionView(actorOf(person, roles), number)
  expect((await view(clerk, 'intake')).offers).toEqual([
    { verb: 'admit', because: null },
    { verb: 'dismiss', because: null },
    { verb: 'contact', because: 'policy.not_the_handler' },
  ])
  expect((await view(signer, 'intake')).offers.map((offer) => offer.because)).toEqual(Array.from({ length: 3 }, () => 'policy.not_independent'))
  await expect(view(mate, 'intake')).rejects.toMatchObject({ code: 'not_found' })
  await expect(view(one.founder, 'intake')).rejects.toMatchObject({ code: 'not_found' })
  await admitObjection(as(clerk, ['intake']), { number, version: 1 })
  expect(await view(clerk, 'intake')).toMatchObject({ name: '白既明', handler: '沈知远' })
  expect(await view(clerk2, 'auditor')).toMatchObject({ name: '白*明', offers: [] })
  expect(JSON.stringify(await view(clerk, 'intake'))).not.toContain('19907390888')
})

test('the list is filtered and leaves out what one may not know of', async () => {
  const all = await objectionPage(actorOf(clerk, ['intake']), {})
  expect(all.lines.map((line) => line.number)).toEqual([number])
  expect((await objectionPage(actorOf(clerk, ['intake']), { kind: 'reconsideration' })).lines).toEqual([])
  expect((await objectionPage(actorOf(mate, ['intake']), {})).counts.all).toBe(0)
})

test('both tables are workbooks with an audit row; neither holds the name of who objected', async () => {
  const sheet = await exportNotice(as(clerk, ['intake']), notice)
  expect(Buffer.from(sheet.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(sheet.name).toBe(`公示表 ${notice}.xlsx`)
  const list = await exportObjections(as(clerk, ['intake']), {})
  expect(Buffer.from(list.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(await db.auditEvent.count({ where: { action: { in: ['notice.exported', 'objection.exported'] } } })).toBe(2)
})

test('the applicant reads that there is an objection, not whose; a rejected one reads until when 复核 can be asked', async () => {
  const held = await ownRemedy(actorOf(one.founder, ['applicant']), one.caseNo)
  expect(held).toMatchObject({ notice: { number: notice, openObjections: 1 }, mayAsk: false, until: null })
  expect(JSON.stringify(held)).not.toMatch(/白既明|0888/)
  expect(await ownRemedy(actorOf(rejected.founder, ['applicant']), rejected.caseNo)).toMatchObject({
    until: '2026-09-18',
    decideDays: 10,
    reconsideration: null,
  })
  expect(await ownRemedy(actorOf(clerk, ['intake']), one.caseNo)).toBeNull()
})
