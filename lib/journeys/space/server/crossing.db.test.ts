import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { makeApprovedCase } from '@/prisma/factories/cases'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import { allocate } from './commands/allocate'
import { checkIn, release, vacate } from './commands/occupy'
import { offer } from './commands/offer'
import { acceptOffer } from './commands/respond'
import { expireHolds } from './jobs'

let officer: MadePerson
let ownerUrl: string

beforeAll(async () => {
  ownerUrl = (await openTestDatabase()).ownerUrl
  officer = await makePerson(db, '沈知远', ['space'])
})
afterAll(closeTestDatabase)

const space = (when = at('2026-09-16')) => ctxOf(officer, ['space'], when)

test('an answer in the last moment and the job that takes the offer back meet: one of them waits, none of them fails', async () => {
  const [desk = ''] = await makeDesks(db, 1, 'X1')
  const one = await makeApprovedCase(db, '最后一分钟')
  await allocate(space(), { caseNo: one.caseNo, unitIds: [desk] })
  await offer(space(), { caseNo: one.caseNo })
  // somebody holds the desk's row for a moment, so that both stand before it
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('BEGIN')
  await client.query('SELECT 1 FROM allocation WHERE case_id = $1 FOR UPDATE', [one.caseId])
  const job = expireHolds(space(at('2026-10-20')))
  await new Promise((go) => setTimeout(go, 300))
  const answer = acceptOffer(ctxOf(one.founder, ['applicant'], at('2026-09-17')), { caseNo: one.caseNo })
  await new Promise((go) => setTimeout(go, 300))
  await client.query('COMMIT')
  await client.end()
  const [freed, answered] = await Promise.allSettled([job, answer])
  expect(freed.status).toBe('fulfilled')
  const row = await db.allocation.findFirstOrThrow({ where: { caseId: one.caseId } })
  if (answered.status === 'fulfilled') expect(row.state).toBe('accepted')
  else {
    expect(row.state).toBe('expired')
    expect(answered.reason).toMatchObject({ code: 'space.nothing_offered' })
  }
})

test('a page drawn before the answer takes nothing back, and one drawn before a change of hands puts nobody out', async () => {
  const [desk = ''] = await makeDesks(db, 1, 'X2')
  const holder = async () => (await db.allocation.findFirstOrThrow({ where: { unitId: desk }, orderBy: { createdAt: 'desc' } })).id
  const seat = async (name: string) => {
    const one = await makeApprovedCase(db, name)
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk], reason: '换人试用' })
    await offer(space(), { caseNo: one.caseNo })
    await acceptOffer(ctxOf(one.founder, ['applicant'], at('2026-09-16')), { caseNo: one.caseNo })
    await expect(release(space(), { caseNo: one.caseNo, state: 'offered', reason: '等不到回复' })).rejects.toMatchObject({ code: 'space.state_changed' })
    await checkIn(space(), { caseNo: one.caseNo })
    return holder()
  }
  const first = await seat('先来的')
  await vacate(space(), { unitId: desk, allocationId: first, reason: '搬到孵化楼' })
  const second = await seat('后来的')
  await expect(vacate(space(), { unitId: desk, allocationId: first, reason: '搬到孵化楼' })).rejects.toMatchObject({ code: 'space.state_changed' })
  expect((await db.allocation.findUniqueOrThrow({ where: { id: second } })).state).toBe('occupied')
})

test('without its limit in force nobody takes a unit', async () => {
  const [desk = ''] = await makeDesks(db, 1, 'X3')
  const one = await makeApprovedCase(db, '没有上限')
  const limit = await db.ruleValue.findFirstOrThrow({ where: { key: 'space.max_live.desk', validTo: null } })
  await db.ruleValue.update({ where: { id: limit.id }, data: { validTo: new Date('2026-09-15T00:00:00Z') } })
  await expect(allocate(space(), { caseNo: one.caseNo, unitIds: [desk], reason: '换人试用' })).rejects.toThrow('space.max_live.desk')
  await db.ruleValue.update({ where: { id: limit.id }, data: { validTo: null } })
  await allocate(space(), { caseNo: one.caseNo, unitIds: [desk], reason: '换人试用' })
})

test('a limit that was raised holds for ventures that had a unit before, and a lowered one keeps nobody from giving back', async () => {
  const desks = await makeDesks(db, 6, 'X4')
  const limit = await db.ruleValue.findFirstOrThrow({ where: { key: 'space.max_live.desk', validTo: null } })
  const to = (value: number) => db.ruleValue.update({ where: { id: limit.id }, data: { value } })
  const one = await makeApprovedCase(db, '多要几个', { quantity: 6 })
  const take = () => allocate(space(), { caseNo: one.caseNo, unitIds: desks, reason: '换人试用' })
  await expect(take()).rejects.toMatchObject({ code: 'space.over_limit' })
  await allocate(space(), { caseNo: one.caseNo, unitIds: desks.slice(0, 1), reason: '换人试用' })
  await release(space(), { caseNo: one.caseNo, state: 'held', reason: '等新规定' })
  await to(6)
  await take()
  await to(2)
  await release(space(), { caseNo: one.caseNo, state: 'held', reason: '退回重来' })
  await expect(take()).rejects.toMatchObject({ code: 'space.over_limit' })
  await to(limit.value.toNumber())
})
