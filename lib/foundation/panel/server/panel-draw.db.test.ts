// The draw of the experts: who may come out, in which order, and what the database keeps of it.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { addMonths, dateColumn } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import type { MadePerson } from '@/prisma/factories/people'
import { type MadeReviewer, makeReviewer, makeWaitingApplication } from '@/prisma/factories/reviewers'
import { drawOrder, firstDifference } from '../../draw/model/order'
import { reviewersOfEntry } from './assignment'
import { drawPanel, sealPanelDraw } from './commands/draw'
import { code, entryOf, fresh, type PanelStory, publicValue, publicValueSource, relate, seated, tellPanels, today, version, when } from './panel-story'

let story: PanelStory

beforeAll(async () => {
  await openTestDatabase()
  story = await tellPanels()
})
afterAll(closeTestDatabase)

describe('the draw', () => {
  test('seats follow the published order, everything is written down, and anybody can compute it again', async () => {
    const given = await fresh(2)
    const panelId = await story.drawn(given)
    const panel = await db.reviewPanel.findUniqueOrThrow({ where: { id: panelId }, include: { draw: { include: { entries: true } } } })
    const record = panel.draw
    expect(record).toMatchObject({ state: 'published', public: false, units: 3, witnessName: '顾怀民' })
    const order = drawOrder(record?.secret ?? '', publicValue, record?.entries ?? []).map((one) => one.entryNo)
    for (const app of given.apps) expect((await seated(app)).map((one) => one.no)).toEqual(order.slice(0, 3))
    expect(
      record &&
        firstDifference({
          ...record,
          entriesHash: record.entriesHash ?? '',
          publicValue: record.publicValue ?? '',
          secret: record.secret ?? '',
          entries: record.entries.map((one) => ({ ...one, ticket: one.ticket ?? '', rank: one.rank ?? 0, result: one.result ?? '' })),
        }),
    ).toBeNull()
    expect((await entryOf(given.app)).state).toBe('reviewing')
    const paper = await db.document.findFirstOrThrow({ where: { kind: 'draw_record', holderName: { contains: record?.number ?? '—' } } })
    expect(JSON.stringify(paper.data)).toContain(record?.secret)
    expect(await db.auditEvent.count({ where: { action: 'panel.drawn', subjectId: panelId } })).toBe(1)
    expect(await db.outgoingMessage.count({ where: { template: 'review.invited', dedupeKey: { contains: panelId } } })).toBe(3)
    expect(await db.panelPoolRow.count({ where: { panelId } })).toBe(story.reviewers.length)
  })

  test('who mentored the founder two years ago never comes out of 200 draws, everybody else does', async () => {
    const given = await fresh()
    const { app } = given
    const mentor = await makeReviewer(db, { name: '沈知远' })
    await relate(mentor.personId, 'mentor', {
      otherId: app.founder.personId,
      sinceOn: dateColumn(addMonths(today, -36)),
      untilOn: dateColumn(addMonths(today, -24)),
    })
    const panelId = await story.panelOf(given)
    await story.seal(panelId)
    await story.freeze(panelId)
    const pool = await db.panelPoolRow.findMany({ where: { panelId } })
    expect(pool.find((row) => row.reviewerId === mentor.reviewerId)).toMatchObject({
      excluded: true,
      reasons: [{ strength: 'hard', kind: 'mentor', entryCode: 'P-01', why: '三年内导师结对' }],
    })
    const entries = await db.drawEntry.findMany({ where: { drawId: (await db.reviewPanel.findUniqueOrThrow({ where: { id: panelId } })).drawId ?? '' } })
    const times = new Map<string, number>()
    for (let i = 0; i < 200; i++)
      for (const one of drawOrder(randomBytes(32).toString('hex'), publicValue, entries).slice(0, 3)) times.set(one.entryNo, (times.get(one.entryNo) ?? 0) + 1)
    expect(times.has(mentor.no)).toBe(false)
    expect([...times.keys()].sort()).toEqual(
      pool
        .filter((row) => !row.excluded)
        .map((row) => row.reviewerNo)
        .sort(),
    )
    await story.draw(panelId)
    expect((await seated(app)).map((one) => one.no)).not.toContain(mentor.no)
    await db.reviewer.update({ where: { id: mentor.reviewerId }, data: { active: false, version: { increment: 1 } } })
  })

  test('a pool too small is said before anything is sealed, and a competitor of the round is no expert in it', async () => {
    const given = await fresh()
    const rival = story.reviewers[0] as MadeReviewer
    await makeWaitingApplication(db, given.roundId, { founder: rival })
    const panelId = await story.panelOf(given, 7)
    expect(await code(sealPanelDraw(story.ctx(), { panelId, version: await version(panelId), fields: ['大健康'], publicValueSource }))).toBe(
      'panel.pool_too_small',
    )
    expect(await db.draw.count({ where: { subject: { path: ['panelId'], equals: panelId } } })).toBe(0)
    await story.seal(panelId)
    expect(await story.freeze(panelId)).toEqual({ eligible: 7, excluded: 1 })
    const row = await db.panelPoolRow.findFirstOrThrow({ where: { panelId, reviewerId: rival.reviewerId } })
    expect(row.reasons).toMatchObject([{ kind: 'own_application' }])
  })

  test('two clerks at once: one draws, the other is told', async () => {
    const given = await fresh()
    const panelId = await story.panelOf(given)
    await story.seal(panelId)
    await story.freeze(panelId)
    const v = await version(panelId)
    const press = (person: MadePerson) => code(drawPanel(story.ctx(person), { panelId, version: v, publicValue, witnessName: '顾怀民' }))
    expect((await Promise.all([press(story.clerk), press(story.clerk2)])).sort()).toEqual(['done', 'panel.state_changed'])
    expect(await seated(given.app)).toHaveLength(3)
  })

  test('steps out of order and an own witness are refused and change nothing', async () => {
    const given = await fresh()
    const panelId = await story.panelOf(given)
    expect(await code(story.freeze(panelId))).toBe('panel.state_changed')
    expect(await code(story.draw(panelId))).toBe('panel.state_changed')
    await story.seal(panelId)
    expect(await code(story.seal(panelId))).toBe('panel.draw_running')
    await story.freeze(panelId)
    expect(await code(drawPanel(story.ctx(), { panelId, version: await version(panelId), publicValue, witnessName: story.clerk.name }))).toBe('input.invalid')
    expect(await db.reviewAssignment.count({ where: { entry: { panelId } } })).toBe(0)
  })

  test('the database refuses an expert with a hard relation, and one who was never drawn', async () => {
    const given = await fresh()
    const { app } = given
    const _panelId = await story.drawn(given)
    const entry = await entryOf(app)
    const taken = (await reviewersOfEntry(db, entry.id)).map((one) => one.reviewerId)
    const [free] = story.reviewers.filter((one) => !taken.includes(one.reviewerId)) as [MadeReviewer]
    const insert = (reviewerId: string) =>
      db.reviewAssignment.create({ data: { entryId: entry.id, reviewerId, drawRank: 9, assignedAt: when.now() } }).then(
        () => 'accepted',
        (error: Error) => /hard relation: \w+|comes from the draw/.exec(error.message)?.[0] ?? error.message,
      )
    const stranger = await makeReviewer(db)
    expect(await insert(stranger.reviewerId)).toBe('comes from the draw')
    await db.reviewer.update({ where: { id: stranger.reviewerId }, data: { active: false, version: { increment: 1 } } })
    await relate(app.founder.personId, 'relative', { otherId: free.personId })
    expect(await insert(free.reviewerId)).toBe('hard relation: relative')
  })
})
