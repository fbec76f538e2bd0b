import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { type MadeCase, makeApprovedCase } from '@/prisma/factories/cases'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import { allocate } from './commands/allocate'
import { checkIn, release, vacate } from './commands/occupy'
import { offer } from './commands/offer'
import { acceptOffer, declineOffer } from './commands/respond'
import { outOfLine } from './door'
import { expireHolds, releaseOfEndedCase } from './jobs'

let officer: MadePerson
let leader: MadePerson
let desks: string[]
let ownerUrl: string
let block = 0

beforeAll(async () => {
  ownerUrl = (await openTestDatabase()).ownerUrl
  ;[officer, leader] = await Promise.all([makePerson(db, '沈知远', ['space']), makePerson(db, '罗启明', ['leader'])])
})
afterAll(closeTestDatabase)
/** Each test has desks of its own; nobody else waits and nothing else is held. */
beforeEach(async () => {
  await expireHolds(space(at('2027-06-01')))
  await db.$executeRaw`UPDATE case_file SET measure_code = 'coaching' WHERE state = 'approved'`
  desks = await makeDesks(db, 6, `B${++block}`)
})

const space = (when = at('2026-09-16'), key?: string) => ctxOf(officer, ['space'], when, key)
const applicant = (one: MadeCase, when = at('2026-09-16')) => ctxOf(one.founder, ['applicant'], when)
const statesOf = async (one: MadeCase) =>
  (await db.allocation.findMany({ where: { caseId: one.caseId }, orderBy: { createdAt: 'asc' } })).map((row) => row.state)
const auditOf = async (subjectId: string) => (await db.auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map((row) => row.action)
async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(sql)
  await client.end()
}
const desk = (n: number) => desks[n] ?? ''
const holdingAt = async (unitId: string) => (await db.allocation.findFirstOrThrow({ where: { unitId, state: 'occupied' } })).id
const messages = (template: string) => db.outgoingMessage.findMany({ where: { template }, orderBy: { createdAt: 'asc' } })

describe('from the offer to the end', () => {
  async function offered(name: string): Promise<MadeCase> {
    const one = await makeApprovedCase(db, name, { decidedAt: new Date(`2026-09-0${(block % 8) + 1}T02:00:00Z`) })
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] })
    await offer(space(), { caseNo: one.caseNo })
    return one
  }

  test('the term of the notice is the term of the row, also when the offer comes a day later', async () => {
    const one = await makeApprovedCase(db, '晚一天')
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] })
    await offer(space(at('2026-09-17')), { caseNo: one.caseNo })
    const [row] = await db.$queryRaw<{ from: string; until: string }[]>`
      SELECT lower(during)::text AS from, upper(during)::text AS until FROM allocation WHERE case_id = ${one.caseId}::uuid`
    // 17 September + 3 working days: Friday 18, worked Sunday 20, Monday 21
    expect(row).toEqual({ from: '2026-09-22', until: '2027-09-22' })
    const document = await db.document.findFirstOrThrow({ where: { caseId: one.caseId } })
    expect(document.data).toMatchObject({ term: '2026年9月22日至2027年9月21日' })
    await expect(offer(space(at('2026-09-17')), { caseNo: one.caseNo })).rejects.toMatchObject({ code: 'space.nothing_held' })
  })

  test('a hold that is over is not offered any more', async () => {
    const one = await makeApprovedCase(db, '忘了发')
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] })
    await expect(offer(space(at('2026-09-18', '17:00')), { caseNo: one.caseNo })).rejects.toMatchObject({ code: 'space.hold_expired' })
  })

  test('confirmed and handed over; nothing of it twice, nothing by others', async () => {
    const one = await offered('云杉')
    const other = await makeApprovedCase(db, '外人')
    await expect(acceptOffer(applicant(other), { caseNo: one.caseNo })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(checkIn(space(), { caseNo: one.caseNo })).rejects.toMatchObject({ code: 'space.nothing_accepted' })
    await acceptOffer(applicant(one), { caseNo: one.caseNo })
    await expect(declineOffer(applicant(one), { caseNo: one.caseNo })).rejects.toMatchObject({ code: 'space.accepted_already' })
    await checkIn(space(), { caseNo: one.caseNo })
    await expect(release(space(), { caseNo: one.caseNo, state: 'accepted', reason: '已经入住了' })).rejects.toMatchObject({ code: 'space.nothing_held' })
    expect(await statesOf(one)).toEqual(['occupied'])
    const allocationId = await holdingAt(desk(0))
    await expect(vacate(ctxOf(leader, ['leader']), { unitId: desk(0), allocationId, reason: '越权试试' })).rejects.toMatchObject({ kind: 'not_found' })
    await vacate(space(at('2026-10-09')), { unitId: desk(0), allocationId, reason: '搬到孵化楼' })
    const [row] = await db.$queryRaw<{ until: string }[]>`SELECT upper(during)::text AS until FROM allocation WHERE case_id = ${one.caseId}::uuid`
    expect(row?.until).toBe('2026-10-09')
    const next = await makeApprovedCase(db, '接着用', { decidedAt: new Date('2026-08-01T02:00:00Z') })
    await allocate(space(at('2026-10-09')), { caseNo: next.caseNo, unitIds: [desk(0)] })
    expect(await statesOf(next)).toEqual(['held'])
  })

  test('declined: free at once, and out of the list', async () => {
    const one = await offered('不要了')
    expect(await outOfLine([one.caseId])).toEqual(new Set())
    await declineOffer(applicant(one), { caseNo: one.caseNo })
    expect(await statesOf(one)).toEqual(['declined'])
    expect(await outOfLine([one.caseId])).toEqual(new Set([one.caseId]))
    await expect(allocate(space(), { caseNo: one.caseNo, unitIds: [desk(1)] })).rejects.toMatchObject({ code: 'space.not_waiting' })
    const next = await makeApprovedCase(db, '下一位')
    await allocate(space(), { caseNo: next.caseNo, unitIds: [desk(0)] })
  })

  test('taken back with a reason: the desk goes to the next, the place in the list stays', async () => {
    const one = await offered('选错了')
    await release(space(), { caseNo: one.caseNo, state: 'offered', reason: '点错了位置' })
    expect(await statesOf(one)).toEqual(['released'])
    const later = await makeApprovedCase(db, '后来的', { decidedAt: new Date('2026-09-15T02:00:00Z') })
    await expect(allocate(space(), { caseNo: later.caseNo, unitIds: [desk(0)] })).rejects.toMatchObject({ code: 'space.not_next' })
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk(1)] })
    await allocate(space(), { caseNo: later.caseNo, unitIds: [desk(0)] })
    expect(await auditOf(one.caseNo)).toEqual(['space.held', 'space.offered', 'space.released', 'space.held'])
  })

  test('an offer that ran out: free, told by SMS, last in the list; run twice it acts once', async () => {
    const slow = await offered('没看短信')
    const late = at('2026-09-21', '17:00')
    await expect(acceptOffer(applicant(slow, late), { caseNo: slow.caseNo })).rejects.toMatchObject({ code: 'space.offer_expired' })
    expect(await expireHolds(space(late))).toBe(1)
    expect(await expireHolds(space(late))).toBe(0)
    expect(await outOfLine([slow.caseId])).toEqual(new Set())
    expect((await messages('space.offer_expired')).filter((one) => one.caseId === slow.caseId)).toHaveLength(1)
    const later = await makeApprovedCase(db, '后来的', { decidedAt: new Date('2026-09-15T02:00:00Z') })
    await expect(allocate(space(late), { caseNo: slow.caseNo, unitIds: [desk(0)] })).rejects.toMatchObject({ code: 'space.not_next' })
    await allocate(space(late), { caseNo: later.caseNo, unitIds: [desk(0)] })
  })

  test('a hold that nobody followed up costs the applicant nothing', async () => {
    const one = await makeApprovedCase(db, '等通知', { decidedAt: new Date('2026-09-01T02:00:00Z') })
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] })
    const late = at('2026-09-18', '17:00')
    expect(await expireHolds(space(late))).toBe(1)
    expect((await messages('space.hold_expired')).filter((m) => m.caseId === one.caseId)).toHaveLength(1)
    await makeApprovedCase(db, '后来的', { decidedAt: new Date('2026-09-15T02:00:00Z') })
    await allocate(space(late), { caseNo: one.caseNo, unitIds: [desk(0)] })
  })

  test('one bad row stops no other, and the job says so', async () => {
    const bad = await offered('坏的')
    const good = await makeApprovedCase(db, '好的', { decidedAt: new Date('2026-09-15T02:00:00Z') })
    await allocate(space(), { caseNo: good.caseNo, unitIds: [desk(1)] })
    const late = space(at('2026-09-22', '17:00'))
    const breaking = { ...late, transaction: late.transaction }
    let calls = 0
    breaking.transaction = (work) => {
      calls += 1
      if (calls === 1) throw new Error('the database is away')
      return late.transaction(work)
    }
    await expect(expireHolds(breaking)).rejects.toThrow(/1 of 2/)
    expect([...(await statesOf(bad)), ...(await statesOf(good))].filter((state) => state === 'expired')).toHaveLength(1)
    expect(await expireHolds(late)).toBe(1)
    expect([...(await statesOf(bad)), ...(await statesOf(good))]).toEqual(['expired', 'expired'])
  })

  test('a case that ended lets go of what it held; an approved one does not', async () => {
    const one = await offered('撤回的')
    expect(await releaseOfEndedCase(one.caseId)).toBe(0)
    await asOwner(`SET session_replication_role = replica; UPDATE case_file SET state = 'withdrawn' WHERE id = '${one.caseId}'`)
    expect(await releaseOfEndedCase(one.caseId)).toBe(1)
    expect(await releaseOfEndedCase(one.caseId)).toBe(0)
    expect(await statesOf(one)).toEqual(['released'])
    expect(await auditOf(one.caseNo)).toEqual(['space.held', 'space.offered', 'space.released'])
  })
})
