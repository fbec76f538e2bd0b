import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'
import { signIn, startMeeting, vote } from './commands/attend'
import { closeMeeting, exportSignIn } from './commands/close'
import { closeItem } from './commands/close-item'
import { as, type MeetingStory, tellMeeting } from './meeting-story'
import { meetingView } from './room'

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

test('votes on a result that was made anew count no more: the members are asked again', async () => {
  const one = await story.makeCase()
  const { meetingId, itemOf } = await story.opened([one])
  const itemId = itemOf(one)
  await story.cast(itemId, '+++++')
  await aggregatedAgain(one.entryId)
  await expect(closeItem(story.chair(), { itemId, outcome: 'concur', reason: '' })).rejects.toMatchObject({ code: 'meeting.no_quorum' })
  await expect(
    owner.query(`UPDATE meeting_item SET outcome = 'concur', quantity = 2, reason = '同意', decided_at = now() WHERE id = $1`, [itemId]),
  ).rejects.toThrow(/below the quorum/)
  const { actor } = story.chair()
  if (!actor) throw new Error('no chair')
  const seen = await meetingView(actor, meetingId, itemId)
  expect(seen.item).toMatchObject({ cast: 0, outdated: 5, myVote: null })
  expect(seen.may.vote).toBe(true)
  await story.cast(itemId, '----+')
  await closeItem(story.chair(), { itemId, outcome: 'reject', reason: '重评后得分低于预期' })
  expect((await meetingView(actor, meetingId, itemId)).item?.tally).toEqual({ for: 1, against: 4, abstain: 0 })
  expect(await db.meetingVote.count({ where: { itemId } })).toBe(10)
})

/** As after a voided sheet and its substitute: another row of results. Which sheets it is made of is not what this is about. */
async function aggregatedAgain(entryId: string): Promise<void> {
  await owner.query('ALTER TABLE review_result DISABLE TRIGGER guard_result')
  await owner.query(
    `INSERT INTO review_result (entry_id, seq, formula_version, sheets, mean, median, lowest, highest, spread, value, by_criterion, sheet_ids, computed_at)
     SELECT $1, coalesce(max(seq), 0) + 1, 'test', 1, 50, 50, 50, 50, 0, 50, '{}', ARRAY[$1]::uuid[], now() FROM review_result WHERE entry_id = $1`,
    [entryId],
  )
  await owner.query('ALTER TABLE review_result ENABLE TRIGGER guard_result')
}
