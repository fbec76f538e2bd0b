import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { reviewStory, type StoryEntry } from '@/lib/entry/review-story'
import { declareAssignment } from '@/lib/foundation/panel/server/commands/answer'
import { declareRelation } from '@/lib/foundation/relation/server/commands/record'
import { db } from '@/lib/platform/db'
import { makePerson } from '@/prisma/factories/people'
import { lockSheet, markPassage, saveScore, unmark } from './commands/sheet'
import { reviewRoom } from './room'
import { openSheet, sheetPage } from './sheet-view'

beforeAll(async () => {
  await openTestDatabase()
})
afterAll(closeTestDatabase)

describe('doors', () => {
  test("another expert's sheet, somebody else's and a missing one look alike; every refusal leaves a row", async () => {
    const story = await reviewStory({ entries: 1 })
    const entry = story.entries[0] as StoryEntry
    const [a, b] = [await story.sheet(entry, 0), await story.sheet(entry, 1)]
    const stranger = ctxOf(await makePerson(db, '冯书禾', ['reviewer']), ['reviewer'])
    const missing = '00000000-0000-4000-8000-000000000000'
    for (const [ctx, id] of [
      [a.ctx, b.id],
      [stranger, a.id],
      [stranger, missing],
    ] as const) {
      await expect(openSheet(ctx, id)).rejects.toMatchObject({ kind: 'not_found' })
      await expect(saveScore(ctx, { assignmentId: id, version: 1, criterion: 'team', level: 1, confidence: null, comment: '' })).rejects.toMatchObject({
        kind: 'not_found',
      })
      await expect(lockSheet(ctx, { assignmentId: id, version: 1, overall: '' })).rejects.toMatchObject({ kind: 'not_found' })
    }
    if (!stranger.actor) throw new Error('nobody')
    await expect(sheetPage(stranger.actor, a.id)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await db.auditEvent.count({ where: { action: 'review.viewed', outcome: 'denied', subjectId: a.id } })).toBe(1)
  })

  test('undeclared: the declaration first; unconfirmed copy: not yet, and the database says so too', async () => {
    const story = await reviewStory({ ready: false })
    const { id, ctx } = await story.sheet(story.entries[0] as StoryEntry, 0)
    if (!ctx.actor) throw new Error('nobody')
    expect(await sheetPage(ctx.actor, id)).toMatchObject({ kind: 'declare', code: 'P-01' })
    await declareAssignment(ctx, { assignmentId: id, noRelation: true, confidential: true })
    expect(await sheetPage(ctx.actor, id)).toMatchObject({ kind: 'closed', because: 'review.copy_missing' })
    await expect(db.reviewAssignment.update({ where: { id }, data: { state: 'scoring', openedAt: new Date(), version: { increment: 1 } } })).rejects.toThrow(
      /no confirmed blind copy/,
    )
  })

  test('marks stand on their page, are one\u2019s own and end with the lock', async () => {
    const story = await reviewStory()
    const entry = story.entries[0] as StoryEntry
    const { id, ctx } = await story.sheet(entry, 0)
    const { markId } = await markPassage(ctx, { assignmentId: id, page: 1, quote: '手机提前三天收到提醒' })
    await expect(markPassage(ctx, { assignmentId: id, page: 1, quote: '这句话不在材料里' })).rejects.toMatchObject({ code: 'review.mark_elsewhere' })
    const other = await story.sheet(entry, 1)
    await expect(unmark(other.ctx, { assignmentId: other.id, markId })).rejects.toMatchObject({ kind: 'not_found' })
    expect((await openSheet(other.ctx, other.id)).marks).toEqual([])
    await unmark(ctx, { assignmentId: id, markId })
    expect((await openSheet(ctx, id)).marks).toEqual([])
  })

  test('more than twenty openings in an hour leave an alarm, and the page stays open', async () => {
    const story = await reviewStory()
    const { id, ctx } = await story.sheet(story.entries[0] as StoryEntry, 0)
    const rowsOf = (action: string) => db.auditEvent.count({ where: { action, actorId: ctx.actor?.userId ?? null } })
    const alarms = () => rowsOf('review.view_alarm')
    for (let views = await rowsOf('review.viewed'); views < 20; views += 1) await openSheet(ctx, id)
    expect(await alarms()).toBe(0)
    await openSheet(ctx, id)
    expect(await alarms()).toBe(1)
  })
})

test('an expert declares a relation and sees it; what others wrote down about them stays with the window; an applicant declares nothing', async () => {
  const story = await reviewStory({ entries: 1 })
  const { ctx } = await story.sheet(story.entries[0] as StoryEntry, 0)
  const actor = ctx.actor
  if (!actor) throw new Error('no expert')
  const relation = { kind: 'employer' as const, otherId: '', ventureId: '', creditCode: '', sinceOn: '', untilOn: '', detail: '' }
  const { relationId } = await declareRelation(ctx, { ...relation, organisation: '第二研究所' })
  await db.personRelation.create({ data: { personId: actor.personId, kind: 'school', organisation: '华中学院', source: 'staff', recordedAt: ctx.clock.now() } })
  expect((await reviewRoom(actor)).declared.map((row) => [row.id, row.words])).toEqual([[relationId, '任职：第二研究所']])
  const applicant = ctxOf(await makePerson(db, '冯书禾', []), ['applicant'])
  await expect(declareRelation(applicant, { ...relation, organisation: '第二研究所' })).rejects.toMatchObject({ kind: 'not_found' })
})
