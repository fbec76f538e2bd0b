import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { type ReviewStory, reviewStory } from '@/lib/entry/review-story'
import type { Level } from '@/lib/foundation/programme/model/rubric'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { lockSheet, saveScore } from './commands/sheet'
import { copyView } from './copy-view'
import { exportRanking, exportScores } from './exports'
import { resultsView } from './results'

let story: ReviewStory
const people = new Map<RoleCode, MadePerson>()
const actorOf = (role: RoleCode) => {
  const person = people.get(role)
  const { actor } = ctxOf(person as MadePerson, [role], at('2026-11-25'))
  if (!actor) throw new Error('nobody')
  return actor
}

async function lockOn(n: number, levels: readonly Level[]): Promise<void> {
  const entry = story.entries[n]
  if (!entry) throw new Error('no entry')
  for (const [seat, level] of levels.entries()) {
    const { id, ctx } = await story.sheet(entry, seat)
    const version = async () => (await db.reviewAssignment.findUniqueOrThrow({ where: { id } })).version
    for (const criterion of ['market', 'technology', 'team', 'funds', 'landing'])
      await saveScore(ctx, { assignmentId: id, version: await version(), criterion, level, confidence: 2, comment: `意见 ${entry.code}` })
    await lockSheet(ctx, { assignmentId: id, version: await version(), overall: '' })
  }
}

beforeAll(async () => {
  await openTestDatabase()
  for (const role of ['leader', 'chair', 'intake', 'space', 'auditor'] as const) people.set(role, await makePerson(db, '罗启明', [role]))
  // places for five desks, each asks for two
  story = await reviewStory({ entries: 4, reviewers: 5 })
  await lockOn(0, [3, 3, 3])
  await lockOn(1, [4, 4, 4])
  await lockOn(2, [1, 1, 1])
})
afterAll(closeTestDatabase)

describe('while the last entry is open', () => {
  test('a leader sees what is there, the window progress without a point, a reviewer and a stranger nothing', async () => {
    const leader = await resultsView(actorOf('leader'), story.roundId)
    expect(leader.results?.lines.map(({ entry, rank, standing }) => [entry.code, rank, standing])).toEqual([
      ['P-02', 1, 'recommended'],
      ['P-01', 2, 'recommended'],
      ['P-03', 3, 'not_recommended'],
      ['P-04', null, 'open'],
    ])
    const office = await resultsView(actorOf('intake'), story.roundId)
    expect([office.results, office.hiddenBecause]).toEqual([null, 'review.not_complete'])
    expect(JSON.stringify(office.progress)).not.toMatch(/7500|value|spread/)
    await expect(resultsView(actorOf('space'), story.roundId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(exportRanking(ctxOf(people.get('intake') as MadePerson, ['intake']), story.roundId)).rejects.toMatchObject({ code: 'review.not_complete' })
  })

  test('a chair with an open sheet of their own in the round learns nothing: no value, no state, no count', async () => {
    const entry = story.entries[3]
    if (!entry) throw new Error('no entry')
    const { reviewer } = await story.sheet(entry, 0)
    const { actor } = ctxOf(reviewer.person, ['reviewer', 'chair'], at('2026-11-25'))
    if (!actor) throw new Error('nobody')
    const view = await resultsView(actor, story.roundId)
    expect([view.results, view.hiddenBecause]).toEqual([null, 'review.own_sheet_open'])
    expect(view.progress.map(({ state, locked }) => [state, locked])).toEqual(view.progress.map(() => ['reviewing', 0]))
  })

  test('nobody reads the results of a round in which they apply', async () => {
    const founder = story.entries[0]?.founder
    const { actor } = ctxOf(founder as MadePerson, ['leader'], at('2026-11-25'))
    if (!actor) throw new Error('nobody')
    await expect(resultsView(actor, story.roundId)).rejects.toMatchObject({ code: 'policy.own_case' })
  })
})

describe('when all is in', () => {
  beforeAll(() => lockOn(3, [3, 3, 4]))

  test('places run out where the sixth desk would be the first too many; discussion is flagged', async () => {
    const { results } = await resultsView(actorOf('intake'), story.roundId)
    expect(results?.lines.map(({ entry, standing, used, over }) => [entry.code, entry.value, entry.state, standing, used.desk, over])).toEqual([
      ['P-02', 10000, 'scored', 'recommended', 2, []],
      ['P-04', 8333, 'discussion', 'recommended', 4, []],
      ['P-01', 7500, 'scored', 'beyond', 4, ['desk']],
      ['P-03', 2500, 'scored', 'not_recommended', 4, []],
    ])
    expect(results?.severity.reduce((sum, one) => sum + one.sheets, 0)).toBe(12)
  })

  test('the workbooks are real: numbers as numbers, no name of a reviewer, an audit row each', async () => {
    const ctx = ctxOf(people.get('auditor') as MadePerson, ['auditor'], at('2026-11-25'))
    const ranking = await exportRanking(ctx, story.roundId)
    const rows = await readSheet(Buffer.from(ranking.bytes))
    expect(rows[1]?.slice(0, 2)).toEqual([1, 'P-02'])
    expect(rows[1]?.[4]).toBe(100)
    const scores = await exportScores(ctx, story.roundId)
    const sheet = await readSheet(Buffer.from(scores.bytes))
    expect(sheet).toHaveLength(1 + 4 * 3 * 5)
    const text = JSON.stringify(sheet)
    for (const { person } of story.reviewers) expect(text).not.toContain(person.name)
    expect(text).not.toMatch(/ZJ-/)
    expect(await db.auditEvent.count({ where: { subjectId: story.roundId, action: { in: ['review.ranking_exported', 'review.scores_exported'] } } })).toBe(2)
  })

  test('the copy is shown to the window alone, with its neighbours', async () => {
    const [first, second] = story.entries
    const view = await copyView(actorOf('intake'), story.roundId, first?.id ?? '')
    expect([view.code, view.previousId, view.nextId, view.opened]).toEqual(['P-01', null, second?.id, 3])
    await expect(copyView(actorOf('leader'), story.roundId, first?.id ?? '')).rejects.toMatchObject({ kind: 'not_found' })
    await expect(copyView(actorOf('intake'), story.roundId, story.roundId)).rejects.toMatchObject({ kind: 'not_found' })
  })
})
