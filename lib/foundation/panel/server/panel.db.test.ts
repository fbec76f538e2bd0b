// From waiting applications to seated experts, and what happens when a relation comes to light later.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import type { RoleCode } from '@/lib/kernel/actor'
import { addMonths, calendarDate, dateColumn } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { makePanelRound } from '@/prisma/factories/panel-cases'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { type MadeReviewer, makeReviewer, makeWaitingApplication, type WaitingApplication } from '@/prisma/factories/reviewers'
import { drawOrder, firstDifference } from '../../draw/model/order'
import { assignmentFor, reviewersOfEntry } from './assignment'
import { abstain, declareAssignment, recuse } from './commands/answer'
import { decideSoftRelation } from './commands/decide-soft'
import { drawPanel, freezePool, sealPanelDraw } from './commands/draw'
import { dissolvePanel, enterApplications, formPanel } from './commands/form'
import { panelsPage } from './panels-page'
import { reevaluate } from './reevaluate'
import { lockAssignment, moveAssignment, moveEntry } from './repo'

const today = calendarDate('2026-11-25')
const when = at('2026-11-25')
const source = '11 月 26 日上证综合指数收盘点位'
const publicValue = '2026-11-26 3888.88'

let clerk: MadePerson
let clerk2: MadePerson
let observer: MadePerson
let chair: MadePerson
let roundId: string
let reviewers: MadeReviewer[]

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, clerk2, observer, chair] = await Promise.all([
    makePerson(db, '何静', ['intake']),
    makePerson(db, '谭维', ['intake']),
    makePerson(db, '顾怀民', ['observer']),
    makePerson(db, '许明澜', ['chair']),
  ])
  roundId = (await makePanelRound(db)).id
  reviewers = []
  for (let i = 0; i < 8; i++) reviewers.push(await makeReviewer(db))
})
afterAll(closeTestDatabase)

const ctx = (person: MadePerson = clerk) => ctxOf(person, person === chair ? ['chair'] : person === observer ? ['observer'] : ['intake'], when)
const asReviewer = (person: MadePerson) => ctxOf(person, ['reviewer'], when)
const version = async (panelId: string) => (await db.reviewPanel.findUniqueOrThrow({ where: { id: panelId } })).version
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

/** Applications of a round as entries, in one panel. */
async function panelOf(apps: readonly WaitingApplication[], seats = 3, name = '第一组', round = roundId): Promise<string> {
  await enterApplications(ctx(), { roundId: round })
  const entries = await db.reviewEntry.findMany({ where: { applicationId: { in: apps.map((one) => one.applicationId) } } })
  const { panelId } = await formPanel(ctx(), { roundId: round, name, entryIds: entries.map((entry) => entry.id), seats, scoreBy: '2026-12-10' })
  return panelId
}

async function seal(panelId: string, fields: string[] = []) {
  return sealPanelDraw(ctx(), { panelId, version: await version(panelId), fields, publicValueSource: source })
}
const freeze = async (panelId: string) => freezePool(ctx(), { panelId, version: await version(panelId) })
const draw = async (panelId: string) => drawPanel(ctx(), { panelId, version: await version(panelId), publicValue, witnessName: '顾怀民' })

async function drawn(apps: readonly WaitingApplication[], seats = 3, name = '第一组', round = roundId): Promise<string> {
  const panelId = await panelOf(apps, seats, name, round)
  await seal(panelId)
  await freeze(panelId)
  await draw(panelId)
  return panelId
}

const entryOf = (app: WaitingApplication) => db.reviewEntry.findUniqueOrThrow({ where: { applicationId: app.applicationId } })
const seated = async (app: WaitingApplication) =>
  (await reviewersOfEntry(db, (await entryOf(app)).id)).filter((one) => !['recused', 'abstained', 'voided'].includes(one.state))

let n = 0
/** A fresh round with some applications, so that stories do not meet. */
async function fresh(count = 1): Promise<{ roundId: string; apps: WaitingApplication[]; name: string }> {
  const round = await makePanelRound(db, '专家批次')
  // experts see who applies: what a blind copy asks for is the business of the room of reviews
  await db.round.update({ where: { id: round.id }, data: { hideApplicant: false } })
  const apps: WaitingApplication[] = []
  for (let i = 0; i < count; i++) apps.push(await makeWaitingApplication(db, round.id))
  return { roundId: round.id, apps, name: `组 ${++n}` }
}

const relate = (personId: string, kind: string, more: object) =>
  db.personRelation.create({ data: { personId, kind, source: 'staff', recordedAt: when.now(), ...more } })

/** What the expert's page does, up to a state of the sheet. Scores come from the command of the room of reviews. */
async function bringTo(state: 'declared' | 'scoring', assignmentId: string, person: MadePerson): Promise<void> {
  await declareAssignment(asReviewer(person), { assignmentId, noRelation: true, confidential: true })
  if (state === 'declared') return
  await db.$transaction(async (tx) => moveAssignment(tx, asReviewer(person), await lockAssignment(tx, assignmentId), 'open', { openedAt: when.now() }))
}

const personOf = (reviewerId: string): MadeReviewer => reviewers.find((one) => one.reviewerId === reviewerId) ?? (reviewers[0] as MadeReviewer)

describe('entries and panels', () => {
  test('every waiting application gets one code, in order of handing in; a second run makes nothing', async () => {
    const { roundId: round, apps } = await fresh(3)
    expect(await enterApplications(ctx(), { roundId: round })).toEqual({ made: 3 })
    expect(await enterApplications(ctx(), { roundId: round })).toEqual({ made: 0 })
    const late = await makeWaitingApplication(db, round)
    await Promise.all([enterApplications(ctx(), { roundId: round }), enterApplications(ctx(clerk2), { roundId: round })])
    const rows = await db.reviewEntry.findMany({ where: { roundId: round }, orderBy: { code: 'asc' } })
    expect(rows.map((row) => [row.code, row.applicationId])).toEqual([...apps, late].map((app, i) => [`P-0${i + 1}`, app.applicationId]))
  })

  test('an entry stands in one panel; too many are refused with the number; a panel without a draw can be dissolved', async () => {
    const { roundId: round, apps, name } = await fresh(16)
    await enterApplications(ctx(), { roundId: round })
    const entries = await db.reviewEntry.findMany({ where: { roundId: round }, orderBy: { code: 'asc' } })
    const form = (ids: string[], called = name) => formPanel(ctx(), { roundId: round, name: called, entryIds: ids, seats: 3, scoreBy: '' })
    expect(await code(form(entries.map((entry) => entry.id)))).toBe('panel.too_many_entries')
    const two = entries.slice(0, 2).map((entry) => entry.id)
    const both = await Promise.all([code(form(two, '甲')), code(form(two, '乙'))])
    expect(both.sort()).toEqual(['done', 'panel.entry_taken'])
    const panel = await db.reviewPanel.findFirstOrThrow({ where: { roundId: round } })
    await dissolvePanel(ctx(), { panelId: panel.id, version: panel.version })
    expect(await db.reviewEntry.count({ where: { roundId: round, panelId: { not: null } } })).toBe(0)
    expect(
      await code(
        form(
          entries.slice(0, 1).map((entry) => entry.id),
          '丙',
        ),
      ),
    ).toBe('done')
    expect(apps).toHaveLength(16)
  })

  test('somebody of the team runs no panel with it, nobody but the window runs any', async () => {
    const { roundId: round } = await fresh()
    const insider = await makePerson(db, '安以宁', ['applicant', 'intake'])
    const own = await makeWaitingApplication(db, round, { founder: insider })
    await enterApplications(ctx(), { roundId: round })
    const entry = await entryOf(own)
    const input = { roundId: round, name: '我的', entryIds: [entry.id], seats: 3, scoreBy: '' as const }
    expect(await code(formPanel(ctxOf(insider, ['applicant', 'intake'], when), input))).toBe('policy.own_case')
    expect(await code(formPanel(ctxOf(observer, ['observer'], when), input))).toBe('not_found')
    expect(await code(enterApplications(ctxOf(observer, ['observer'], when), { roundId: round }))).toBe('not_found')
  })
})

describe('the draw', () => {
  test('seats follow the published order, everything is written down, and anybody can compute it again', async () => {
    const { roundId: round, apps, name } = await fresh(2)
    const panelId = await drawn(apps, 3, name, round)
    const panel = await db.reviewPanel.findUniqueOrThrow({ where: { id: panelId }, include: { draw: { include: { entries: true } } } })
    const record = panel.draw
    expect(record).toMatchObject({ state: 'published', public: false, units: 3, witnessName: '顾怀民' })
    const order = drawOrder(record?.secret ?? '', publicValue, record?.entries ?? []).map((one) => one.entryNo)
    for (const app of apps) expect((await seated(app)).map((one) => one.no)).toEqual(order.slice(0, 3))
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
    expect((await entryOf(apps[0] as WaitingApplication)).state).toBe('reviewing')
    const paper = await db.document.findFirstOrThrow({ where: { kind: 'draw_record', holderName: { contains: record?.number ?? '—' } } })
    expect(JSON.stringify(paper.data)).toContain(record?.secret)
    expect(await db.auditEvent.count({ where: { action: 'panel.drawn', subjectId: panelId } })).toBe(1)
    expect(await db.outgoingMessage.count({ where: { template: 'review.invited', dedupeKey: { contains: panelId } } })).toBe(3)
    expect(await db.panelPoolRow.count({ where: { panelId } })).toBe(reviewers.length)
  })

  test('who mentored the founder two years ago never comes out of 200 draws, everybody else does', async () => {
    const { roundId: round, apps, name } = await fresh()
    const [app] = apps as [WaitingApplication]
    const mentor = await makeReviewer(db, { name: '沈知远' })
    await relate(mentor.personId, 'mentor', {
      otherId: app.founder.personId,
      sinceOn: dateColumn(addMonths(today, -36)),
      untilOn: dateColumn(addMonths(today, -24)),
    })
    const panelId = await panelOf([app], 3, name, round)
    await seal(panelId)
    await freeze(panelId)
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
    await draw(panelId)
    expect((await seated(app)).map((one) => one.no)).not.toContain(mentor.no)
    await db.reviewer.update({ where: { id: mentor.reviewerId }, data: { active: false, version: { increment: 1 } } })
  })

  test('a pool too small is said before anything is sealed, and a competitor of the round is no expert in it', async () => {
    const { roundId: round, apps, name } = await fresh()
    const rival = reviewers[0] as MadeReviewer
    await makeWaitingApplication(db, round, { founder: rival })
    const panelId = await panelOf(apps, 7, name, round)
    expect(await code(sealPanelDraw(ctx(), { panelId, version: await version(panelId), fields: ['大健康'], publicValueSource: source }))).toBe(
      'panel.pool_too_small',
    )
    expect(await db.draw.count({ where: { subject: { path: ['panelId'], equals: panelId } } })).toBe(0)
    await seal(panelId)
    expect(await freeze(panelId)).toEqual({ eligible: 7, excluded: 1 })
    const row = await db.panelPoolRow.findFirstOrThrow({ where: { panelId, reviewerId: rival.reviewerId } })
    expect(row.reasons).toMatchObject([{ kind: 'own_application' }])
  })

  test('two clerks at once: one draws, the other is told', async () => {
    const { roundId: round, apps, name } = await fresh()
    const panelId = await panelOf(apps, 3, name, round)
    await seal(panelId)
    await freeze(panelId)
    const v = await version(panelId)
    const press = (person: MadePerson) => code(drawPanel(ctx(person), { panelId, version: v, publicValue, witnessName: '顾怀民' }))
    expect((await Promise.all([press(clerk), press(clerk2)])).sort()).toEqual(['done', 'panel.state_changed'])
    expect(await seated(apps[0] as WaitingApplication)).toHaveLength(3)
  })

  test('steps out of order and an own witness are refused and change nothing', async () => {
    const { roundId: round, apps, name } = await fresh()
    const panelId = await panelOf(apps, 3, name, round)
    expect(await code(freeze(panelId))).toBe('panel.state_changed')
    expect(await code(draw(panelId))).toBe('panel.state_changed')
    await seal(panelId)
    expect(await code(seal(panelId))).toBe('panel.draw_running')
    await freeze(panelId)
    expect(await code(drawPanel(ctx(), { panelId, version: await version(panelId), publicValue, witnessName: clerk.name }))).toBe('input.invalid')
    expect(await db.reviewAssignment.count({ where: { entry: { panelId } } })).toBe(0)
  })

  test('the database refuses an expert with a hard relation, and one who was never drawn', async () => {
    const { roundId: round, apps, name } = await fresh()
    const [app] = apps as [WaitingApplication]
    const panelId = await drawn(apps, 3, name, round)
    const entry = await entryOf(app)
    const taken = (await reviewersOfEntry(db, entry.id)).map((one) => one.reviewerId)
    const [free] = reviewers.filter((one) => !taken.includes(one.reviewerId)) as [MadeReviewer]
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
    expect(panelId).not.toBe('')
  })
})

describe('a sheet', () => {
  test('is opened only by its expert, declared, and without a hard relation as of now', async () => {
    const { roundId: round, apps, name } = await fresh()
    const [app] = apps as [WaitingApplication]
    await drawn(apps, 3, name, round)
    const [mine, theirs] = await seated(app)
    const me = personOf(mine?.reviewerId ?? '')
    const other = personOf(theirs?.reviewerId ?? '')
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
    expect(await reevaluate(ctxOf(clerk, [], when))).toBe(1)
    expect(await seated(app)).toHaveLength(3)
  })

  test('a recusal brings the next of the order; two at once bring two; at the end of the order it says so and draws the rest anew', async () => {
    const { roundId: round, apps, name } = await fresh()
    const [app] = apps as [WaitingApplication]
    const panelId = await drawn(apps, 3, name, round)
    const order = (await db.drawEntry.findMany({ where: { draw: { panel: { id: panelId } } }, orderBy: { rank: 'asc' } })).map((one) => one.entryNo)
    const leave = async (no: string, how: typeof recuse = recuse) => {
      const sheet = (await seated(app)).find((one) => one.no === no)
      return how(asReviewer(personOf(sheet?.reviewerId ?? '')), { assignmentId: sheet?.assignmentId ?? '', reason: '认出了团队' })
    }
    const both = await Promise.all([leave(order[0] ?? ''), leave(order[1] ?? '')])
    expect(both.map((one) => (one.status === 'substituted' ? one.no : one.status)).sort()).toEqual(order.slice(3, 5).sort())
    const third = (await seated(app)).find((one) => one.no === order[2])
    await bringTo('declared', third?.assignmentId ?? '', personOf(third?.reviewerId ?? ''))
    expect(await leave(order[2] ?? '', abstain)).toMatchObject({ status: 'substituted', no: order[5] })
    for (const no of order.slice(3, order.length - 3)) await leave(no)
    expect((await seated(app)).map((one) => one.no).sort()).toEqual(order.slice(-3).sort())
    expect(await leave(order.at(-1) ?? '')).toEqual({ status: 'exhausted' })
    expect(await db.outgoingMessage.count({ where: { template: 'panel.exhausted', recipient: observer.phone } })).toBeGreaterThan(0)
    const more = [await makeReviewer(db), await makeReviewer(db)]
    reviewers.push(...more)
    await seal(panelId)
    await freeze(panelId)
    expect(await draw(panelId)).toMatchObject({ seated: 1, vacant: 0 })
    expect((await seated(app)).map((one) => one.no).filter((no) => more.some((one) => one.no === no))).toHaveLength(1)
    expect(await code(seal(panelId))).toBe('panel.no_vacancy')
  })
})

describe('the page of the groups', () => {
  test('tells the window everything, the chair codes only, and whoever still scores in a group nothing of it', async () => {
    const { roundId: round, apps, name } = await fresh()
    const [app] = apps as [WaitingApplication]
    await drawn(apps, 3, name, round)
    const panelFor = async (person: MadePerson, roles: readonly RoleCode[]) => (await panelsPage(ctxOf(person, roles, when).actor, round, false)).panels[0]
    const project = (await db.venture.findUniqueOrThrow({ where: { id: app.ventureId } })).name
    expect((await panelFor(clerk, ['intake']))?.entries[0]).toMatchObject({ code: 'P-01', title: project })
    expect((await panelFor(chair, ['chair']))?.entries[0]).toMatchObject({ code: 'P-01', title: '' })
    const [mine] = await seated(app)
    const scoring = await panelFor(personOf(mine?.reviewerId ?? ''), ['reviewer', 'intake'])
    expect(scoring).toMatchObject({ scoring: true, entries: [], soft: [], canRun: false })
    expect(JSON.stringify(scoring)).not.toContain(project)
  })
})

describe('a relation that comes to light later', () => {
  test('voids the open sheet of a director, brings a substitute, tells observers and clerk, asks for a new aggregate', async () => {
    const { roundId: round, apps, name } = await fresh(2)
    const [app, other] = apps as [WaitingApplication, WaitingApplication]
    await drawn(apps, 3, name, round)
    const [mine] = await seated(app)
    const me = personOf(mine?.reviewerId ?? '')
    await bringTo('scoring', mine?.assignmentId ?? '', me)
    const entry = await entryOf(app)
    await db.$transaction(async (tx) => moveEntry(tx, ctx(), entry, 'score'))
    const before = await db.outgoingMessage.count({ where: { template: 'panel.substituted' } })
    expect(await reevaluate(ctxOf(clerk, [], when))).toBe(0)
    await relate(me.personId, 'director', { ventureId: app.ventureId })
    expect(await reevaluate(ctxOf(clerk, [], when))).toBe(1)
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
    const told = await db.outgoingMessage.findMany({ where: { template: 'panel.substituted', recipient: { in: [observer.phone, clerk.phone] } } })
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(await db.outgoingMessage.count({ where: { template: 'panel.substituted' } })).toBeGreaterThan(before)
    for (const message of told) for (const secret of [me.name, app.founder.name]) expect(message.body).not.toContain(secret)
    expect(await reevaluate(ctxOf(clerk, [], when))).toBe(0)
  })

  test('a new member of the team who is an expert loses the sheet; one who only shares the university does not, and the chair decides', async () => {
    const { roundId: round, apps, name } = await fresh()
    const [app] = apps as [WaitingApplication]
    await drawn(apps, 3, name, round)
    const [first, second] = await seated(app)
    await db.ventureMember.create({
      data: { ventureId: app.ventureId, personId: personOf(first?.reviewerId ?? '').personId, name: '新成员', role: 'member', joinedAt: when.now() },
    })
    await relate(personOf(second?.reviewerId ?? '').personId, 'school', { organisation: '湘州理工大学' })
    await relate(app.founder.personId, 'school', { organisation: '湘州 理工大学' })
    expect(await reevaluate(ctxOf(clerk, [], when))).toBe(1)
    expect((await seated(app)).map((one) => one.reviewerId)).toContain(second?.reviewerId)
    const decide = (person: MadePerson, assignmentId: string, decision: 'keep' | 'replace') =>
      decideSoftRelation(ctx(person), { assignmentId, decision, reason: '只是校友，没有共事过' })
    expect(await code(decide(clerk, second?.assignmentId ?? '', 'keep'))).toBe('not_found')
    const stranger = (await seated(app)).find((one) => one.reviewerId !== second?.reviewerId)
    expect(await code(decide(chair, stranger?.assignmentId ?? '', 'keep'))).toBe('soft.nothing')
    expect(await code(decide(chair, second?.assignmentId ?? '', 'replace'))).toBe('done')
    expect(await code(decide(chair, second?.assignmentId ?? '', 'keep'))).toBe('soft.nothing')
    expect((await seated(app)).map((one) => one.reviewerId)).not.toContain(second?.reviewerId)
  })
})
