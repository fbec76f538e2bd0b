import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import { carryOut, dropChange } from './commands/decide-change'
import { findByIdentity } from './commands/find-by-identity'
import { proposeCorrection, proposeMerge } from './commands/propose-change'
import { unmask } from './commands/unmask'
import { verify } from './commands/verify'
import { identityColumns } from './identity-number'
import { suggestionsFor } from './repo'

/** Valid check digits, nobody's numbers. */
const [numberA, numberB, numberC, numberD] = ['11010519491231002X', '430102200001019972', '430102200001019999', '430302200102030012'] as const
const reason = '窗口看过身份证原件'

let clerk: MadePerson
let clerk2: MadePerson
let stranger: MadePerson
const asClerk = () => ctxOf(clerk, ['intake'])
const asClerk2 = () => ctxOf(clerk2, ['intake'])

beforeAll(async () => {
  await openTestDatabase()
  ;[clerk, clerk2, stranger] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '谭维', ['intake']), makePerson(db, '石一鸣')])
})
afterAll(closeTestDatabase)

const give = (personId: string, number: string) => db.person.update({ where: { id: personId }, data: identityColumns(personId, number) })
const stateOf = async (id: string) => (await db.person.findUniqueOrThrow({ where: { id } })).state
const actionsOn = async (id: string) => (await db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })).map((row) => row.action)

/** Every text of the audit, of proposals and of stored answers: no identity number may stand in it. */
async function everyText(): Promise<string> {
  const rows = await db.$queryRaw<{ t: string }[]>`
    SELECT coalesce(string_agg(t, ' '), '') AS t FROM (
      SELECT row_to_json(e)::text AS t FROM audit_event e UNION ALL SELECT row_to_json(c)::text FROM person_change c
      UNION ALL SELECT row_to_json(k)::text FROM idempotency_key k UNION ALL SELECT row_to_json(r)::text FROM rate_window r
      UNION ALL SELECT row_to_json(p)::text FROM person p) x`
  return rows[0]?.t ?? ''
}

test('verify: the typed number must be the given one, then the person is verified', async () => {
  const person = await makePerson(db, '林知夏')
  await give(person.personId, numberA)
  await expect(verify(asClerk(), { personId: person.personId, idNumber: numberB, seen: true })).rejects.toMatchObject({
    fields: { idNumber: 'person.number_differs' },
  })
  expect(await stateOf(person.personId)).toBe('registered')
  await verify(asClerk(), { personId: person.personId, idNumber: numberA, seen: true })
  expect(await stateOf(person.personId)).toBe('verified')
  expect(await actionsOn(person.personId)).toEqual(['person.verified'])
  await expect(verify(asClerk2(), { personId: person.personId, idNumber: numberA, seen: true })).rejects.toMatchObject({ code: 'person.verified_already' })
  expect(await findByIdentity(asClerk(), { idNumber: numberA })).toEqual({ personId: person.personId })
})

test('verify: a number that is somebody else’s, an own person, an imported row, a stranger — all refused', async () => {
  const person = await makePerson(db, '唐若川')
  await expect(verify(asClerk(), { personId: person.personId, idNumber: numberA, seen: true })).rejects.toMatchObject({
    fields: { idNumber: 'person.number_elsewhere' },
  })
  await expect(verify(asClerk(), { personId: clerk.personId, idNumber: numberB, seen: true })).rejects.toMatchObject({ code: 'policy.own_person' })
  await expect(verify(ctxOf(stranger, ['applicant']), { personId: person.personId, idNumber: numberB, seen: true })).rejects.toMatchObject({
    kind: 'not_found',
  })
  const imported = await db.person.create({ data: { state: 'imported', name: '唐若川', source: 'ledger' } })
  await expect(verify(asClerk(), { personId: imported.id, idNumber: numberB, seen: true })).rejects.toMatchObject({ code: 'person.without_account' })
  await expect(db.person.update({ where: { id: imported.id }, data: { state: 'verified' } })).rejects.toThrow(
    /illegal transition of person|verified_has_identity/,
  )
})

test('verify: two clerks at once, one does it', async () => {
  const person = await makePerson(db, '许明澜')
  const both = await Promise.allSettled([
    verify(asClerk(), { personId: person.personId, idNumber: numberC, seen: true }),
    verify(asClerk2(), { personId: person.personId, idNumber: numberC, seen: true }),
  ])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await actionsOn(person.personId)).filter((action) => action === 'person.verified')).toHaveLength(1)
})

test('unmask: shown with a reason, audited, never to oneself or to others', async () => {
  const person = await db.person.findFirstOrThrow({ where: { name: '许明澜' } })
  expect(await unmask(asClerk(), { personId: person.id, reason: '银行开户要核对号码' })).toEqual({ idNumber: numberC })
  const row = await db.auditEvent.findFirstOrThrow({ where: { action: 'person.unmasked', subjectId: person.id } })
  expect([row.actorId, row.reason]).toEqual([clerk.userId, '银行开户要核对号码'])
  await expect(unmask(ctxOf(stranger, ['applicant']), { personId: person.id, reason })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(unmask(asClerk(), { personId: clerk.personId, reason })).rejects.toMatchObject({ code: 'policy.own_person' })
  await expect(unmask(asClerk(), { personId: stranger.personId, reason })).rejects.toMatchObject({ code: 'person.no_number' })
})

test('correct identity: proposed by one, carried out by another; the proposal keeps no number', async () => {
  const person = await db.person.findFirstOrThrow({ where: { name: '许明澜' } })
  const { changeId } = await proposeCorrection(asClerk(), { personId: person.id, idNumber: numberD, reason })
  await expect(proposeCorrection(asClerk2(), { personId: person.id, idNumber: numberB, reason })).rejects.toMatchObject({ code: 'person.change_open' })
  await expect(carryOut(asClerk(), { changeId })).rejects.toMatchObject({ code: 'policy.proposed_by_you' })
  await expect(carryOut(ctxOf(stranger, ['applicant']), { changeId })).rejects.toMatchObject({ kind: 'not_found' })
  await carryOut(asClerk2(), { changeId })
  expect((await db.personChange.findUniqueOrThrow({ where: { id: changeId } })).idCipher).toBeNull()
  expect(await findByIdentity(asClerk(), { idNumber: numberD })).toEqual({ personId: person.id })
  await expect(findByIdentity(asClerk(), { idNumber: numberC })).rejects.toMatchObject({ fields: { idNumber: 'person.no_such_number' } })
  await expect(carryOut(asClerk2(), { changeId })).rejects.toMatchObject({ code: 'person.change_decided' })
  // without a proposal the database keeps the number of a verified person
  await expect(give(person.id, numberB)).rejects.toThrow(/identity of a verified person/)
})

async function imported(name: string, phone: string) {
  const venture = await db.venture.create({ data: { name: `${name}的项目`, field: '新材料', source: 'ledger' } })
  const person = await db.person.create({
    data: { state: 'imported', name, phone, source: 'ledger', school: '湘州理工大学', memberships: { create: { ventureId: venture.id, name, role: 'lead' } } },
  })
  return { personId: person.id, ventureId: venture.id }
}

test('merge: suggested by phone, proposed, carried out by another; everything moves and the row is closed', async () => {
  const person = await makePerson(db, '周予安')
  const from = await imported('周予安', person.phone)
  const round = await db.round.findFirstOrThrow()
  await db.application.create({ data: { personId: from.personId, ventureId: from.ventureId, roundId: round.id, source: 'ledger', externalNo: 'T-1' } })
  await db.venture.update({ where: { id: from.ventureId }, data: { members: { create: { personId: person.personId, name: '周予安', role: 'member' } } } })
  const [suggestion] = await suggestionsFor(db, await db.person.findUniqueOrThrow({ where: { id: person.personId } }))
  expect(suggestion).toMatchObject({ id: from.personId, why: 'name_and_phone' })

  const { changeId } = await proposeMerge(asClerk(), { personId: person.personId, fromId: from.personId, reason })
  expect((await db.person.findUniqueOrThrow({ where: { id: from.personId } })).mergedIntoId).toBeNull()
  await expect(carryOut(asClerk(), { changeId })).rejects.toMatchObject({ code: 'policy.proposed_by_you' })
  const { moved } = await carryOut(asClerk2(), { changeId })
  expect(moved).toEqual({ memberships: 1, applications: 1, cases: 0, allocations: 0, documents: 0, files: 0 })

  expect(await db.person.findUniqueOrThrow({ where: { id: from.personId } })).toMatchObject({ mergedIntoId: person.personId })
  expect(await db.person.findUniqueOrThrow({ where: { id: person.personId } })).toMatchObject({ school: '湘州理工大学', state: 'registered' })
  const open = await db.ventureMember.findMany({ where: { ventureId: from.ventureId, leftAt: null } })
  expect(open.map((row) => [row.personId, row.role])).toEqual([[person.personId, 'lead']])
  expect(await actionsOn(person.personId)).toEqual(['person.merge_proposed', 'person.merged'])
})

test('a merged person holds nothing more and signs in nowhere: the database refuses', async () => {
  const gone = await db.person.findFirstOrThrow({ where: { mergedIntoId: { not: null } } })
  const round = await db.round.findFirstOrThrow()
  const [unitId = ''] = await makeDesks(db, 1, 'M')
  const venture = await db.venture.findFirstOrThrow()
  const tries = [
    db.user.create({ data: { personId: gone.id, phone: '19907300001' } }),
    db.application.create({ data: { personId: gone.id, roundId: round.id } }),
    db.ventureMember.create({ data: { ventureId: venture.id, personId: gone.id, name: gone.name, role: 'member' } }),
    db.storedFile.create({ data: { ownerPersonId: gone.id, purpose: 'plan', name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: 'x' } }),
    db.$executeRaw`INSERT INTO allocation (unit_id, kind, venture_id, person_id, during, state, source)
                   VALUES (${unitId}::uuid, 'desk', ${venture.id}::uuid, ${gone.id}::uuid, daterange('2026-01-01', '2026-02-01'), 'occupied', 'ledger')`,
    db.person.update({ where: { id: gone.id }, data: { name: '改名' } }),
    db.person.update({ where: { id: gone.id }, data: { mergedIntoId: null, mergedAt: null } }),
  ]
  for (const one of await Promise.allSettled(tries)) expect(String(one.status === 'rejected' && one.reason)).toMatch(/merged person/)
  await expect(verify(asClerk(), { personId: gone.id, idNumber: numberB, seen: true })).rejects.toMatchObject({ code: 'person.merged' })
})

test('merge: own person, a registered source and a stranger are refused; a proposal can be dropped', async () => {
  const person = await makePerson(db, '陆怀真')
  const from = await imported('陆怀真', person.phone)
  const input = { personId: person.personId, fromId: from.personId, reason }
  await expect(proposeMerge(ctxOf(stranger, ['applicant']), input)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(proposeMerge(asClerk(), { ...input, personId: clerk.personId })).rejects.toMatchObject({ code: 'policy.own_person' })
  await expect(proposeMerge(asClerk(), { ...input, fromId: stranger.personId })).rejects.toMatchObject({ code: 'person.not_mergeable' })
  const { changeId } = await proposeMerge(asClerk(), input)
  await dropChange(asClerk(), { changeId })
  await expect(carryOut(asClerk2(), { changeId })).rejects.toMatchObject({ code: 'person.change_decided' })
  expect((await db.person.findUniqueOrThrow({ where: { id: from.personId } })).mergedIntoId).toBeNull()
})

test('merge: two clerks carry it out at once, one does', async () => {
  const person = await makePerson(db, '沈知远')
  const from = await imported('沈知远', person.phone)
  const { changeId } = await proposeMerge(asClerk(), { personId: person.personId, fromId: from.personId, reason })
  const clerk3 = await makePerson(db, '安以宁', ['intake'])
  const both = await Promise.allSettled([carryOut(asClerk2(), { changeId }), carryOut(ctxOf(clerk3, ['intake']), { changeId })])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await actionsOn(person.personId)).filter((action) => action === 'person.merged')).toHaveLength(1)
})

test('an insert that runs while a merge commits is refused, not left behind', async () => {
  const person = await makePerson(db, '梁砚秋')
  const from = await imported('梁砚秋', person.phone)
  const { changeId } = await proposeMerge(asClerk(), { personId: person.personId, fromId: from.personId, reason })
  const venture = await db.venture.findFirstOrThrow()
  await Promise.allSettled([
    carryOut(asClerk2(), { changeId }),
    ...Array.from({ length: 6 }, (_, i) =>
      db.ventureMember.create({ data: { ventureId: venture.id, personId: from.personId, name: `梁${i}`, role: 'member' } }),
    ),
  ])
  expect(await db.ventureMember.count({ where: { personId: from.personId } })).toBe(0)
  expect((await db.person.findUniqueOrThrow({ where: { id: from.personId } })).mergedIntoId).toBe(person.personId)
})

test('no identity number stands in clear anywhere', async () => {
  const text = await everyText()
  expect(text).toContain('person.unmasked')
  for (const number of [numberA, numberB, numberC, numberD]) expect(text).not.toContain(number)
})
