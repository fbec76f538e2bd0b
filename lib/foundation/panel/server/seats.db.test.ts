// Seated experts: who opens a sheet, who leaves it and who comes after, and what the page of the groups tells whom.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import type { MadePerson } from '@/prisma/factories/people'
import { makeReviewer } from '@/prisma/factories/reviewers'
import { assignmentFor } from './assignment'
import { abstain, declareAssignment, recuse } from './commands/answer'
import { asReviewer, bringTo, code, fresh, type PanelStory, relate, seated, tellPanels, when } from './panel-story'
import { panelsPage } from './panels-page'
import { reevaluate } from './reevaluate'

let story: PanelStory

beforeAll(async () => {
  await openTestDatabase()
  story = await tellPanels()
})
afterAll(closeTestDatabase)

describe('a sheet', () => {
  test('is opened only by its expert, declared, and without a hard relation as of now', async () => {
    const given = await fresh()
    const { app } = given
    await story.drawn(given)
    const [mine, theirs] = await seated(app)
    const me = story.personOf(mine?.reviewerId ?? '')
    const other = story.personOf(theirs?.reviewerId ?? '')
    const open = (person: MadePerson) => code(assignmentFor(asReviewer(person).actor, mine?.assignmentId ?? ''))
    expect(await open(other)).toBe('not_found')
    expect(await code(assignmentFor(null, mine?.assignmentId ?? ''))).toBe('session.missing')
    expect(await code(assignmentFor(asReviewer(me).actor, app.caseId))).toBe('not_found')
    expect(await open(me)).toBe('review.not_declared')
    expect(await code(declareAssignment(asReviewer(other), { assignmentId: mine?.assignmentId ?? '', noRelation: true, confidential: true }))).toBe('not_found')
    await bringTo('declared', mine?.assignmentId ?? '', me)
    expect(await open(me)).toBe('done')
    await relate(me.personId, 'household', { otherId: app.founder.personId })
    expect(await open(me)).toBe('review.hard_relation')
    // and the database lets nobody go on either
    const step = db.reviewAssignment.update({ where: { id: mine?.assignmentId ?? '' }, data: { state: 'scoring', version: { increment: 1 } } })
    await expect(step).rejects.toThrow(/hard relation: household/)
    expect(await reevaluate(ctxOf(story.clerk, [], when))).toBe(1)
    expect(await seated(app)).toHaveLength(3)
  })

  test('a recusal brings the next of the order; two at once bring two; at the end of the order it says so and draws the rest anew', async () => {
    const given = await fresh()
    const { app } = given
    const panelId = await story.drawn(given)
    const order = (await db.drawEntry.findMany({ where: { draw: { panel: { id: panelId } } }, orderBy: { rank: 'asc' } })).map((one) => one.entryNo)
    const leave = async (no: string, how: typeof recuse = recuse) => {
      const sheet = (await seated(app)).find((one) => one.no === no)
      return how(asReviewer(story.personOf(sheet?.reviewerId ?? '')), { assignmentId: sheet?.assignmentId ?? '', reason: '认出了团队' })
    }
    const both = await Promise.all([leave(order[0] ?? ''), leave(order[1] ?? '')])
    expect(both.map((one) => (one.status === 'substituted' ? one.no : one.status)).sort()).toEqual(order.slice(3, 5).sort())
    const third = (await seated(app)).find((one) => one.no === order[2])
    await bringTo('declared', third?.assignmentId ?? '', story.personOf(third?.reviewerId ?? ''))
    expect(await leave(order[2] ?? '', abstain)).toMatchObject({ status: 'substituted', no: order[5] })
    for (const no of order.slice(3, order.length - 3)) await leave(no)
    expect((await seated(app)).map((one) => one.no).sort()).toEqual(order.slice(-3).sort())
    expect(await leave(order.at(-1) ?? '')).toEqual({ status: 'exhausted' })
    expect(await db.outgoingMessage.count({ where: { template: 'panel.exhausted', recipient: story.observer.phone } })).toBeGreaterThan(0)
    const more = [await makeReviewer(db), await makeReviewer(db)]
    story.reviewers.push(...more)
    await story.seal(panelId)
    await story.freeze(panelId)
    expect(await story.draw(panelId)).toMatchObject({ seated: 1, vacant: 0 })
    expect((await seated(app)).map((one) => one.no).filter((no) => more.some((one) => one.no === no))).toHaveLength(1)
    expect(await code(story.seal(panelId))).toBe('panel.no_vacancy')
  })

  test('whoever is next in the order but near to the application is passed over', async () => {
    const given = await fresh()
    const { app } = given
    const panelId = await story.drawn(given)
    const order = (await db.drawEntry.findMany({ where: { draw: { panel: { id: panelId } } }, orderBy: { rank: 'asc' } })).map((one) => one.entryNo)
    const next = story.reviewers.find((one) => one.no === order[3])
    await relate(next?.personId ?? '', 'household', { otherId: app.founder.personId })
    const [leaves] = await seated(app)
    const answer = await recuse(asReviewer(story.personOf(leaves?.reviewerId ?? '')), { assignmentId: leaves?.assignmentId ?? '', reason: '认出了团队' })
    expect(answer).toMatchObject({ status: 'substituted', no: order[4] })
    expect((await seated(app)).map((one) => one.no)).not.toContain(order[3])
  })
})

describe('the page of the groups', () => {
  test('tells the window everything, the chair codes only, and whoever still scores in a group nothing of it', async () => {
    const given = await fresh()
    const { app } = given
    await story.drawn(given)
    const panelFor = async (person: MadePerson, roles: readonly RoleCode[]) =>
      (await panelsPage(ctxOf(person, roles, when).actor, given.roundId, false)).panels[0]
    const project = (await db.venture.findUniqueOrThrow({ where: { id: app.ventureId } })).name
    expect((await panelFor(story.clerk, ['intake']))?.entries[0]).toMatchObject({ code: 'P-01', title: project })
    expect((await panelFor(story.chair, ['chair']))?.entries[0]).toMatchObject({ code: 'P-01', title: '' })
    const [mine] = await seated(app)
    const scoring = await panelFor(story.personOf(mine?.reviewerId ?? ''), ['reviewer', 'intake'])
    expect(scoring).toMatchObject({ scoring: true, entries: [], soft: [], canRun: false })
    expect(JSON.stringify(scoring)).not.toContain(project)
  })
})
