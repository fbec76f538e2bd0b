import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { idNumberOf } from '@/e2e/support/identity'
import { db } from '@/lib/platform/db'
import { receiveFile } from '@/lib/platform/files'
import { completeDraft, grantDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { makeRound } from '@/prisma/factories/rounds'
import type { Round } from '@/prisma/generated/client'
import { startPage } from '../list-query'
import { sectionPage, taskPage } from '../queries'
import { attachFile } from './attach'
import { saveSection, startDraft } from './draft'
import { submitApplication } from './submit'

let round: Round

beforeAll(async () => {
  await openTestDatabase()
  round = await makeRound(db, { name: '2026 年第二批项目资助', measures: ['grant'], opensOn: '2026-09-01', closesOn: '2026-10-31' })
})
afterAll(closeTestDatabase)

const pdf = () => new Response('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF').body as ReadableStream<Uint8Array>
const as = (person: MadePerson, when = at('2026-09-16')) => ctxOf(person, ['applicant'], when, randomUUID())
const actorOf = (person: MadePerson) => {
  const { actor } = as(person)
  if (!actor) throw new Error('no actor')
  return actor
}

let numbers = 100
async function fill(person: MadePerson, id: string, draft = grantDraft(), idNumber = idNumberOf(++numbers)): Promise<number> {
  const asked = (await taskPage(actorOf(person), id))?.tasks.map((task) => task.key as string) ?? []
  let version = 1
  for (const [section, values] of Object.entries({ ...draft, identity: { ...draft.identity, idNumber } }))
    if (asked.includes(section)) ({ version } = await saveSection(as(person), { id, section: section as 'desk', version, values }))
  return version
}
const attach = async (person: MadePerson, id: string, purposes: readonly string[]) => {
  for (const purpose of purposes) await attachFile(as(person), { id, purpose, file: await receiveFile(pdf(), `${purpose}.pdf`) })
}
const submit = (person: MadePerson, id: string, version: number, when = at('2026-09-16')) =>
  submitApplication(as(person, when), { id, version, truthful: true, verification: true })

test('in a round for 项目资助 the form asks for it and for nothing that the round does not offer; the case carries the amount', async () => {
  const founder = await makePerson(db, '周予安')
  const { id } = await startDraft(as(founder), { roundId: round.id, prefill: { desk: { want: 'yes' }, grant: { want: 'yes' } } })
  expect(await db.application.findUniqueOrThrow({ where: { id } })).toMatchObject({ roundId: round.id, formVersion: 2 })
  const page = await taskPage(actorOf(founder), id)
  expect(page?.tasks.map((task) => task.key)).toEqual(['identity', 'team', 'project', 'property', 'company', 'grant', 'files', 'check'])
  expect(page).toMatchObject({ round: '2026 年第二批项目资助', wanted: 1, deadline: { leftDays: expect.any(Number) } })
  await expect(sectionPage(actorOf(founder), id, 'desk')).rejects.toMatchObject({ kind: 'not_found' })
  await expect(saveSection(as(founder), { id, section: 'desk', version: 1, values: { want: 'yes' } })).rejects.toMatchObject({ kind: 'not_found' })
  const over = await saveSection(as(founder), { id, section: 'grant', version: 1, values: { ...grantDraft().grant, amount: '300001' } })
  expect(over.faults).toEqual({ amount: 'money.over_cap:30000000' })
  await db.application.update({ where: { id }, data: { version: 1 } })
  const version = await fill(founder, id)
  await attach(founder, id, ['identity', 'study', 'plan'])
  await expect(submit(founder, id, version)).rejects.toMatchObject({ code: 'application.not_complete' })
  await attach(founder, id, ['use'])
  const { cases } = await submit(founder, id, version)
  expect(cases.map((one) => one.caseNo.slice(0, 2))).toEqual(['ZZ'])
  expect(await db.case.findUniqueOrThrow({ where: { caseNo: cases[0]?.caseNo ?? '' } })).toMatchObject({
    measureCode: 'grant',
    amountFen: 10_000_000n,
    quantity: 1,
  })
  const jobs = await db.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker._private_jobs WHERE key = ${`screening:${id}`}`
  expect(jobs).toHaveLength(1)
})

test('a draft that is not handed in before the end is kept and cannot be handed in any more', async () => {
  const founder = await makePerson(db, '林知夏')
  const { id } = await startDraft(as(founder), { roundId: round.id })
  const version = await fill(founder, id)
  await attach(founder, id, ['identity', 'study', 'plan', 'use'])
  await expect(submit(founder, id, version, at('2026-10-31', '18:00'))).rejects.toMatchObject({ code: 'round.closed' })
  expect(await db.application.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'draft', version })
  await submit(founder, id, version, at('2026-10-31', '17:59'))
})

test('without a choice it is the rolling round, whatever else is open; the check suggests the round that offers what is wanted', async () => {
  const founder = await makePerson(db, '向北辰')
  const page = await startPage(actorOf(founder), ['grant'], at('2026-09-16').now())
  const rolling = await db.round.findFirstOrThrow({ where: { chain: 'direct' } })
  expect(page.rounds[0]).toMatchObject({ id: rolling.id, until: '随时可以交', asks: ['工位', '创业公寓', '无息贷款', '创业辅导'], suggested: false })
  expect(page.rounds[1]).toMatchObject({ id: round.id, until: '10月31日（周六） 18:00 截止', asks: ['项目资助'], suggested: true })
  const { id } = await startDraft(as(founder), {})
  expect((await db.application.findUniqueOrThrow({ where: { id } })).roundId).toBe(rolling.id)
  // one draft at a time: choosing another round leads back to the open one
  expect(await startDraft(as(founder), { roundId: round.id })).toEqual({ id })
})

test('沿用上次填写: the answers of the last form, marked until each page is saved; the draft can be handed in only after today’s limits', async () => {
  const founder = await makePerson(db, '阮知行')
  const first = await startDraft(as(founder), {})
  const version = await fill(founder, first.id, completeDraft('4'))
  await attach(founder, first.id, ['identity', 'study', 'plan'])
  await submit(founder, first.id, version)
  expect((await startPage(actorOf(founder), [])).last).toMatchObject({ round: '2026 年常年受理' })
  const { id } = await startDraft(as(founder), { takeOver: true })
  const project = await sectionPage(actorOf(founder), id, 'project')
  expect(project?.values).toEqual(completeDraft().project)
  expect([...(project?.taken ?? [])].sort()).toEqual(Object.keys(completeDraft().project ?? {}).sort())
  expect((await db.auditEvent.findFirstOrThrow({ where: { action: 'application.started', subjectId: id } })).detail).toMatchObject({ takenFrom: first.id })
  // looked at and saved as it is: no longer marked, and no change
  const saved = await saveSection(as(founder), { id, section: 'project', version: 1, values: completeDraft().project ?? {} })
  expect(saved.version).toBe(1)
  expect((await sectionPage(actorOf(founder), id, 'project'))?.taken).toEqual([])
  expect((await sectionPage(actorOf(founder), id, 'company'))?.taken).not.toEqual([])
  // the limit has changed meanwhile: the old answer does not pass
  await db.ruleValue.updateMany({ where: { key: 'space.max_live.desk', validTo: null }, data: { value: 2 } })
  expect((await taskPage(actorOf(founder), id))?.tasks.find((task) => task.key === 'desk')?.status).toBe('doing')
})
