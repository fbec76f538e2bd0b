import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { type ReviewStory, reviewStory, type StoryEntry } from '@/lib/entry/review-story'
import { abstain, declareAssignment, recuse } from '@/lib/foundation/panel/server/commands/answer'
import type { Level } from '@/lib/foundation/programme/model/rubric'
import type { Ctx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { reaggregate } from './aggregation'
import { lockSheet, saveScore } from './commands/sheet'
import { reviewRoom } from './room'
import { openSheet } from './sheet-view'

beforeAll(async () => {
  await openTestDatabase()
})
afterAll(closeTestDatabase)

const keys = ['market', 'technology', 'team', 'funds', 'landing']
const versionOf = async (id: string) => (await db.reviewAssignment.findUniqueOrThrow({ where: { id } })).version

async function score(ctx: Ctx, id: string, level: Level, comment = '看了计划书第 1 页'): Promise<void> {
  for (const criterion of keys) await saveScore(ctx, { assignmentId: id, version: await versionOf(id), criterion, level, confidence: 3, comment })
}

async function lockAll(story: ReviewStory, entry: StoryEntry, levels: readonly Level[]): Promise<string[]> {
  const ids: string[] = []
  for (const [seat, level] of levels.entries()) {
    const { id, ctx } = await story.sheet(entry, seat)
    await score(ctx, id, level)
    await lockSheet(ctx, { assignmentId: id, version: await versionOf(id), overall: '' })
    ids.push(id)
  }
  return ids
}

describe('a sheet', () => {
  test('from opening to the aggregate: scored, locked, the case goes on, nobody is named in its history', async () => {
    const story = await reviewStory()
    const entry = story.entries[0] as StoryEntry
    await lockAll(story, entry, [3, 3, 4])
    const result = await db.reviewResult.findFirstOrThrow({ where: { entryId: entry.id } })
    expect(result).toMatchObject({
      seq: 1,
      sheets: 3,
      mean: 8333,
      trimmedMean: null,
      median: 7500,
      spread: 2500,
      value: 8333,
      formulaVersion: 'mean-trim-1-1/v1',
    })
    expect((await db.reviewEntry.findUniqueOrThrow({ where: { id: entry.id } })).state).toBe('discussion')
    expect((await db.case.findUniqueOrThrow({ where: { id: entry.caseId } })).state).toBe('panel_decision')
    const events = await db.caseEvent.findMany({ where: { caseId: entry.caseId, kind: { not: 'submitted' } } })
    expect(events.length).toBeGreaterThan(0)
    for (const event of events) expect([event.actorId, event.actorName]).toEqual([null, null])
    const audit = await db.auditEvent.findMany({ where: { subjectKind: 'assignment' } })
    expect(new Set(audit.map((row) => row.action))).toEqual(
      new Set(['assignment.declared', 'assignment.scoring', 'review.viewed', 'review.score_saved', 'assignment.locked']),
    )
    expect(JSON.stringify(audit.map((row) => row.detail))).not.toMatch(/"level"|"comment"|看了计划书/)
  })

  test('an agreeing panel makes the entry scored; 20 points of spread are no discussion', async () => {
    const story = await reviewStory()
    const entry = story.entries[0] as StoryEntry
    await lockAll(story, entry, [3, 3, 3])
    expect((await db.reviewEntry.findUniqueOrThrow({ where: { id: entry.id } })).state).toBe('scored')
    expect(await reaggregate(entry.id)).toBe('same')
    expect(await db.reviewResult.count({ where: { entryId: entry.id } })).toBe(1)
  })

  test('is locked only whole, with a sentence at every extreme, from the newest page, once', async () => {
    const story = await reviewStory()
    const { id, ctx } = await story.sheet(story.entries[0] as StoryEntry, 0)
    const lock = async (version?: number) => lockSheet(ctx, { assignmentId: id, version: version ?? (await versionOf(id)), overall: '' })
    await expect(lock()).rejects.toMatchObject({ code: 'review.incomplete', params: { count: 5 } })
    await score(ctx, id, 4, '')
    await expect(lock()).rejects.toMatchObject({ code: 'review.incomplete', fields: { team: 'review.comment_missing' } })
    await score(ctx, id, 3, '')
    await expect(lock(2)).rejects.toMatchObject({ code: 'review.stale' })
    await expect(saveScore(ctx, { assignmentId: id, version: 2, criterion: 'team', level: 0, confidence: null, comment: '' })).rejects.toMatchObject({
      code: 'review.stale',
    })
    await expect(
      saveScore(ctx, { assignmentId: id, version: await versionOf(id), criterion: 'beauty', level: 0, confidence: null, comment: '' }),
    ).rejects.toMatchObject({
      code: 'review.criterion_unknown',
    })
    const version = await versionOf(id)
    const both = await Promise.allSettled([lock(version), lock(version)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(
      saveScore(ctx, { assignmentId: id, version: await versionOf(id), criterion: 'team', level: 0, confidence: null, comment: '' }),
    ).rejects.toMatchObject({ code: 'review.locked' })
    await expect(abstain(ctx, { assignmentId: id, reason: '想改分' })).rejects.toMatchObject({ code: 'review.locked_already' })
  })

  test('the database keeps a locked sheet: no score changed, added or deleted, no total, no unlocking; a total that does not add up is no lock', async () => {
    const story = await reviewStory()
    const entry = story.entries[0] as StoryEntry
    const open = await story.sheet(entry, 1)
    await score(open.ctx, open.id, 3)
    await expect(
      db.reviewAssignment.update({ where: { id: open.id }, data: { state: 'locked', lockedAt: new Date(), totalPoints: 9900, version: { increment: 1 } } }),
    ).rejects.toThrow(/locked whole and adds up/)
    const { id, ctx } = await story.sheet(entry, 0)
    await score(ctx, id, 3)
    await lockSheet(ctx, { assignmentId: id, version: await versionOf(id), overall: '' })
    await expect(db.reviewScore.updateMany({ where: { assignmentId: id }, data: { level: 4 } })).rejects.toThrow(/the sheet is locked/)
    await expect(db.reviewScore.deleteMany({ where: { assignmentId: id } })).rejects.toThrow(/permission denied|never deleted/)
    await expect(db.reviewAssignment.update({ where: { id }, data: { totalPoints: 7600 } })).rejects.toThrow(/stays as it is/)
    await expect(
      db.reviewAssignment.update({ where: { id }, data: { lockedAt: null, totalPoints: null, state: 'scoring', version: { increment: 1 } } }),
    ).rejects.toThrow(/stays as it is|illegal transition/)
  })

  test('two last sheets at once make one aggregate', async () => {
    const story = await reviewStory()
    const entry = story.entries[0] as StoryEntry
    const [a, b, c] = await Promise.all([0, 1, 2].map((seat) => story.sheet(entry, seat)))
    for (const one of [a, b, c]) if (one) await score(one.ctx, one.id, 3)
    const lock = async (one: typeof a) => one && lockSheet(one.ctx, { assignmentId: one.id, version: await versionOf(one.id), overall: '' })
    await lock(a)
    await Promise.all([lock(b), lock(c)])
    expect(await db.reviewResult.findMany({ where: { entryId: entry.id } })).toHaveLength(1)
    expect((await db.reviewResult.findFirstOrThrow({ where: { entryId: entry.id } })).sheets).toBe(3)
  })

  test('an expert who leaves asks for a new count: with the least number of sheets locked and nobody to follow, the entry is scored', async () => {
    const story = await reviewStory({ seats: 5, reviewers: 5 })
    const entry = story.entries[0] as StoryEntry
    await lockAll(story, entry, [3, 3, 3, 3])
    const { id, ctx } = await story.sheet(entry, 4)
    // every other expert has left the list: the order of the draw has nobody more
    await db.reviewer.updateMany({ where: { active: true }, data: { active: false, version: { increment: 1 } } })
    expect(await recuse(ctx, { assignmentId: id, reason: '是我的学生' })).toEqual({ status: 'exhausted' })
    const jobs = await db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'review.reaggregate'`
    expect(jobs.map((job) => job.key)).toContain(`review.reaggregate:${entry.id}`)
    expect(await reaggregate(entry.id)).toBe('score')
    expect(await db.reviewResult.findFirstOrThrow({ where: { entryId: entry.id } })).toMatchObject({ sheets: 4, trimmedMean: null, value: 7500 })
  })

  test('a sheet voided after locking counts no more: a substitute scores, a second result stands beside the first', async () => {
    const story = await reviewStory({ reviewers: 4 })
    const entry = story.entries[0] as StoryEntry
    const [first = ''] = await lockAll(story, entry, [0, 3, 3])
    const before = await db.reviewResult.findFirstOrThrow({ where: { entryId: entry.id } })
    const { voidSheet } = await import('@/lib/foundation/panel/server/void')
    const { lockAssignment } = await import('@/lib/foundation/panel/server/door')
    const office = ctxOf(story.clerk, ['intake'], at('2026-11-25'))
    await office.transaction(async (tx) => voidSheet(tx, office, await lockAssignment(tx, first), '发现利益关系', {}))
    expect((await db.reviewEntry.findUniqueOrThrow({ where: { id: entry.id } })).state).toBe('reviewing')
    expect(await reaggregate(entry.id)).toBe('waiting')
    const fresh = await story.sheet(entry, 3)
    await declareAssignment(fresh.ctx, { assignmentId: fresh.id, noRelation: true, confidential: true })
    await openSheet(fresh.ctx, fresh.id)
    await score(fresh.ctx, fresh.id, 3)
    await lockSheet(fresh.ctx, { assignmentId: fresh.id, version: await versionOf(fresh.id), overall: '' })
    const results = await db.reviewResult.findMany({ where: { entryId: entry.id }, orderBy: { seq: 'asc' } })
    expect(results.map((row) => [row.seq, row.value, row.spread])).toEqual([
      [1, before.value, 7500],
      [2, 7500, 0],
    ])
    expect(results[1]?.sheetIds).not.toContain(first)
    expect((await db.reviewEntry.findUniqueOrThrow({ where: { id: entry.id } })).state).toBe('scored')
    // the voided scores are still there, and still immutable
    expect(await db.reviewScore.count({ where: { assignmentId: first } })).toBe(5)
    await expect(db.reviewScore.updateMany({ where: { assignmentId: first }, data: { level: 4 } })).rejects.toThrow(/the sheet is voided/)
    await expect(db.reviewResult.updateMany({ where: { entryId: entry.id }, data: { value: 1 } })).rejects.toThrow(/permission denied|append only/)
  })
})

describe('what a reviewer learns of others', () => {
  test('nothing before locking: page and room are the same to the sign while all others score and lock; then the median of the others', async () => {
    const story = await reviewStory({ entries: 2 })
    const entry = story.entries[0] as StoryEntry
    const mine = await story.sheet(entry, 0)
    const actor = mine.ctx.actor
    if (!actor) throw new Error('nobody')
    const seen = async () => {
      const { viewedAt: _, ...view } = await openSheet(mine.ctx, mine.id)
      return JSON.stringify([view, await reviewRoom(actor)])
    }
    const before = await seen()
    for (const [seat, level] of [
      [1, 0],
      [2, 4],
    ] as const) {
      const other = await story.sheet(entry, seat)
      await score(other.ctx, other.id, level)
      expect(await seen()).toBe(before)
      await lockSheet(other.ctx, { assignmentId: other.id, version: await versionOf(other.id), overall: '' })
      expect(await seen()).toBe(before)
    }
    await score(mine.ctx, mine.id, 3)
    expect((await openSheet(mine.ctx, mine.id)).othersMedian).toBeNull()
    await lockSheet(mine.ctx, { assignmentId: mine.id, version: await versionOf(mine.id), overall: '' })
    expect((await openSheet(mine.ctx, mine.id)).othersMedian).toBe(5000)
  })

  test('the room lists by code, never by what was scored', async () => {
    const story = await reviewStory({ entries: 3 })
    const mine = await story.sheet(story.entries[2] as StoryEntry, 0)
    await score(mine.ctx, mine.id, 4)
    const actor = mine.ctx.actor
    if (!actor) throw new Error('nobody')
    const room = await reviewRoom(actor)
    expect(room.rounds[0]?.sheets.map((sheet) => sheet.code)).toEqual(['P-01', 'P-02', 'P-03'])
  })
})
