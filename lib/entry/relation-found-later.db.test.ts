// A relation that comes to light after the sheet was locked, told over the rooms: the score counts no more, a substitute
// scores, the aggregate is made anew from what is left.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { declareAssignment, drawPanel, enterApplications, formPanel, freezePool, recuse, reevaluate, sealPanelDraw } from '@/lib/foundation/panel/server/door'
import { criteriaSchema } from '@/lib/foundation/programme/model/rubric'
import { recordRelation } from '@/lib/foundation/relation/server/commands/record'
import { lockSheet, saveScore } from '@/lib/journeys/review/server/commands/sheet'
import { reaggregate } from '@/lib/journeys/review/server/door'
import { openSheet } from '@/lib/journeys/review/server/sheet-view'
import { db } from '@/lib/platform/db'
import { makePanelRound } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { type MadeReviewer, makeReviewer, makeWaitingApplication, type WaitingApplication } from '@/prisma/factories/reviewers'

const when = at('2026-11-25')
let clerk: MadePerson
let experts: MadeReviewer[]

beforeAll(async () => {
  await openTestDatabase()
  clerk = await makePerson(db, '何静', ['intake'])
  await makePerson(db, '尹中天', ['observer'])
  experts = []
  for (let i = 0; i < 6; i++) experts.push(await makeReviewer(db))
})
afterAll(closeTestDatabase)

const window = () => ctxOf(clerk, ['intake'], when)
const asExpert = (person: MadePerson) => ctxOf(person, ['reviewer'], when)
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

interface Drawn {
  readonly app: WaitingApplication
  readonly entryId: string
  /** Sheets in order of the draw, with their expert. */
  sheets(): Promise<{ id: string; state: string; expert: MadeReviewer }[]>
}

async function drawn(): Promise<Drawn> {
  const round = await makePanelRound(db, '后来才发现')
  await db.round.update({ where: { id: round.id }, data: { hideApplicant: false } })
  const app = await makeWaitingApplication(db, round.id)
  await enterApplications(window(), { roundId: round.id })
  const entry = await db.reviewEntry.findUniqueOrThrow({ where: { applicationId: app.applicationId } })
  const { panelId } = await formPanel(window(), { roundId: round.id, name: '第一组', entryIds: [entry.id], seats: 3, scoreBy: '' })
  const version = async () => (await db.reviewPanel.findUniqueOrThrow({ where: { id: panelId } })).version
  await sealPanelDraw(window(), { panelId, version: await version(), fields: [], publicValueSource: '次日上证指数收盘点位' })
  await freezePool(window(), { panelId, version: await version() })
  await drawPanel(window(), { panelId, version: await version(), publicValue: '3888.88', witnessName: '尹中天' })
  return {
    app,
    entryId: entry.id,
    async sheets() {
      const rows = await db.reviewAssignment.findMany({ where: { entryId: entry.id }, orderBy: { drawRank: 'asc' } })
      return rows.flatMap((row) => experts.filter((one) => one.reviewerId === row.reviewerId).map((expert) => ({ id: row.id, state: row.state, expert })))
    },
  }
}

/** Declares, opens and scores every criterion with one level; answers the version to lock. */
async function score(sheet: { id: string; expert: MadeReviewer }, level: 1 | 2 | 3): Promise<number> {
  const ctx = asExpert(sheet.expert)
  await declareAssignment(ctx, { assignmentId: sheet.id, noRelation: true, confidential: true })
  await openSheet(ctx, sheet.id)
  const row = await db.reviewAssignment.findUniqueOrThrow({
    where: { id: sheet.id },
    include: { entry: { include: { round: { include: { rubric: true } } } } },
  })
  let version = row.version
  for (const { key } of criteriaSchema.parse(row.entry.round.rubric?.criteria))
    version = (
      await saveScore(ctx, { assignmentId: sheet.id, version, criterion: key, level, confidence: 2, comment: '证据充分，方案清楚，团队能做成，风险也写明了' })
    ).version
  return version
}

const lock = async (sheet: { id: string; expert: MadeReviewer }, level: 1 | 2 | 3) =>
  lockSheet(asExpert(sheet.expert), { assignmentId: sheet.id, version: await score(sheet, level), overall: '' })

test('adding a director voids the locked score, the substitute scores, the result is made again without it', async () => {
  const { app, entryId, sheets } = await drawn()
  for (const sheet of await sheets()) await lock(sheet, sheet.expert === (await sheets())[0]?.expert ? 3 : 2)
  const first = await db.reviewResult.findFirstOrThrow({ where: { entryId } })
  expect(first.sheets).toBe(3)
  const [director] = await sheets()
  if (!director) throw new Error('nobody was drawn')
  const relation = { otherId: '', organisation: '', creditCode: '', sinceOn: '', untilOn: '', detail: '' }
  await recordRelation(window(), { personId: director.expert.personId, kind: 'director', ventureId: app.ventureId, ...relation })
  const waiting = await db.$queryRaw<{ task: string }[]>`SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key = 'panel.reevaluate'`
  expect(waiting).toHaveLength(1)
  expect(await reevaluate(ctxOf(clerk, [], when))).toBe(1)
  expect((await db.reviewEntry.findUniqueOrThrow({ where: { id: entryId } })).state).toBe('reviewing')
  expect(await reaggregate(entryId)).toBe('waiting')
  const substitute = (await sheets()).find((one) => one.state === 'drawn')
  if (!substitute) throw new Error('no substitute')
  // what was written stays to be seen, and counts for nothing
  const voided = await db.reviewAssignment.findUniqueOrThrow({ where: { id: director.id }, include: { scores: true } })
  expect(voided).toMatchObject({ state: 'voided', totalPoints: 7500 })
  expect(voided.scores.length).toBeGreaterThan(0)
  expect(await code(openSheet(asExpert(director.expert), director.id))).toBe('review.hard_relation')
  await lock(substitute, 2)
  const results = await db.reviewResult.findMany({ where: { entryId }, orderBy: { seq: 'asc' } })
  expect(results.map((one) => one.sheets)).toEqual([3, 3])
  expect(results[1]?.sheetIds).not.toContain(director.id)
  expect(results[1]?.value).toBe(5000)
  expect(await db.auditEvent.count({ where: { action: 'assignment.voided', subjectId: director.id } })).toBe(1)
})

test('recusal and lock race: one wins, the other is told, three seats stay held', async () => {
  const { entryId, sheets } = await drawn()
  const [mine] = await sheets()
  if (!mine) throw new Error('nobody was drawn')
  const version = await score(mine, 2)
  const locking = code(lockSheet(asExpert(mine.expert), { assignmentId: mine.id, version, overall: '' }))
  const leaving = code(recuse(asExpert(mine.expert), { assignmentId: mine.id, reason: '认出了团队' }))
  const answers = await Promise.all([locking, leaving])
  const { state } = await db.reviewAssignment.findUniqueOrThrow({ where: { id: mine.id } })
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
  if (state === 'locked') expect(answers[1]).toBe('review.locked_already')
  else expect(state).toBe('recused')
  const seated = (await db.reviewAssignment.findMany({ where: { entryId } })).filter((one) => !['recused', 'abstained', 'voided'].includes(one.state))
  expect(seated).toHaveLength(3)
})
