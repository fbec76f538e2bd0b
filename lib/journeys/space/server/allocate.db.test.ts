import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { type MadeCase, makeApprovedCase } from '@/prisma/factories/cases'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import { allocate, claim } from './commands/allocate'
import { changeUnits } from './commands/change-units'
import { expireHolds } from './jobs'

let officer: MadePerson
let officer2: MadePerson
let leader: MadePerson
let desks: string[]
let block = 0

beforeAll(async () => {
  await openTestDatabase()
  ;[officer, officer2, leader] = await Promise.all([
    makePerson(db, '沈知远', ['space']),
    makePerson(db, '陆怀真', ['space']),
    makePerson(db, '罗启明', ['leader']),
  ])
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
const desk = (n: number) => desks[n] ?? ''
const jobs = (task: string) =>
  db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = ${task}`.then((rows) => rows[0]?.n ?? 0)

describe('giving desks', () => {
  test('the first of the list gets them: held for two working days, audited, pages told', async () => {
    const first = await makeApprovedCase(db, '石榴工坊', { quantity: 2 })
    const given = await allocate(space(), { caseNo: first.caseNo, unitIds: [desk(0), desk(1)] })
    expect(given.units).toHaveLength(2)
    const rows = await db.allocation.findMany({ where: { caseId: first.caseId } })
    expect(rows.map((row) => row.state)).toEqual(['held', 'held'])
    // Wednesday 16 September + 2 working days
    expect(rows[0]?.holdExpiresAt?.toISOString()).toBe('2026-09-18T09:00:00.000Z')
    expect(await auditOf(first.caseNo)).toEqual(['space.held'])
    expect(await jobs('revalidate')).toBe(1)
  })

  test('another than the first needs a reason, which stays in audit and history', async () => {
    await makeApprovedCase(db, '先批准的', { decidedAt: new Date('2026-09-10T02:00:00Z') })
    const second = await makeApprovedCase(db, '后批准的', { decidedAt: new Date('2026-09-11T02:00:00Z') })
    const input = { caseNo: second.caseNo, unitIds: [desk(0)] }
    await expect(allocate(space(), input)).rejects.toMatchObject({ code: 'space.not_next', params: { first: '先批准的' } })
    expect(await statesOf(second)).toEqual([])
    await allocate(space(), { ...input, reason: '设备过重，只能放一层' })
    const audit = await db.auditEvent.findFirstOrThrow({ where: { subjectId: second.caseNo, action: 'space.held' } })
    expect(audit.detail).toMatchObject({ outOfOrder: '设备过重，只能放一层' })
    const event = await db.caseEvent.findFirstOrThrow({ where: { caseId: second.caseId, kind: 'order_overridden' } })
    expect(event).toMatchObject({ audience: 'staff', params: { reason: '设备过重，只能放一层' } })
  })

  test('a stranger, the leader and somebody of the team do not give desks', async () => {
    const one = await makeApprovedCase(db, '拾级')
    const input = { caseNo: one.caseNo, unitIds: [desk(0)] }
    await expect(allocate(ctxOf(leader, ['leader']), input)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(allocate(ctxOf(one.founder, ['applicant', 'space']), input)).rejects.toMatchObject({ code: 'policy.own_case' })
    await expect(allocate(space(), { ...input, caseNo: 'GW-2026-9999-X' })).rejects.toMatchObject({ kind: 'not_found' })
    expect(await statesOf(one)).toEqual([])
  })

  test('two officers, one desk, two teams: one of them, and the other is told which desk', async () => {
    const a = await makeApprovedCase(db, '甲队', { decidedAt: new Date('2026-09-01T02:00:00Z') })
    const b = await makeApprovedCase(db, '乙队', { decidedAt: new Date('2026-09-02T02:00:00Z') })
    const settled = await Promise.allSettled([
      allocate(space(), { caseNo: a.caseNo, unitIds: [desk(0)] }),
      allocate(ctxOf(officer2, ['space']), { caseNo: b.caseNo, unitIds: [desk(0)], reason: '对方已签约开工' }),
    ])
    expect(settled.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = settled.find((one) => one.status === 'rejected')
    expect(lost).toMatchObject({ reason: { code: 'space.taken', params: { units: `B${block}-0001` } } })
    expect(await db.allocation.count({ where: { unitId: desk(0) } })).toBe(1)
  })

  test('the same click twice acts once', async () => {
    const one = await makeApprovedCase(db, '双击')
    const key = '7d4b2d6e-95a4-4c5c-8a54-0d4a52f2f0aa'
    const input = { caseNo: one.caseNo, unitIds: [desk(0)] }
    const [a, b] = await Promise.all([allocate(space(undefined, key), input), allocate(space(undefined, key), input)])
    expect(a).toEqual(b)
    expect(await statesOf(one)).toEqual(['held'])
    expect(await auditOf(one.caseNo)).toEqual(['space.held'])
  })

  test('not more than approved, not more than the rule, and the database says so too', async () => {
    const one = await makeApprovedCase(db, '只批一个')
    await expect(allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0), desk(1)] })).rejects.toMatchObject({ code: 'space.over_limit' })
    const full = await makeApprovedCase(db, '满了', { quantity: 4, decidedAt: new Date('2026-09-01T02:00:00Z') })
    await allocate(space(), { caseNo: full.caseNo, unitIds: desks.slice(0, 4) })
    const more = await makeApprovedCase(db, '满了再要', { ventureId: full.ventureId, decidedAt: new Date('2026-09-02T02:00:00Z') })
    await expect(allocate(space(), { caseNo: more.caseNo, unitIds: [desk(4)], reason: '再要一个' })).rejects.toMatchObject({ code: 'space.over_limit' })
    await expect(
      db.$executeRaw`INSERT INTO allocation (unit_id, kind, venture_id, case_id, during, state, hold_expires_at)
                     VALUES (${desk(4)}::uuid, 'desk', ${full.ventureId}::uuid, ${more.caseId}::uuid, '[2026-10-01,2027-10-01)', 'held', now())`,
    ).rejects.toThrow(/holdings_within_limit/)
  })

  test('a reserved or broken desk is neither given nor free', async () => {
    const one = await makeApprovedCase(db, '要一个')
    await changeUnits(space(), { unitIds: [desk(0)], event: 'maintain', reason: '桌面开裂，等维修' })
    await changeUnits(space(), { unitIds: [desk(1)], event: 'reserve', reason: '留给残疾人' })
    await expect(allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] })).rejects.toMatchObject({ code: 'space.taken' })
    await expect(allocate(space(), { caseNo: one.caseNo, unitIds: [desk(1)] })).rejects.toMatchObject({ code: 'space.taken' })
    await db.unit.updateMany({
      where: { kind: 'desk', id: { notIn: [desk(0), desk(1)] }, allocations: { none: { state: { in: ['held', 'occupied'] } } } },
      data: { state: 'closed' },
    })
    const list = await makeApprovedCase(db, '自己领')
    expect(await claim(applicant(list), { caseNo: list.caseNo })).toEqual({ status: 'waitlisted' })
    await db.unit.updateMany({ where: { state: 'closed' }, data: { state: 'available' } })
  })

  test('a desk whose holder stayed after the end of the term is not free', async () => {
    const old = await makeApprovedCase(db, '没走的')
    await db.$executeRaw`INSERT INTO allocation (unit_id, kind, venture_id, case_id, during, state)
                         VALUES (${desk(0)}::uuid, 'desk', ${old.ventureId}::uuid, ${old.caseId}::uuid, '[2025-09-01,2026-09-01)', 'occupied')`
    const next = await makeApprovedCase(db, '下一位')
    await expect(allocate(space(), { caseNo: next.caseNo, unitIds: [desk(0)] })).rejects.toMatchObject({ code: 'space.taken' })
  })
})

describe('units', () => {
  test('reserve, repair, close and open with a reason; not while somebody holds it, and the database says so too', async () => {
    const one = await makeApprovedCase(db, '占着')
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] })
    const change = (n: number, event: 'reserve' | 'maintain' | 'open') => changeUnits(space(), { unitIds: [desk(n)], event, reason: '理由写在这里' })
    await expect(change(0, 'maintain')).rejects.toMatchObject({ code: 'space.unit_in_use' })
    await expect(db.unit.update({ where: { id: desk(0) }, data: { state: 'maintenance' } })).rejects.toThrow(/has a holder/)
    expect(await change(1, 'reserve')).toEqual({ units: [`B${block}-0002`] })
    await expect(change(1, 'reserve')).rejects.toMatchObject({ code: 'space.unit_state' })
    await change(1, 'open')
    expect(await auditOf(`B${block}-0002`)).toEqual(['unit.reserved', 'unit.available'])
    await expect(changeUnits(ctxOf(leader, ['leader']), { unitIds: [desk(1)], event: 'close', reason: '没有这个权限' })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })

  test('all or none: one held desk among three changes none', async () => {
    const one = await makeApprovedCase(db, '占着')
    await allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] })
    await expect(changeUnits(space(), { unitIds: desks.slice(0, 3), event: 'reserve', reason: '整组预留' })).rejects.toMatchObject({
      code: 'space.unit_in_use',
    })
    expect(await db.unit.count({ where: { id: { in: desks }, state: 'reserved' } })).toBe(0)
  })

  test('given and repaired in the same moment: only one of the two', async () => {
    const one = await makeApprovedCase(db, '同时')
    const settled = await Promise.allSettled([
      allocate(space(), { caseNo: one.caseNo, unitIds: [desk(0)] }),
      changeUnits(ctxOf(officer2, ['space']), { unitIds: [desk(0)], event: 'maintain', reason: '同一时刻报修' }),
    ])
    expect(settled.map((s) => s.status).sort()).toEqual(['fulfilled', 'rejected'])
    const unit = await db.unit.findUniqueOrThrow({ where: { id: desk(0) }, include: { allocations: true } })
    expect(unit.state === 'maintenance').toBe(unit.allocations.length === 0)
  })
})
