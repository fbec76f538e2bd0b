// A relation that comes to light after the experts were seated.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { flagsOf } from '@/lib/foundation/casework/server/chain/flags'
import { moveCase } from '@/lib/foundation/casework/server/door'
import { db } from '@/lib/platform/db'
import type { MadePerson } from '@/prisma/factories/people'
import { decideSoftRelation } from './commands/decide-soft'
import { bringTo, code, entryOf, fresh, type PanelStory, relate, seated, tellPanels, when } from './panel-story'
import { reevaluate } from './reevaluate'
import { moveEntry } from './repo'

let story: PanelStory

beforeAll(async () => {
  await openTestDatabase()
  story = await tellPanels()
})
afterAll(closeTestDatabase)

describe('a relation that comes to light later', () => {
  test('voids the open sheet of a director, brings a substitute, tells observers and clerk, asks for a new aggregate', async () => {
    const given = await fresh(2)
    const { app } = given
    const other = given.apps[1] ?? app
    await story.drawn(given)
    const [mine] = await seated(app)
    const me = story.personOf(mine?.reviewerId ?? '')
    await bringTo('scoring', mine?.assignmentId ?? '', me)
    const entry = await entryOf(app)
    await db.$transaction(async (tx) => moveEntry(tx, story.ctx(), entry, 'score'))
    const before = await db.outgoingMessage.count({ where: { template: 'panel.substituted' } })
    expect(await reevaluate(ctxOf(story.clerk, [], when))).toBe(0)
    await relate(me.personId, 'director', { ventureId: app.ventureId })
    expect(await reevaluate(ctxOf(story.clerk, [], when))).toBe(1)
    const sheet = await db.reviewAssignment.findUniqueOrThrow({ where: { id: mine?.assignmentId ?? '' } })
    expect(sheet).toMatchObject({ state: 'voided', endReason: '发现利益关系（公司董监高或股东），评分作废' })
    const substitute = await db.reviewAssignment.findFirstOrThrow({ where: { replacesId: sheet.id }, include: { reviewer: true } })
    expect(substitute.state).toBe('drawn')
    expect(await seated(app)).toHaveLength(3)
    expect((await entryOf(app)).state).toBe('reviewing')
    // the other application of the panel is not concerned
    expect((await seated(other)).map((one) => one.reviewerId)).toContain(me.reviewerId)
    const jobs = await db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'review.reaggregate'`
    expect(jobs.map((job) => job.key)).toContain(`review.reaggregate:${entry.id}`)
    const told = await db.outgoingMessage.findMany({ where: { template: 'panel.substituted', recipient: { in: [story.observer.phone, story.clerk.phone] } } })
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(await db.outgoingMessage.count({ where: { template: 'panel.substituted' } })).toBeGreaterThan(before)
    for (const message of told) for (const secret of [me.name, app.founder.name]) expect(message.body).not.toContain(secret)
    expect(await reevaluate(ctxOf(story.clerk, [], when))).toBe(0)
  })

  test('after the meeting nothing is voided: the case is flagged for its approver, once, and observers and clerk are told', async () => {
    const given = await fresh()
    const { app } = given
    await story.drawn(given)
    const [mine] = await seated(app)
    const me = story.personOf(mine?.reviewerId ?? '')
    const entry = await entryOf(app)
    await db.$transaction(async (tx) => {
      await moveEntry(tx, story.ctx(), entry, 'score')
      await moveEntry(tx, story.ctx(), { ...entry, state: 'scored', version: entry.version + 1 }, 'decide')
    })
    const one = await db.case.findFirstOrThrow({ where: { applicationId: app.applicationId } })
    await relate(me.personId, 'director', { ventureId: app.ventureId })
    // still with the experts: no approver has it yet
    expect(await reevaluate(ctxOf(story.clerk, [], when))).toBe(0)
    expect((await flagsOf(db, [one.id])).get(one.id)?.lateRelations).toBe(0)
    await db.$transaction((tx) => moveCase(tx, story.ctx(), one.id, 'score'))
    for (let n = 0; n < 2; n++) expect(await reevaluate(ctxOf(story.clerk, [], when))).toBe(0)
    expect((await flagsOf(db, [one.id])).get(one.id)?.lateRelations).toBe(1)
    expect((await seated(app)).map((sheet) => sheet.reviewerId)).toContain(me.reviewerId)
    expect(await db.auditEvent.count({ where: { action: 'panel.relation_found_late', subjectId: entry.id } })).toBe(1)
    const told = await db.outgoingMessage.findMany({ where: { template: 'panel.relation_found_late' } })
    expect(told.map((message) => message.recipient).sort()).toEqual([story.observer.phone, story.clerk.phone].sort())
    for (const message of told) for (const secret of [me.name, app.founder.name]) expect(message.body).not.toContain(secret)
  })

  test('a new member of the team who is an expert loses the sheet; one who only shares the university does not, and the chair decides', async () => {
    const given = await fresh()
    const { app } = given
    await story.drawn(given)
    const [first, second] = await seated(app)
    await db.ventureMember.create({
      data: { ventureId: app.ventureId, personId: story.personOf(first?.reviewerId ?? '').personId, name: '新成员', role: 'member', joinedAt: when.now() },
    })
    await relate(story.personOf(second?.reviewerId ?? '').personId, 'school', { organisation: '湘州理工大学' })
    await relate(app.founder.personId, 'school', { organisation: '湘州 理工大学' })
    expect(await reevaluate(ctxOf(story.clerk, [], when))).toBe(1)
    expect((await seated(app)).map((one) => one.reviewerId)).toContain(second?.reviewerId)
    const decide = (person: MadePerson, assignmentId: string, decision: 'keep' | 'replace') =>
      decideSoftRelation(story.ctx(person), { assignmentId, decision, reason: '只是校友，没有共事过' })
    expect(await code(decide(story.clerk, second?.assignmentId ?? '', 'keep'))).toBe('not_found')
    const stranger = (await seated(app)).find((one) => one.reviewerId !== second?.reviewerId)
    expect(await code(decide(story.chair, stranger?.assignmentId ?? '', 'keep'))).toBe('soft.nothing')
    expect(await code(decide(story.chair, second?.assignmentId ?? '', 'replace'))).toBe('done')
    expect(await code(decide(story.chair, second?.assignmentId ?? '', 'keep'))).toBe('soft.nothing')
    expect((await seated(app)).map((one) => one.reviewerId)).not.toContain(second?.reviewerId)
  })
})
