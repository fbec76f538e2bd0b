import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { startDraft } from '@/lib/journeys/application/server/commands/draft'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import type { RoundFields } from '../../model/round'
import { exportRound } from '../commands/export-round'
import { makeRubric } from '../commands/make-rubric'
import { changeRound, createRound } from '../commands/round-draft'
import { closeRound, publishRound, withdrawRound } from '../commands/round-publish'
import { newRound, roundView } from './detail'
import { formPage } from './form'
import { roundsPage } from './list'
import { rubricsPage } from './rubrics'

let clerk: MadePerson
let colleague: MadePerson
let leader: MadePerson
let founder: MadePerson
let rubricId: string
let lineId: string

beforeAll(async () => {
  await openTestDatabase()
  clerk = await makePerson(db, '何静', ['intake'])
  colleague = await makePerson(db, '谭维', ['intake'])
  leader = await makePerson(db, '顾怀民', ['leader'])
  founder = await makePerson(db, '周予安')
  rubricId = (await db.rubric.findFirstOrThrow()).id
  lineId = (await db.fundLine.findFirstOrThrow({ where: { code: 'grant', year: 2026 } })).id
})
afterAll(closeTestDatabase)

const as = (person: MadePerson, role: RoleCode = 'intake', when = at('2026-09-16')) => ctxOf(person, [role], when)
const actorOf = (person: MadePerson, role: RoleCode = 'intake') => as(person, role).actor
const audits = (type: string, id: string) => db.auditEvent.count({ where: { action: type, subjectId: id } })

let named = 0
const fields = (change: Partial<RoundFields> = {}): RoundFields => ({
  name: `第 ${++named} 批项目资助`,
  opensAt: '2026-10-01T09:00',
  closesAt: '2026-10-31T18:00',
  measures: ['grant', 'office'],
  chain: 'panel',
  formVersion: 2,
  rubricId,
  panelSize: '5',
  minSheets: '3',
  hideApplicant: true,
  hideReviewers: true,
  hideUntilLocked: true,
  promisedDays: '20',
  places: { desk: '40', grant: '' },
  fundLineId: lineId,
  ...change,
})

async function published(change: Partial<RoundFields> = {}): Promise<string> {
  const { id } = await createRound(as(clerk), { round: fields(change) })
  await publishRound(as(clerk), { id, version: 1 })
  return id
}

test('a draft is changed until it is published, before it opens; each step stands in the audit', async () => {
  const round = fields()
  const { id } = await createRound(as(clerk), { round })
  const { version } = await changeRound(as(colleague), { id, version: 1, round: { ...round, panelSize: '7', places: { desk: '30' } } })
  await expect(changeRound(as(clerk), { id, version: 1, round })).rejects.toMatchObject({ code: 'round.stale' })
  const view = await roundView(actorOf(clerk), id, at('2026-09-16').now())
  expect(view).toMatchObject({ state: 'draft', missing: [], places: [{ word: '工位', count: 30 }], opens: '2026年10月1日 09:00' })
  await publishRound(as(clerk), { id, version })
  expect(await roundView(actorOf(leader, 'leader'), id)).toMatchObject({ publishedAt: '2026年9月16日 10:00', mayManage: false })
  await expect(changeRound(as(clerk), { id, version: version + 1, round })).rejects.toMatchObject({ code: 'round.published_already' })
  expect(await Promise.all(['round.created', 'round.changed', 'round.published'].map((type) => audits(type, id)))).toEqual([1, 1, 1])
})

test('what is missing is named all at once, and nothing is published', async () => {
  const { id } = await createRound(as(clerk), { round: fields({ rubricId: '', fundLineId: '', promisedDays: '', closesAt: '', formVersion: 1 }) })
  await expect(publishRound(as(clerk), { id, version: 1 })).rejects.toMatchObject({
    code: 'round.incomplete',
    params: { missing: 'round.closes,round.form_lacks,round.rubric,round.promise,round.line' },
  })
  // the day it should open has come
  await expect(publishRound(as(clerk, 'intake', at('2026-10-01')), { id, version: 1 })).rejects.toMatchObject({
    params: { missing: expect.stringContaining('round.late') },
  })
  expect((await db.round.findUniqueOrThrow({ where: { id } })).publishedAt).toBeNull()
  // the database by itself refuses a round without what it needs
  await expect(db.round.update({ where: { id }, data: { publishedAt: new Date('2026-09-16') } })).rejects.toThrow(/published_round_is_whole/)
})

test('two publish at once: one does, the other is told', async () => {
  const { id } = await createRound(as(clerk), { round: fields() })
  const both = await Promise.allSettled([publishRound(as(clerk), { id, version: 1 }), publishRound(as(colleague), { id, version: 1 })])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } })
  expect(await audits('round.published', id)).toBe(1)
})

test('nobody but the window makes rounds; whoever has no business with them finds none', async () => {
  const round = fields()
  await expect(createRound(as(leader, 'leader'), { round })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(createRound(ctxOf(founder, ['applicant']), { round })).rejects.toMatchObject({ kind: 'not_found' })
  const id = await published()
  await expect(withdrawRound(as(leader, 'leader'), { id, version: 2 })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(roundView(actorOf(founder, 'applicant'), id)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(roundsPage(actorOf(founder, 'applicant'), undefined)).rejects.toMatchObject({ kind: 'not_found' })
})

test('a name, a measure, a line and a rubric that are not there are told beside their fields', async () => {
  const round = fields()
  await createRound(as(clerk), { round })
  await expect(createRound(as(clerk), { round })).rejects.toMatchObject({ fields: { name: 'round.name_taken' } })
  await expect(createRound(as(clerk), { round: fields({ measures: ['grant', 'pending-05'] }) })).rejects.toMatchObject({
    fields: { measures: 'round.measure_unknown' },
  })
  await expect(createRound(as(clerk), { round: fields({ fundLineId: founder.personId }) })).rejects.toMatchObject({ fields: { fundLineId: 'round.line' } })
  await expect(createRound(as(clerk), { round: fields({ formVersion: 9 }) })).rejects.toMatchObject({ fields: { formVersion: 'round.form' } })
})

test('nobody applies before publication; the first application freezes the round, also for the database', async () => {
  const { id } = await createRound(as(clerk), { round: fields() })
  const apply = (roundId: string, when = at('2026-10-05')) => startDraft(ctxOf(founder, ['applicant'], when), { roundId })
  await expect(apply(id)).rejects.toMatchObject({ code: 'round.not_open' })
  await expect(db.application.create({ data: { personId: founder.personId, roundId: id } })).rejects.toThrow(/not published/)
  await publishRound(as(clerk), { id, version: 1 })
  await expect(apply(id, at('2026-09-30'))).rejects.toMatchObject({ code: 'round.not_open' })
  await expect(apply(id, at('2026-10-31', '18:00'))).rejects.toMatchObject({ code: 'round.not_open' })
  // until somebody begins, a publication can be taken back
  await withdrawRound(as(clerk), { id, version: 2 })
  await publishRound(as(clerk), { id, version: 3 })
  const { id: applicationId } = await apply(id)
  expect(await db.application.findUniqueOrThrow({ where: { id: applicationId } })).toMatchObject({ roundId: id, formVersion: 2 })
  await expect(withdrawRound(as(clerk), { id, version: 4 })).rejects.toMatchObject({ code: 'round.frozen' })
  for (const data of [
    { panelSize: 3 },
    { publishedAt: null },
    { measures: ['office'] },
    { places: { desk: 1 } },
    { hideApplicant: false },
    { closesAt: new Date('2027-01-01') },
  ])
    await expect(db.round.update({ where: { id }, data }), JSON.stringify(data)).rejects.toThrow(/frozen by its first application/)
  await expect(db.application.update({ where: { id: applicationId }, data: { formVersion: 1 } })).rejects.toThrow(/keeps its round/)
  const other = await published()
  await expect(db.application.update({ where: { id: applicationId }, data: { roundId: other } })).rejects.toThrow(/keeps its round/)
  expect((await roundView(actorOf(clerk), id)).drafts).toBe(1)
})

test('a withdrawal and a first application at once: never an application in a round that is not published', async () => {
  for (let i = 0; i < 8; i += 1) {
    const id = await published()
    const applicant = await makePerson(db, `申请人${i}`)
    await Promise.allSettled([withdrawRound(as(clerk), { id, version: 2 }), startDraft(ctxOf(applicant, ['applicant'], at('2026-10-05')), { roundId: id })])
    const row = await db.round.findUniqueOrThrow({ where: { id }, include: { _count: { select: { applications: true } } } })
    expect(row.publishedAt === null ? row._count.applications : 0).toBe(0)
  }
})

test('a rolling round ends when the window ends it; one with a closing time by itself', async () => {
  const id = await published({ chain: 'direct', closesAt: '', measures: ['office'], rubricId: '', promisedDays: '', fundLineId: '' })
  await expect(closeRound(as(clerk), { id, version: 2 })).rejects.toMatchObject({ code: 'round.open_ended_only' })
  await startDraft(ctxOf(await makePerson(db, '林知夏'), ['applicant'], at('2026-10-05')), { roundId: id })
  await closeRound(as(clerk, 'intake', at('2026-10-06')), { id, version: 2 })
  await expect(startDraft(ctxOf(await makePerson(db, '向北辰'), ['applicant'], at('2026-10-07')), { roundId: id })).rejects.toMatchObject({
    code: 'round.not_open',
  })
  const dated = await published()
  await expect(closeRound(as(clerk), { id: dated, version: 2 })).rejects.toMatchObject({ code: 'round.open_ended_only' })
})

test('a rubric gets a new version and is never changed; one that a published round scores by not even by the database', async () => {
  const { rubrics } = await rubricsPage(actorOf(clerk))
  const [first] = rubrics
  if (!first) throw new Error('no rubric')
  const criteria = first.criteria.map((one, i) => ({
    ...one,
    anchors: [...one.anchors],
    weight: i === 0 ? one.weight + 5 : i === 1 ? one.weight - 5 : one.weight,
  }))
  const made = await makeRubric(as(clerk), { name: first.name, source: '会议纪要', criteria })
  expect(made.version).toBe(first.version + 1)
  expect((await rubricsPage(actorOf(leader, 'leader'))).rubrics.find((one) => one.id === first.id)?.criteria).toEqual(first.criteria)
  const twins = await Promise.allSettled([1, 2].map(() => makeRubric(as(colleague), { name: first.name, source: '会议纪要', criteria })))
  const versions = (await db.rubric.findMany({ where: { name: first.name }, select: { version: true }, orderBy: { version: 'asc' } })).map((one) => one.version)
  expect(versions).toEqual(versions.map((_, i) => i + 1))
  expect(versions.length).toBe(2 + twins.filter((one) => one.status === 'fulfilled').length)
  expect(await audits('rubric.made', made.id)).toBe(1)
  await expect(db.rubric.update({ where: { id: rubricId }, data: { source: 'x' } })).rejects.toThrow(/permission denied|stays as it is/)
})

test('the form of a round: what it asks, and what changed since the version before', async () => {
  const page = await formPage(actorOf(clerk), await published(), undefined)
  expect(page).toMatchObject({ version: 2, against: 1 })
  expect(page.asked.map((section) => section.key)).toEqual(['identity', 'project', 'property', 'company', 'desk', 'grant'])
  expect(page.diff.filter((one) => one.change !== 'same').map((one) => [one.key, one.change])).toEqual([['grant', 'added']])
})

test('a new round is copied from an earlier one without its name and dates; the list counts and filters', async () => {
  const id = await published({ panelSize: '7' })
  const { fields: copy } = await newRound(actorOf(clerk), id)
  expect(copy).toMatchObject({ name: '', opensAt: '', closesAt: '', panelSize: '7', measures: ['grant', 'office'], rubricId })
  const all = await roundsPage(actorOf(clerk), undefined)
  const drafts = await roundsPage(actorOf(clerk), 'draft')
  expect(drafts.rounds.length).toBe(all.counts.draft)
  expect(all.rounds.length).toBe(all.counts.all)
  const book = await exportRound(as(leader, 'leader'), { id })
  expect(Buffer.from(book.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(await audits('round.exported', id)).toBe(1)
  await expect(exportRound(ctxOf(founder, ['applicant']), { id })).rejects.toMatchObject({ kind: 'not_found' })
})
