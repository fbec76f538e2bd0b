// The demo on an awkward day: a Saturday in a year without a holiday notice, one minute to midnight.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { demoAccounts } from './accounts'
import { seedDemo } from './index'

const NOW = '2027-01-09T23:59:00+08:00'
process.env.APP_NOW = NOW
const said: string[] = []

beforeAll(openTestDatabase)
afterAll(async () => {
  await closeTestDatabase()
  rmSync('.test/files/files/tmp', { recursive: true, force: true })
})

const checksum = async () => {
  const tables = await db.$queryRaw<{ name: string }[]>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`
  const sums: string[] = []
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ sum: string }[]>(`SELECT count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) AS sum FROM "${name}" t`)
    sums.push(`${name} ${row?.sum}`)
  }
  return sums
}

test('a seed that is interrupted goes on where it stopped', async () => {
  const dying = seedDemo((text) => {
    if (/办件/.test(text)) throw new Error('killed')
  })
  await expect(dying).rejects.toThrow('killed')
  await seedDemo((text) => said.push(text))
  expect(said.filter((text) => text.startsWith('台账')).every((text) => /新增 0，变更 0/.test(text))).toBe(true)
}, 180_000)

test('the numbers of the ledgers, and every queue has something to show', async () => {
  expect(await db.user.count({ where: { demo: true, loginName: { not: null } } })).toBe(demoAccounts.length)
  expect(await db.venture.count({ where: { stage: { not: null } } })).toBe(45)
  const states = await db.case.groupBy({ by: ['state'], where: { application: { source: 'ledger' } }, _count: true })
  const count = (state: string) => states.find((row) => row.state === state)?._count ?? 0
  expect(count('submitted') / 180).toBeGreaterThan(0.55)
  expect([count('panel_decision'), count('supplement_required'), count('not_accepted'), count('rejected'), count('approved')]).toEqual([2, 1, 1, 1, 3])
  expect(await db.casePause.count({ where: { toOn: null, reason: 'outside_authority' } })).toBe(1)
  expect(await db.allocation.groupBy({ by: ['state'], where: { source: 'case' }, _count: true })).toEqual([{ state: 'offered', _count: 2 }])
  expect(await db.case.count({ where: { state: 'submitted', assigneeId: null } })).toBeGreaterThan(0)
})

test('founder leads a venture of the ledger with desks, has something to do and a case that runs', async () => {
  const founder = await db.user.findUniqueOrThrow({
    where: { loginName: 'founder' },
    include: { person: { include: { memberships: { include: { venture: { include: { allocations: true } } } } } } },
  })
  const [lead] = founder.person.memberships
  expect([lead?.role, lead?.venture.stage, lead?.venture.allocations.every((one) => one.kind === 'desk' && one.state === 'occupied')]).toEqual([
    'lead',
    'makerspace',
    true,
  ])
  const cases = await db.case.findMany({ where: { personId: founder.personId }, orderBy: { measureCode: 'asc' } })
  expect(cases.map((one) => [one.measureCode, one.state])).toEqual([
    ['coaching', 'accepted'],
    ['flat', 'supplement_required'],
    ['grant', 'approved'],
  ])
  const second = await db.user.findUniqueOrThrow({ where: { loginName: 'founder2' }, include: { person: { include: { memberships: true } } } })
  expect(second.person.memberships).toEqual([])
})

test('nothing happened in the future, and nobody waits beyond the statutory days', async () => {
  const now = new Date(NOW)
  expect(await db.caseEvent.count({ where: { at: { gt: now } } })).toBe(0)
  expect(await db.case.count({ where: { submittedAt: { gt: now } } })).toBe(0)
  expect(await db.caseClock.count({ where: { stoppedOn: null, statutoryDueOn: { lt: new Date('2027-01-09') }, pauses: { none: { toOn: null } } } })).toBe(0)
  expect(await db.document.count({ where: { issuedOn: { gt: new Date('2027-01-09') } } })).toBe(0)
})

test('项目资助 stands at every step of its road: paid, to be signed, to be approved, objected to, rejected, before the meeting, being scored', async () => {
  const states = await db.case.groupBy({ by: ['state'], where: { measureCode: 'grant' }, _count: true })
  expect(Object.fromEntries(states.map((row) => [row.state, row._count]))).toEqual({
    approved: 2,
    public_notice: 3,
    objection_hold: 1,
    rejected: 1,
    panel_decision: 1,
    expert_review: 2,
    eligibility_review: 1,
    accepted: 1,
  })
  const entries = await db.reviewEntry.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })
  expect(entries.map((row) => [row.state, row._count])).toEqual([
    ['reviewing', 2],
    ['discussion', 1],
    ['decided', 7],
  ])
  // the demo's reviewer has something to do, and no score came by another way than the command
  const open = await db.reviewAssignment.count({ where: { reviewer: { person: { user: { loginName: 'reviewer' } } }, state: 'drawn' } })
  expect(open).toBe(2)
  const locked = await db.reviewAssignment.count({ where: { state: 'locked' } })
  expect(await db.auditEvent.count({ where: { action: 'review.score_saved' } })).toBe(locked * 5)
  expect(
    await db.$queryRaw`SELECT a.kind, a.balance_fen::int AS fen FROM ledger_account a JOIN fund_line l ON l.id = a.line_id WHERE l.code = 'grant' AND a.balance_fen <> 0 ORDER BY 1`,
  ).toEqual([
    { kind: 'available', fen: 417_000_000 },
    { kind: 'committed', fen: 15_000_000 },
    { kind: 'contracted', fen: 7_200_000 },
    { kind: 'disbursed', fen: 10_800_000 },
  ])
})

test('a second run changes nothing', async () => {
  const before = await checksum()
  await seedDemo((text) => said.push(text))
  expect(await checksum()).toEqual(before)
})
