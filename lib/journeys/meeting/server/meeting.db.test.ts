import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { moveEntry } from '@/lib/foundation/panel/server/door'
import { db } from '@/lib/platform/db'
import type { MeetingCase } from '@/prisma/factories/meeting-cases'
import { makePerson } from '@/prisma/factories/people'
import { recuseFromItem, vote } from './commands/attend'
import { closeMeeting, exportSignIn } from './commands/close'
import { closeItem } from './commands/close-item'
import { as, type MeetingStory, tellMeeting } from './meeting-story'

let story: MeetingStory
let owner: pg.Client

beforeAll(async () => {
  const database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  story = await tellMeeting()
})
beforeEach(() => story.fresh())
afterAll(async () => {
  await owner?.end()
  await closeTestDatabase()
})

const stateOf = async (one: MeetingCase) => (await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).state
const entryOf = async (one: MeetingCase) => (await db.reviewEntry.findUniqueOrThrow({ where: { id: one.entryId } })).state

test('from the agenda to the minutes: votes, signature, less than asked, a rejection, the paper and the sheet', async () => {
  const [money, desks] = [await story.makeCase({ amountFen: 10_000_000n, quantity: 1, state: 'discussion' }), await story.makeCase()]
  const { meetingId, itemOf } = await story.opened([desks, money])
  expect(await db.panelMeeting.findUniqueOrThrow({ where: { id: meetingId } })).toMatchObject({ quorum: 4, state: 'open' })
  const order = await db.meetingItem.findMany({ where: { meetingId }, orderBy: { ordinal: 'asc' } })
  expect(order.map((item) => item.caseId)).toEqual([money.caseId, desks.caseId])

  await story.cast(itemOf(money), '+++-0')
  await expect(closeItem(story.chair(), { itemId: itemOf(money), outcome: 'concur', amountFen: 8_000_000, reason: '' })).rejects.toMatchObject({
    code: 'meeting.reason_for_change',
  })
  await closeItem(story.chair(), { itemId: itemOf(money), outcome: 'concur', amountFen: 8_000_000, reason: '设备费核减两万元' })
  expect(await stateOf(money)).toBe('panel_decision')
  expect(await entryOf(money)).toBe('decided')
  expect(await db.caseSignature.findFirstOrThrow({ where: { caseId: money.caseId, step: 'panel' } })).toMatchObject({
    decision: 'concur',
    amountFen: 8_000_000n,
    signedBy: story.staff.chair.userId,
  })

  await story.cast(itemOf(desks), '+--0')
  await expect(closeItem(story.chair(), { itemId: itemOf(desks), outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.no_majority' })
  await closeItem(story.chair(), { itemId: itemOf(desks), outcome: 'reject', reason: '这批工位已排满，下一批优先' })
  expect(await stateOf(desks)).toBe('rejected')
  // whoever was not chosen reads what the meeting decided, and the name of no expert
  const told = await db.caseEvent.findMany({ where: { caseId: desks.caseId, audience: { not: 'staff' } }, orderBy: { id: 'desc' }, take: 2 })
  expect(told.map((event) => event.actorName)).toEqual(['评审会议', '评审会议'])
  expect((await db.case.findUniqueOrThrow({ where: { id: desks.caseId } })).reason).toBe('这批工位已排满，下一批优先')

  const closed = await closeMeeting(story.chair(), { meetingId })
  expect(closed.undecided).toBe(0)
  const paper = await db.document.findUniqueOrThrow({ where: { id: closed.documentId } })
  expect(paper).toMatchObject({ kind: 'minutes', caseId: null })
  const text = JSON.stringify(paper.data)
  for (const part of ['3/1/1', '1/2/1', '同意 8', '设备费核减两万元', '钟卓', 'A 座 301']) expect(text).toContain(part)
  // blind as the round is: nobody of the applicant's side is named
  expect(text).not.toContain(money.founder.name)
  const readers = paper.readers as { roles: string[]; userIds: string[] }
  expect(readers.roles).toEqual(['intake', 'leader', 'auditor'])
  expect(readers.userIds).toContain(story.expert(0).userId)

  const sheet = await exportSignIn(as(story.clerk, 'intake'), { meetingId })
  expect(Buffer.from(sheet.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(sheet.name).toMatch(/^评审专家签到表.*\.xlsx$/)
  const audit = await db.auditEvent.findMany({ where: { action: { startsWith: 'meeting.' }, subjectId: { in: [meetingId, itemOf(money), itemOf(desks)] } } })
  for (const action of [
    'meeting.planned',
    'meeting.signed_in',
    'meeting.started',
    'meeting.voted',
    'meeting.item_closed',
    'meeting.closed',
    'meeting.exported',
  ])
    expect(audit.map((row) => row.action)).toContain(action)
  expect(JSON.stringify(audit.filter((row) => row.action === 'meeting.voted').map((row) => row.detail))).toBe(JSON.stringify(Array(9).fill({})))
})

test('below the quorum nothing is decided, by the command or by the database', async () => {
  const one = await story.makeCase()
  const { itemOf } = await story.opened([one])
  await story.cast(itemOf(one), '+++')
  await expect(closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })).rejects.toMatchObject({
    code: 'meeting.no_quorum',
    params: { present: 3, quorum: 4 },
  })
  await expect(
    owner.query(`UPDATE meeting_item SET outcome = 'concur', quantity = 2, reason = '同意', decided_at = now() WHERE id = $1`, [itemOf(one)]),
  ).rejects.toThrow(/below the quorum/)
  await story.cast(itemOf(one), '-', [story.expert(2)]).catch(() => null)
  expect(await db.caseSignature.count({ where: { caseId: one.caseId, step: 'panel' } })).toBe(0)
})

test('a member with a hard relation has left: minuted at the start, refused by the command and by the database', async () => {
  const one = await story.makeCase()
  await story.mentors(story.expert(0), one.founder)
  const other = await story.makeCase({ founder: await makePerson(db, '别人') })
  const { itemOf } = await story.opened([one, other])
  expect(await db.meetingAbsence.findMany({ where: { itemId: itemOf(one) } })).toMatchObject([{ userId: story.expert(0).userId, name: story.expert(0).name }])
  await expect(vote(as(story.expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ kind: 'denied', code: 'meeting.absent' })
  await vote(as(story.expert(0), 'reviewer'), { itemId: itemOf(other), vote: 'for' })
  await expect(
    owner.query(`INSERT INTO meeting_vote (item_id, user_id, vote, at) VALUES ($1, $2, 'for', now())`, [itemOf(one), story.expert(0).userId]),
  ).rejects.toThrow(/related: mentor/)
  // the other four are just enough
  await story.cast(itemOf(one), '++++', [story.staff.chair, story.expert(1), story.expert(2), story.expert(3)])
  await closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
})

test('a relation that is entered after the vote: the vote counts no more, and the absence is minuted', async () => {
  const one = await story.makeCase()
  const { itemOf } = await story.opened([one])
  await story.cast(itemOf(one), '++--')
  await story.mentors(story.expert(0), one.founder)
  await expect(closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.no_quorum' })
  await vote(as(story.expert(3), 'reviewer'), { itemId: itemOf(one), vote: 'against' })
  await closeItem(story.chair(), { itemId: itemOf(one), outcome: 'reject', reason: '理由都写在这里' })
  expect(await db.meetingAbsence.count({ where: { itemId: itemOf(one), userId: story.expert(0).userId } })).toBe(1)
})

test('who declares to leave does not vote, and a vote cast before counts no more', async () => {
  const one = await story.makeCase()
  const { itemOf } = await story.opened([one])
  await story.cast(itemOf(one), '+++++')
  await recuseFromItem(as(story.expert(3), 'reviewer'), { itemId: itemOf(one), reason: '和申请人是邻居' })
  await closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
  const audit = await db.auditEvent.findFirstOrThrow({ where: { action: 'meeting.item_closed', subjectId: itemOf(one) } })
  expect(audit.detail).toMatchObject({ for: 4, against: 0, abstain: 0 })
})

test('an entry that was opened again is not voted on, not decided and not put on an agenda, by the command or by the database', async () => {
  const one = await story.makeCase()
  const { itemOf } = await story.opened([one])
  await story.cast(itemOf(one), '++++')
  const entry = await db.reviewEntry.findUniqueOrThrow({ where: { id: one.entryId } })
  await db.$transaction((tx) => moveEntry(tx, as(story.clerk, 'intake'), entry, 'reopen', { because: '一份评分作废' }))
  await expect(vote(as(story.expert(3), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ code: 'meeting.entry_reopened' })
  await expect(closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.entry_reopened' })
  await expect(
    owner.query(`UPDATE meeting_item SET outcome = 'concur', quantity = 2, reason = '同意', decided_at = now() WHERE id = $1`, [itemOf(one)]),
  ).rejects.toThrow(/experts have not finished/)
  expect(await stateOf(one)).toBe('panel_decision')
  const other = await story.makeCase({ founder: await makePerson(db, '秦望舒') })
  const scored = await db.reviewEntry.findUniqueOrThrow({ where: { id: other.entryId } })
  await db.$transaction((tx) => moveEntry(tx, as(story.clerk, 'intake'), scored, 'reopen', { because: '一份评分作废' }))
  await expect(story.plan([other])).rejects.toMatchObject({ code: 'meeting.in_another' })
  // scored anew, the same item goes on
  const again = await db.reviewEntry.findUniqueOrThrow({ where: { id: one.entryId } })
  await db.$transaction((tx) => moveEntry(tx, as(story.clerk, 'intake'), again, 'score'))
  await closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
})
