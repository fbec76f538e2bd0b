// Free space is valued apart from the books, to the fen; the self-assessment takes its figures from rows.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { commitFunds } from '@/lib/foundation/fund/server/door'
import { db } from '@/lib/platform/db'
import { type MadePerson, makeDesks, makePerson } from '@/prisma/factories/people'
import { deviation, percent } from '../model/performance'
import { exportPerformance } from './commands/export-performance'
import { fundDesk } from './desk'
import { indicators } from './performance'
import { valuation } from './valuation'

let finance: MadePerson
const ctx = () => ctxOf(finance, ['finance'], at('2026-11-25'))

beforeAll(async () => {
  vi.stubEnv('APP_NOW', '2026-11-25T10:00:00+08:00')
  await openTestDatabase()
  finance = await makePerson(db, '钱若谷', ['finance'])
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await closeTestDatabase()
})

/** A holding as the ledger has it. */
const hold = (unitId: string, kind: 'desk' | 'room', ventureId: string) =>
  db.$executeRaw`INSERT INTO allocation (unit_id, kind, venture_id, during, state, source)
    VALUES (${unitId}::uuid, ${kind}::"UnitKind", ${ventureId}::uuid, '[2026-01-01,)', 'occupied', 'ledger')`

test('area in use × reference price, desks by the area of the rule; the books do not see it', async () => {
  const venture = await db.venture.create({ data: { name: '测试团队', field: '机电' } })
  const [first = '', second = '', free] = await makeDesks(db, 3)
  const carrier = await db.carrier.findFirstOrThrow()
  const room = await db.unit.create({ data: { kind: 'room', code: 'R-1', carrierId: carrier.id, floor: 1, areaSqm: '33.33' } })
  await hold(first, 'desk', venture.id)
  await hold(second, 'desk', venture.id)
  await hold(room.id, 'room', venture.id)
  const { rows, monthFen } = await valuation()
  expect(rows).toEqual([
    { kind: '工位', units: 2, areaCenti: 1200, monthFen: 42_000n },
    { kind: '办公室', units: 1, areaCenti: 3333, monthFen: 116_655n },
  ])
  expect([monthFen, free === undefined]).toEqual([158_655n, false])
  const desk = await fundDesk(ctx().actor, 2026)
  expect(desk.lines.every((line) => line.balances.available === line.budgetFen)).toBe(true)
})

test('indicators: target from the rules, actual from rows, the difference between them', async () => {
  const line = await db.fundLine.findFirstOrThrow({ where: { code: 'grant', year: 2026 } })
  const caseId = '00000000-0000-4000-9000-000000000001'
  await db.$transaction((tx) => commitFunds(tx, ctx(), { lineId: line.id, caseId, amountFen: 70_000_000n, ref: 'ZZ-1' }))
  const { rows } = await indicators(db, 2026)
  const shown = Object.fromEntries(rows.map((row) => [row.name, [row.target, row.actual, deviation(row)]]))
  expect(shown).toMatchObject({ 预算安排率: [90, 10, -80], 预算执行率: [90, 0, -90], 资助项目数: [20, 1, -19], 里程碑通过率: [90, null, null] })
  expect([percent(1, 3), percent(0, 0)]).toEqual([33.3, null])
})

test('the self-assessment is a workbook, audited, and not for everybody', async () => {
  const file = await exportPerformance(ctx(), { year: 2026 })
  expect(Buffer.from(file.bytes).subarray(0, 2).toString()).toBe('PK')
  expect(await db.auditEvent.count({ where: { action: 'fund.performance_exported' } })).toBe(1)
  await expect(exportPerformance(ctxOf(finance, ['intake']), { year: 2026 })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(exportPerformance(ctx(), { year: 2040 })).rejects.toMatchObject({ kind: 'not_found' })
})
