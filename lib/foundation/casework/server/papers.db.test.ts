import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { attachFile } from '@/lib/journeys/application/server/commands/attach'
import { saveSection, startDraft } from '@/lib/journeys/application/server/commands/draft'
import { submitApplication } from '@/lib/journeys/application/server/commands/submit'
import type { RoleCode } from '@/lib/kernel/actor'
import { db } from '@/lib/platform/db'
import { receiveFile } from '@/lib/platform/files'
import { completeDraft } from '@/prisma/factories/drafts'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { accept } from './commands/accept'
import { requireSupplement } from './commands/require-supplement'
import { maySupplement, supplementFile } from './commands/supplement-file'
import { resubmit } from './commands/withdraw'
import { caseList } from './own-cases'
import { ownMessages } from './own-messages'
import { readDocument, readFile } from './papers'

const content = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'
const pdf = () => new Response(content).body as ReadableStream<Uint8Array>
const people: Record<string, MadePerson> = {}
const roles: Record<string, RoleCode[]> = {
  founder: ['applicant'],
  mate: ['applicant'],
  stranger: ['applicant'],
  clerk: ['intake'],
  leader: ['leader'],
  auditor: ['auditor'],
  space: ['space'],
  reviewer: ['reviewer'],
}
const files: Record<string, string> = {}
let applicationId = ''
let caseNo = ''

const ctx = (who: string) => {
  const person = people[who]
  if (!person) throw new Error(`no ${who}`)
  return ctxOf(person, roles[who] ?? [], at('2026-09-16'))
}
const actorOf = (who: string) => {
  const { actor } = ctx(who)
  if (!actor) throw new Error(`no ${who}`)
  return actor
}
const reader = (who: string) => ({ actor: who === 'nobody' ? null : ctx(who).actor, requestId: 'r' })
const everyone = [...Object.keys(roles), 'nobody']
const readersOf = async (read: (who: string) => Promise<unknown>) => {
  const may: string[] = []
  for (const who of everyone) {
    const answer = await read(who).then(
      () => 'ok',
      (error: { kind?: string }) => error.kind,
    )
    if (answer === 'ok') may.push(who)
    else expect(answer, who).toBe('not_found')
  }
  return may
}
const version = async () => (await db.case.findUniqueOrThrow({ where: { caseNo } })).version

beforeAll(async () => {
  await openTestDatabase()
  for (const who of Object.keys(roles)) people[who] = await makePerson(db, who, roles[who])
  const founder = ctx('founder')
  ;({ id: applicationId } = await startDraft(founder, {}))
  const draft = completeDraft()
  let seen = 1
  for (const [section, values] of Object.entries({ ...draft, identity: { ...draft.identity, idNumber: '11010519491231002X' } }))
    ({ version: seen } = await saveSection(founder, { id: applicationId, section: section as 'desk', version: seen, values }))
  const { ventureId } = await db.application.findUniqueOrThrow({ where: { id: applicationId } })
  await db.ventureMember.create({ data: { ventureId: ventureId ?? '', personId: people.mate?.personId ?? '', name: 'mate', role: 'member' } })
  for (const purpose of ['identity', 'study', 'plan']) {
    const { fileId } = await attachFile(founder, { id: applicationId, purpose, file: await receiveFile(pdf(), `${purpose}.pdf`) })
    files[purpose] = fileId
  }
  // while it is a draft, nobody but the owner and the team reads
  expect(await readersOf((who) => readFile(reader(who), files.plan ?? ''))).toEqual(['founder', 'mate'])
  const { cases } = await submitApplication(ctx('founder'), { id: applicationId, version: seen, truthful: true, verification: true })
  caseNo = cases[0]?.caseNo ?? ''
})
afterAll(closeTestDatabase)

test('a file: owner and team, the window, and leaders the plan; the identity scan is not the team’s', async () => {
  expect(await readersOf((who) => readFile(reader(who), files.plan ?? ''))).toEqual(['founder', 'mate', 'clerk', 'leader'])
  expect(await readersOf((who) => readFile(reader(who), files.identity ?? ''))).toEqual(['founder', 'clerk'])
  const { body } = await readFile(reader('clerk'), files.plan ?? '')
  if (!(body instanceof ReadableStream)) throw new Error('a file is streamed')
  expect(await new Response(body).text()).toBe(content)
})

test('reading by staff and every refusal leave a row; reading one’s own leaves none', async () => {
  const count = (outcome: 'ok' | 'denied') => db.auditEvent.count({ where: { action: 'file.read', subjectId: files.study ?? '', outcome } })
  await readFile(reader('founder'), files.study ?? '')
  expect(await count('ok')).toBe(0)
  await readFile(reader('clerk'), files.study ?? '')
  expect(await count('ok')).toBe(1)
  await expect(readFile(reader('stranger'), files.study ?? '')).rejects.toMatchObject({ kind: 'not_found' })
  expect(await count('denied')).toBe(1)
  for (const id of ['../../etc/passwd', '', crypto.randomUUID()]) await expect(readFile(reader('clerk'), id)).rejects.toMatchObject({ kind: 'not_found' })
})

test('補正: only its applicant, only while it is asked for; the new file replaces the old one and the case goes back', async () => {
  await expect(maySupplement(ctx('founder'), { caseNo, purpose: 'plan' })).rejects.toMatchObject({ code: 'case.state_changed' })
  await requireSupplement(ctx('clerk'), { caseNo, version: await version(), items: [{ key: 'study', remark: '报告过了有效期' }] })
  for (const who of ['stranger', 'mate', 'clerk'])
    await expect(maySupplement(ctx(who), { caseNo, purpose: 'plan' })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(resubmit(ctx('founder'), { caseNo, version: await version() })).rejects.toMatchObject({ code: 'case.materials_missing' })
  const [own] = await caseList(actorOf('founder'))
  expect(own).toMatchObject({ caseNo, mine: true, asked: ['学籍或学历证明'], stateWord: expect.stringContaining('补') })
  const { fileId } = await supplementFile(ctx('founder'), { caseNo, purpose: 'study', file: await receiveFile(pdf(), '新报告.pdf') })
  await expect(readFile(reader('clerk'), fileId)).resolves.toMatchObject({ name: '新报告.pdf' })
  // the one that was refused hangs on no case any more
  await expect(readFile(reader('clerk'), files.study ?? '')).rejects.toMatchObject({ kind: 'not_found' })
  await resubmit(ctx('founder'), { caseNo, version: await version() })
  const [mates] = await caseList(actorOf('mate'))
  expect(mates).toMatchObject({ caseNo, mine: false, asked: [] })
  expect(await caseList(actorOf('stranger'))).toEqual([])
})

test('a document: the holder, the team, and staff who may read the case; drawn from its row, the same each time', async () => {
  await accept(ctx('clerk'), { caseNo, version: await version() })
  const row = await db.document.findFirstOrThrow({ where: { kind: 'acceptance' } })
  // the days of 复核 in force on the day of issue
  expect(row.data).toMatchObject({ review: { applyDays: 5, decideDays: 10 } })
  expect(await readersOf((who) => readDocument(reader(who), row.id))).toEqual(['founder', 'mate', 'clerk', 'leader', 'auditor'])
  const [one, two] = await Promise.all([readDocument(reader('founder'), row.id), readDocument(reader('clerk'), row.id)])
  expect(one.name).toBe(`受理通知书 ${row.number}.pdf`)
  expect(one.body).toEqual(two.body)
  expect(one.body instanceof Buffer && one.body.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await db.auditEvent.count({ where: { action: 'document.read', subjectId: row.id, outcome: 'ok' } })).toBeGreaterThan(0)
})

test('messages: documents and texts of own cases, newest first; the team reads the papers, not another’s telephone', async () => {
  const { messages: mine, venture } = await ownMessages(actorOf('founder'))
  expect(venture).toBe((await db.venture.findFirstOrThrow()).name)
  expect(mine.map((one) => one.kind)).toEqual(expect.arrayContaining(['document', 'sms']))
  const { messages: mates } = await ownMessages(actorOf('mate'))
  expect(mates.some((one) => one.kind === 'sms')).toBe(false)
  expect(mates.some((one) => one.kind === 'document')).toBe(true)
  expect(await ownMessages(actorOf('stranger'))).toEqual({ venture: null, messages: [] })
})
