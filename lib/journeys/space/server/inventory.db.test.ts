import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { flatBoard } from './board'
import { exportLedger } from './commands/export-ledger'
import { inventory } from './inventory'
import { planView } from './queries'

let officer: MadePerson
const asOfficer = (on = at('2026-11-25')) => ctxOf(officer, ['space'], on)

async function unit(kind: 'room' | 'flat' | 'desk', code: string, carrierId: string, more: Record<string, unknown>) {
  return db.unit.create({ data: { kind, code, carrierId, floor: 1, ...more } })
}

async function lived(unitId: string, kind: 'room' | 'flat' | 'desk', holder: { personId?: string; ventureId?: string }, from: string, to: string | null) {
  const row = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO allocation (unit_id, kind, venture_id, person_id, during, state, source)
    VALUES (${unitId}::uuid, ${kind}::"UnitKind", ${holder.ventureId ?? null}::uuid, ${holder.personId ?? null}::uuid, daterange(${from}::date, ${to}::date), 'occupied', 'ledger')
    RETURNING id`
  return row[0]?.id ?? ''
}

beforeAll(async () => {
  await openTestDatabase()
  officer = await makePerson(db, '罗启明', ['space'])
  const resident = await makePerson(db, '葛云岳', [])
  const venture = await db.venture.create({ data: { name: '石榴工坊——轴承声纹监测', field: '智能制造' } })
  const [a, b, house] = await Promise.all(['苗圃楼', '孵化楼', '公寓 1 号楼'].map((name) => db.carrier.create({ data: { name, kind: 'building' } })))
  const [A, B, H] = [a?.id ?? '', b?.id ?? '', house?.id ?? '']
  const rooms = [
    await unit('room', 'R-1', A, { carrierType: 'nursery', areaSqm: '20.25' }),
    await unit('room', 'R-2', A, { carrierType: 'nursery', floor: 2, areaSqm: '30.50' }),
    await unit('room', 'R-3', B, { carrierType: 'incubator', areaSqm: '49.25', state: 'maintenance' }),
  ]
  await lived(rooms[0]?.id ?? '', 'room', { ventureId: venture.id }, '2026-01-01', null)
  const flats = [
    await unit('flat', 'F-101', H, { attributes: { roomNo: '101', layout: '单间' }, capacity: 1 }),
    await unit('flat', 'F-102', H, { attributes: { roomNo: '102', layout: '两室' }, capacity: 2, sexRule: 'female' }),
    await unit('flat', 'F-201', H, { attributes: { roomNo: '201' }, floor: 2, state: 'reserved' }),
  ]
  await lived(flats[0]?.id ?? '', 'flat', { personId: resident.personId }, '2026-01-01', '2026-12-11')
  const desk = await unit('desk', 'D-1', A, { zone: 'A', x: 1, y: 1 })
  await lived(desk.id, 'desk', { ventureId: venture.id }, '2026-01-01', '2027-01-01')
})
afterAll(closeTestDatabase)

test('floors add up to buildings, buildings to types, types to the whole, in rooms and in square metres', async () => {
  const { parts, agrees } = await inventory(asOfficer().actor)
  const of = (level: string) => parts.filter((part) => part.level === level)
  for (const level of ['floor', 'building', 'type']) {
    expect(of(level).reduce((sum, part) => sum + part.rooms, 0)).toBe(3)
    expect(of(level).reduce((sum, part) => sum + Number(part.sqm), 0)).toBe(100)
  }
  expect(of('total')).toMatchObject([{ rooms: 3, taken: 1, free: 1, sqm: '100.00', takenSqm: '20.25', freeSqm: '30.50', share: 2025 }])
  expect(of('building').map((part) => [part.building, part.sqm])).toEqual([
    ['苗圃楼', '50.75'],
    ['孵化楼', '49.25'],
  ])
  expect(agrees).toBe(false)
})

test('the board shows who lives where by a masked name, what ends within thirty days, and counts by state', async () => {
  const { houses, counts } = await flatBoard(asOfficer().actor)
  expect(houses[0]?.floors.map(({ floor, rooms }) => [floor, rooms.map(({ number, state, holder, endsOn }) => [number, state, holder, endsOn])])).toEqual([
    [2, [['201', 'reserved', null, null]]],
    [
      1,
      [
        ['101', 'occupied', '葛*岳', '2026-12-10'],
        ['102', 'free', null, null],
      ],
    ],
  ])
  expect(counts).toEqual({ lived: 1, soon: 1, awaited: 0, free: 1, reserved: 1, closed: 0 })
})

test('a plan of a later day shows what is free when the terms are over, and offers no step', async () => {
  const key = 'desk~苗圃楼~1~A'
  const today = await planView(asOfficer().actor, key, ['D-1'])
  expect([today.counts.free, today.units[0]?.endsBefore, today.allowed.change]).toEqual([0, false, true])
  const later = await planView(asOfficer().actor, key, ['D-1'], '2099-01-01' as never)
  expect([later.counts.free, later.units[0]?.endsBefore, later.units[0]?.holding, later.allowed.change]).toEqual([1, true, null, false])
})

test('the workbook of all holdings: real numbers, an audit row, nobody without the role', async () => {
  const { bytes } = await exportLedger(asOfficer(), {})
  const rows = await readSheet(Buffer.from(bytes))
  expect(rows.map((row) => row[1])).toEqual(['编号', 'R-1', 'D-1', 'F-101'])
  expect(await db.auditEvent.count({ where: { action: 'space.ledger_exported' } })).toBe(1)
  await expect(exportLedger(ctxOf(officer, ['intake']), {})).rejects.toMatchObject({ kind: 'not_found' })
  await expect(inventory(ctxOf(officer, ['intake']).actor)).rejects.toMatchObject({ kind: 'not_found' })
})
