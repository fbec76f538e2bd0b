import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { receiveFile } from '@/lib/platform/files'
import { completeDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { checkPage, confirmPage, submittedDates, submittedPage } from '../check-query'
import { applicationList } from '../list-query'
import { filesPage, sectionPage, taskPage, teamPage } from '../queries'
import { attachFile, mayAttach } from './attach'
import { discardDraft } from './discard'
import { saveSection, startDraft } from './draft'
import { submitApplication } from './submit'
import { confirmMembership, inviteMember, remindMember, removeMember } from './team'

const idNumbers = ['11010519491231002X', '430102200001019972', '430102200001019999']
const pdf = () => new Response('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF').body as ReadableStream<Uint8Array>
let stranger: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  stranger = await makePerson(db, '闻溪')
})
afterAll(closeTestDatabase)

const as = (person: MadePerson, when = at('2026-09-16'), key?: string) => ctxOf(person, ['applicant'], when, key)
const actorOf = (person: MadePerson) => {
  const { actor } = as(person)
  if (!actor) throw new Error('no actor')
  return actor
}
const audits = (action: string, id: string) => db.auditEvent.count({ where: { action, subjectId: id } })

async function save(person: MadePerson, id: string, sections = completeDraft(), idNumber = idNumbers.shift() ?? '') {
  let { version } = await db.application.findUniqueOrThrow({ where: { id } })
  for (const [section, values] of Object.entries({ ...sections, identity: { ...sections.identity, idNumber } }))
    ({ version } = await saveSection(as(person), { id, section: section as 'desk', version, values }))
  return version
}

async function attach(person: MadePerson, id: string) {
  for (const purpose of ['identity', 'study', 'plan']) await attachFile(as(person), { id, purpose, file: await receiveFile(pdf(), `${purpose}.pdf`) })
}

test('a draft carries the answers of the check, once; a second start finds the same draft and keeps what was typed', async () => {
  const founder = await makePerson(db, '周予安')
  const { id } = await startDraft(as(founder), { prefill: { identity: { status: 'graduated', graduatedOn: '2025-06' }, desk: { want: 'yes' } } })
  expect((await sectionPage(actorOf(founder), id, 'identity'))?.carried).toEqual(['status', 'graduatedOn'])
  await saveSection(as(founder), { id, section: 'desk', version: 1, values: { want: 'yes', count: '3' } })
  expect(await startDraft(as(founder), { prefill: { desk: { want: 'no' }, flat: { want: 'yes' } } })).toEqual({ id })
  const page = await taskPage(actorOf(founder), id)
  expect(page?.wanted).toBe(2)
  expect((await sectionPage(actorOf(founder), id, 'desk'))?.values).toEqual({ want: 'yes', count: '3' })
  expect(await audits('application.started', id)).toBe(1)
  await expect(startDraft(ctxOf(stranger, ['intake']), {})).rejects.toMatchObject({ kind: 'denied' })
})

test('saving: an older page is refused and changes nothing, a repeated save is no conflict, the same answers are no change', async () => {
  const founder = await makePerson(db, '林知夏')
  const { id } = await startDraft(as(founder), {})
  const values = { has: 'no', detail: '' }
  const first = await saveSection(as(founder, at('2026-09-16', '14:32')), { id, section: 'property', version: 1, values })
  expect(first).toMatchObject({ version: 2, savedAt: '2026-09-16T06:32:00.000Z', faults: {} })
  await expect(saveSection(as(founder), { id, section: 'property', version: 1, values: { has: 'yes', detail: 'x' } })).rejects.toMatchObject({
    kind: 'conflict',
    code: 'draft.stale',
    params: { at: '2026-09-16T06:32:00.000Z' },
  })
  expect((await saveSection(as(founder), { id, section: 'property', version: 1, values })).version).toBe(2)
  expect((await saveSection(as(founder), { id, section: 'property', version: 2, values })).version).toBe(2)
  expect((await sectionPage(actorOf(founder), id, 'property'))?.values).toEqual(values)
  // two windows at once on one version: exactly one is stored
  const both = await Promise.allSettled(
    ['1', '2'].map((count) => saveSection(as(founder), { id, section: 'desk', version: 2, values: { want: 'yes', count } })),
  )
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('the identity number goes to the person and never back: not in the draft, not on the page, not in the audit', async () => {
  const founder = await makePerson(db, '石一鸣')
  const { id } = await startDraft(as(founder), {})
  const number = '430102199912129974'
  const values: Record<string, string> = { ...completeDraft().identity, idNumber: ` ${number.slice(0, 6)} ${number.slice(6)} ` }
  const saved = await saveSection(as(founder), { id, section: 'identity', version: 1, values })
  expect(saved.faults).toEqual({})
  expect(saved.idLast4).toBe('9974')
  const page = await sectionPage(actorOf(founder), id, 'identity')
  expect(page).toMatchObject({ idLast4: '9974', values: { idNumber: 'stored' } })
  const rows = await db.application.findMany({ where: { id } })
  expect(JSON.stringify([rows, page, await db.auditEvent.findMany()], (_, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(number)
  expect((await db.person.findUniqueOrThrow({ where: { id: founder.personId } })).school).toBe(values.school)
  // somebody else's number, and a child's
  const other = await makePerson(db, '江澄')
  const draft = await startDraft(as(other), {})
  const twice = await saveSection(as(other), { id: draft.id, section: 'identity', version: 1, values: { ...values, idNumber: number } })
  expect(twice.faults).toEqual({ idNumber: 'id_number.registered' })
  const child = await saveSection(as(other), {
    id: draft.id,
    section: 'identity',
    version: twice.version,
    values: { ...values, idNumber: '430102201501019973' },
  })
  expect(child.faults.idNumber).toBe('id_number.age')
  expect((await db.person.findUniqueOrThrow({ where: { id: other.personId } })).idBlindIndex).toBeNull()
})

test('a draft is its applicant’s alone: pages, saving, team, files and discarding look like a missing thing to others', async () => {
  const founder = await makePerson(db, '易初晴')
  const { id } = await startDraft(as(founder), {})
  const other = as(stranger)
  const actor = actorOf(stranger)
  const member = { id, memberId: randomUUID() }
  const attempts: Promise<unknown>[] = [
    taskPage(actor, id),
    sectionPage(actor, id, 'desk'),
    teamPage(actor, id),
    filesPage(actor, id),
    checkPage(actor, id),
    submittedPage(actor, id),
    submittedDates(actor, id),
    saveSection(other, { id, section: 'desk', version: 1, values: {} }),
    inviteMember(other, { id, name: '某人', phone: '19907312345', duty: '', founder: true }),
    removeMember(other, member),
    remindMember(other, member),
    mayAttach(other, { id, purpose: 'plan' }),
    discardDraft(other, { id }),
    submitApplication(other, { id, version: 1, truthful: true, verification: true }),
    taskPage(actorOf(founder), 'not-an-id'),
  ]
  for (const attempt of await Promise.allSettled(attempts)) expect(attempt).toMatchObject({ status: 'rejected', reason: { kind: 'not_found' } })
  expect((await db.application.findUniqueOrThrow({ where: { id } })).version).toBe(1)
  expect(await applicationList(actor)).toEqual([])
})

test('team: a founder confirms by the link of their message; a changed form asks again; the message is not sent twice in ten minutes', async () => {
  const founder = await makePerson(db, '陆云起')
  const mate = await makePerson(db, '向北辰')
  const { id } = await startDraft(as(founder), {})
  await save(founder, id, completeDraft(), '43010220010101997X')
  await attach(founder, id)
  const { memberId } = await inviteMember(as(founder), { id, name: mate.name, phone: mate.phone, duty: '算法', founder: true })
  // being named binds nobody: the account of that number joins by confirming
  expect((await db.ventureMember.findUniqueOrThrow({ where: { id: memberId } })).personId).toBeNull()
  await expect(inviteMember(as(founder), { id, name: '再来', phone: mate.phone, duty: '', founder: false })).rejects.toMatchObject({
    fields: { phone: 'team.twice' },
  })
  const { inviteToken } = await db.ventureMember.findUniqueOrThrow({ where: { id: memberId } })
  const token = inviteToken ?? ''
  expect((await db.outgoingMessage.findFirstOrThrow({ where: { recipient: mate.phone } })).body).toContain(`/confirm/${token}`)
  expect(await confirmPage(token)).toMatchObject({ leader: '陆云起', name: '向北辰', duty: '算法', wants: ['工位'], confirmed: false })
  expect(await confirmPage(`${token}x`)).toBeNull()
  const { version } = await db.application.findUniqueOrThrow({ where: { id } })
  const submitNow = (v: number) => submitApplication(as(founder), { id, version: v, truthful: true, verification: true })
  await expect(submitNow(version)).rejects.toMatchObject({ code: 'application.unconfirmed' })
  expect((await checkPage(actorOf(founder), id))?.fault).toBe('unconfirmed')

  const anonymous = { ...as(mate), actor: null }
  await confirmMembership(anonymous, { token, version })
  await confirmMembership(anonymous, { token, version })
  expect(await confirmPage(token)).toMatchObject({ confirmed: true })
  expect(await db.memberConfirmation.count({ where: { applicationId: id } })).toBe(1)

  const changed = await saveSection(as(founder), { id, section: 'desk', version, values: { want: 'yes', count: '１', byWindow: 'no' } })
  expect((await teamPage(actorOf(founder), id))?.members.find((m) => m.id === memberId)).toMatchObject({ confirmed: false, again: true })
  await expect(submitNow(changed.version)).rejects.toMatchObject({ code: 'application.unconfirmed' })
  await remindMember(as(founder, at('2026-09-16', '11:00')), { id, memberId })
  await expect(remindMember(as(founder, at('2026-09-16', '11:05')), { id, memberId })).rejects.toMatchObject({ code: 'team.reminded' })
  await remindMember(as(founder, at('2026-09-16', '11:10')), { id, memberId })
  // the page was opened before the change: what it shows is not what would be confirmed
  await expect(confirmMembership(anonymous, { token, version })).rejects.toMatchObject({ code: 'confirm.changed' })
  await confirmMembership(anonymous, { token, version: changed.version })
  const { cases } = await submitNow(changed.version)
  // the full-width count is a number
  expect((await db.case.findUniqueOrThrow({ where: { caseNo: cases[0]?.caseNo ?? '' } })).quantity).toBe(1)
  await expect(confirmMembership(anonymous, { token, version: changed.version })).rejects.toMatchObject({ code: 'confirm.nothing_open' })
  expect(await confirmPage(token)).toBeNull()
  expect(await submittedPage(actorOf(mate), id)).toMatchObject({ cases: [{ item: '免费办公场地' }] })
})

test('a member who was taken out: the link is dead and nobody waits for them', async () => {
  const founder = await makePerson(db, '阮知行')
  const { id } = await startDraft(as(founder), {})
  const { memberId } = await inviteMember(as(founder), { id, name: '山行', phone: '19907398765', duty: '', founder: true })
  const { inviteToken } = await db.ventureMember.findUniqueOrThrow({ where: { id: memberId } })
  expect((await taskPage(actorOf(founder), id))?.unconfirmed).toBe(1)
  await removeMember(as(founder), { id, memberId })
  expect((await taskPage(actorOf(founder), id))?.unconfirmed).toBe(0)
  await expect(confirmMembership({ ...as(founder), actor: null }, { token: inviteToken ?? '', version: 1 })).rejects.toMatchObject({ kind: 'not_found' })
  const own = await db.ventureMember.findFirstOrThrow({ where: { personId: founder.personId } })
  await expect(removeMember(as(founder), { id, memberId: own.id })).rejects.toMatchObject({ kind: 'not_found' })
})

test('materials: one per purpose, only what is asked for, only while it is a draft', async () => {
  const founder = await makePerson(db, '贺听澜')
  const { id } = await startDraft(as(founder), { prefill: { desk: { want: 'yes' } } })
  const file = await receiveFile(pdf(), '计划书.pdf')
  const first = await attachFile(as(founder), { id, purpose: 'plan', file })
  const second = await attachFile(as(founder), { id, purpose: 'plan', file: { ...file, name: '计划书 2.pdf' } })
  const lines = (await filesPage(actorOf(founder), id))?.files ?? []
  expect(lines.filter((line) => line.file).map((line) => [line.key, line.file?.id])).toEqual([['plan', second.fileId]])
  expect((await db.storedFile.findUniqueOrThrow({ where: { id: first.fileId } })).deletedAt).not.toBeNull()
  await expect(attachFile(as(founder), { id, purpose: 'use', file })).rejects.toMatchObject({ fields: { file: 'file.purpose' } })
  expect(await audits('file.uploaded', second.fileId)).toBe(1)
  await expect(receiveFile(new Response('<html>').body as ReadableStream<Uint8Array>, 'a.pdf')).rejects.toMatchObject({
    fields: { file: 'file.not_what_it_says' },
  })
})

test('submitting twice acts once, and a submitted form is closed', async () => {
  const founder = await makePerson(db, '白石')
  const { id } = await startDraft(as(founder), {})
  const version = await save(founder, id)
  await expect(submitApplication(as(founder), { id, version, truthful: true, verification: true })).rejects.toMatchObject({ code: 'application.not_complete' })
  await attach(founder, id)
  const key = randomUUID()
  const again = () => submitApplication(as(founder, at('2026-09-16'), key), { id, version, truthful: true, verification: true })
  const [one, two] = await Promise.all([again(), again()])
  expect(one).toEqual(two)
  expect(await db.case.count({ where: { applicationId: id } })).toBe(1)
  expect(await audits('application.submitted', id)).toBe(1)
  await expect(submitApplication(as(founder), { id, version, truthful: true, verification: true })).rejects.toMatchObject({
    code: 'application.already_submitted',
  })
  await expect(saveSection(as(founder), { id, section: 'desk', version: version + 1, values: {} })).rejects.toMatchObject({
    code: 'application.already_submitted',
  })
  await expect(discardDraft(as(founder), { id })).rejects.toMatchObject({ code: 'application.already_submitted' })
  await expect(mayAttach(as(founder), { id, purpose: 'plan' })).rejects.toMatchObject({ code: 'application.already_submitted' })
  expect(await taskPage(actorOf(founder), id)).toBeNull()
  const page = await submittedPage(actorOf(founder), id)
  expect(page?.cases[0]).toMatchObject({ caseNo: one.cases[0]?.caseNo, acceptBy: '9月17日（周四）', resultDays: 5 })
  expect(page?.cases[0]?.qr.length).toBeGreaterThan(20)
  const dates = await submittedDates(actorOf(founder), id)
  expect(dates.map((entry) => entry.date)).toEqual(['2026-09-17', '2026-09-23'])
})

test('a discarded draft is gone with its files, and the next one begins anew', async () => {
  const founder = await makePerson(db, '粟小满')
  const { id } = await startDraft(as(founder), { prefill: { desk: { want: 'yes' } } })
  const { fileId } = await attachFile(as(founder), { id, purpose: 'plan', file: await receiveFile(pdf(), '计划书.pdf') })
  await discardDraft(as(founder), { id })
  expect((await db.storedFile.findUniqueOrThrow({ where: { id: fileId } })).deletedAt).not.toBeNull()
  expect((await db.application.findUniqueOrThrow({ where: { id } })).data).toEqual({})
  await expect(taskPage(actorOf(founder), id)).rejects.toMatchObject({ kind: 'not_found' })
  expect(await audits('application.discarded', id)).toBe(1)
  expect((await startDraft(as(founder), {})).id).not.toBe(id)
})

test('a new team is called what its form says; a venture that is in the zone keeps its name', async () => {
  const newcomer = await makePerson(db, '梁溪')
  const first = await startDraft(as(newcomer), {})
  const project = completeDraft().project ?? {}
  await saveSection(as(newcomer), { id: first.id, section: 'project', version: 1, values: { ...project, name: '山泉水质监测' } })
  const venture = await db.venture.findFirstOrThrow({ where: { members: { some: { personId: newcomer.personId } } } })
  expect(venture.name).toBe('山泉水质监测')
  await db.venture.update({ where: { id: venture.id }, data: { stage: 'makerspace' } })
  await saveSection(as(newcomer), { id: first.id, section: 'project', version: 2, values: { ...project, name: '另一个名字' } })
  expect((await db.venture.findUniqueOrThrow({ where: { id: venture.id } })).name).toBe('山泉水质监测')
})
