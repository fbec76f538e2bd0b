import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'
import { signIn, startMeeting, vote } from './commands/attend'
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

test('a chair who is related closes nothing; the item is left to another meeting', async () => {
  const one = await story.makeCase()
  await story.mentors(story.staff.chair, one.founder)
  const { meetingId, itemOf } = await story.opened([one])
  await story.cast(itemOf(one), '++++', story.experts)
  await expect(closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.chair_related' })
  await expect(
    owner.query(`UPDATE meeting_item SET outcome = 'concur', quantity = 2, reason = '同意', decided_at = now() WHERE id = $1`, [itemOf(one)]),
  ).rejects.toThrow(/the chair has left/)
  expect((await closeMeeting(story.chair(), { meetingId })).undecided).toBe(1)
  expect((await db.case.findUniqueOrThrow({ where: { id: one.caseId } })).state).toBe('panel_decision')
  // another meeting may take it
  await story.plan([one])
})

test('two closings at once: one signature, one outcome', async () => {
  const one = await story.makeCase()
  const { itemOf } = await story.opened([one])
  await story.cast(itemOf(one), '+++++')
  const answers = await Promise.allSettled([
    closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' }),
    closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', quantity: 1, reason: '先给一个' }),
  ])
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  expect(await db.caseSignature.count({ where: { caseId: one.caseId, step: 'panel' } })).toBe(1)
  const refused = answers.find((answer) => answer.status === 'rejected')
  expect(refused).toMatchObject({ reason: { code: 'meeting.item_closed' } })
})

test('two meetings closed at once leave one paper', async () => {
  const { meetingId } = await story.opened([await story.makeCase()])
  const before = await db.document.count({ where: { kind: 'minutes' } })
  const answers = await Promise.allSettled([closeMeeting(story.chair(), { meetingId }), closeMeeting(story.chair(), { meetingId })])
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  expect((await db.document.count({ where: { kind: 'minutes' } })) - before).toBe(1)
  const { documentId } = await db.panelMeeting.findUniqueOrThrow({ where: { id: meetingId } })
  expect(await db.auditEvent.count({ where: { action: 'meeting.closed', subjectId: meetingId } })).toBe(1)
  expect(documentId).not.toBe(null)
})

test('a vote after the item is closed, a second vote, and a vote before signing in are refused', async () => {
  const one = await story.makeCase()
  const { meetingId, itemOf } = await story.plan([one])
  await expect(vote(as(story.expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ code: 'meeting.not_open' })
  await startMeeting(as(story.clerk, 'intake'), { meetingId })
  await expect(vote(as(story.expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ code: 'meeting.not_arrived' })
  for (const person of [story.staff.chair, ...story.experts]) await signIn(as(person, 'reviewer'), { meetingId })
  await story.cast(itemOf(one), '++++')
  await expect(vote(as(story.expert(0), 'reviewer'), { itemId: itemOf(one), vote: 'against' })).rejects.toMatchObject({ code: 'meeting.voted_already' })
  await closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
  await expect(vote(as(story.expert(3), 'reviewer'), { itemId: itemOf(one), vote: 'for' })).rejects.toMatchObject({ code: 'meeting.item_closed' })
  await expect(
    owner.query(`INSERT INTO meeting_vote (item_id, user_id, vote, at) VALUES ($1, $2, 'for', now())`, [itemOf(one), story.expert(3).userId]),
  ).rejects.toThrow(/not open for votes/)
  await expect(owner.query(`UPDATE meeting_vote SET vote = 'against' WHERE item_id = $1`, [itemOf(one)])).rejects.toThrow(/append only/)
})

test('only the chair closes; an observer reads and does not vote; strangers find nothing', async () => {
  const one = await story.makeCase()
  const { meetingId, itemOf } = await story.opened([one])
  const itemId = itemOf(one)
  await expect(vote(as(story.observer, 'observer'), { itemId, vote: 'for' })).rejects.toMatchObject({ code: 'meeting.not_your_part' })
  await expect(closeItem(as(story.expert(0), 'reviewer'), { itemId, outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.not_your_part' })
  const stranger = await makePerson(db, '外人', ['reviewer', 'chair'])
  for (const attempt of [
    () => vote(as(stranger, 'reviewer', 'chair'), { itemId, vote: 'for' }),
    () => closeItem(as(stranger, 'chair'), { itemId, outcome: 'concur', reason: '' }),
    () => closeMeeting(as(stranger, 'chair'), { meetingId }),
    () => exportSignIn(as(stranger, 'reviewer'), { meetingId }),
    () => signIn(as(stranger, 'reviewer'), { meetingId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ kind: 'not_found' })
})

test('a case stands on one open agenda, is not decided twice, and too few members call no meeting', async () => {
  const one = await story.makeCase()
  const { meetingId, itemOf } = await story.opened([one])
  await expect(story.plan([one])).rejects.toMatchObject({ code: 'meeting.in_another' })
  await story.cast(itemOf(one), '++++')
  await closeItem(story.chair(), { itemId: itemOf(one), outcome: 'concur', reason: '' })
  await closeMeeting(story.chair(), { meetingId })
  await expect(story.plan([one])).rejects.toMatchObject({ code: 'meeting.in_another' })
  const next = await story.makeCase()
  await expect(story.plan([next], story.experts.slice(0, 1))).rejects.toMatchObject({ code: 'meeting.too_few_members' })
  await expect(story.plan([next], [...story.experts, story.staff.chair])).rejects.toMatchObject({ fields: { memberIds: 'meeting.member_twice' } })
  await expect(story.plan([next], [...story.experts, story.clerk])).rejects.toMatchObject({ kind: 'invalid' })
})
