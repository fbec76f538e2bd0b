import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { edited, fileOf, importWhole, loadLedgers, put, withoutTotal } from '@/lib/entry/ledger-fixtures'
import { makeCtx } from '@/lib/platform/command'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import type { LedgerKindCode } from '../model/kinds'
import { dryRun, importLedger } from './door'

const ctx = makeCtx(null, { clock: at('2026-09-16') })
const run = (kind: LedgerKindCode) => importWhole(kind, ctx)

beforeAll(async () => {
  await openTestDatabase()
  await loadLedgers()
})
afterAll(closeTestDatabase)

const fingerprint = async () => {
  const tables = [
    'carrier',
    'unit',
    'allocation',
    'venture',
    'venture_member',
    'person',
    'application',
    'case_file',
    'case_material',
    'ledger_import',
    'ledger_import_row',
    'audit_event',
  ]
  const sums: string[] = []
  for (const table of tables) {
    const [row] = await db.$queryRawUnsafe<{ sum: string }[]>(`SELECT count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) AS sum FROM ${table} t`)
    sums.push(`${table} ${row?.sum}`)
  }
  return sums
}

describe('the three ledgers', () => {
  test('come in with the numbers of the paper', async () => {
    expect((await run('space')).counts).toMatchObject({ new: 554, error: 0 })
    expect((await run('projects')).counts).toMatchObject({ new: 45, error: 0 })
    expect((await run('applications')).counts).toMatchObject({ new: 60, error: 0 })
    const units = await db.unit.groupBy({ by: ['kind'], _count: true, _sum: { areaSqm: true }, orderBy: { kind: 'asc' } })
    expect(units.map((row) => [row.kind, row._count])).toEqual([
      ['room', 194],
      ['desk', 200],
      ['flat', 100],
      ['bed', 60],
    ])
    expect(units[0]?._sum.areaSqm?.toNumber()).toBe(54_000)
    expect(await db.venture.count({ where: { stage: { not: null } } })).toBe(45)
    const held = await db.allocation.groupBy({ by: ['kind'], where: { source: 'ledger', state: 'occupied' }, _count: true, orderBy: { kind: 'asc' } })
    expect(held.map((row) => [row.kind, row._count])).toEqual([
      ['room', 22],
      ['desk', 93],
      ['flat', 35],
    ])
    // five desks stand as they are; nobody gets more than the rule
    expect(await db.holdingCounter.count({ where: { kind: 'desk', live: 5, maxLive: 5 } })).toBe(8)
  }, 180_000)

  test('each support of an application is a case with its number, checklist and a clock that begins with the import', async () => {
    const cases = await db.case.findMany({ include: { clocks: true, materials: true, application: true } })
    expect(cases).toHaveLength(180)
    expect(new Set(cases.map((one) => one.caseNo)).size).toBe(180)
    expect(cases.every((one) => one.clocks.length === 1 && one.clocks[0]?.startedOn.toISOString().startsWith('2026-09-16'))).toBe(true)
    expect(cases.every((one) => one.materials.length > 0 && one.materials.every((m) => m.state === 'missing'))).toBe(true)
    expect(cases.every((one) => one.application.source === 'ledger' && one.application.state === 'submitted')).toBe(true)
  })

  test('an identity number is with its person, encrypted, and nowhere in the clear', async () => {
    const person = await db.person.findFirstOrThrow({ where: { name: '连启辰' } })
    expect([person.state, person.idLast4, decryptField(person.idCipher ?? new Uint8Array(), `person:id:${person.id}`)]).toEqual([
      'imported',
      '9990',
      '430221200312289990',
    ])
    for (const table of ['person', 'application', 'venture', 'ledger_import', 'ledger_import_row', 'audit_event', 'case_event'])
      expect(await db.$queryRawUnsafe(`SELECT 1 FROM ${table} t WHERE t::text LIKE '%430221200312289990%'`)).toEqual([])
  })

  test('an import of each kind stands in the audit, with what it made', async () => {
    const rows = await db.auditEvent.findMany({ where: { subjectKind: 'ledger_import' }, orderBy: { id: 'asc' } })
    expect(rows.map((row) => row.action)).toEqual([
      ...[
        'import.previewed',
        'import.commit_started',
        'import.room_changed',
        'import.desk_changed',
        'import.flat_changed',
        'import.bed_changed',
        'import.committed',
      ],
      ...['import.previewed', 'import.commit_started', 'import.venture_changed', 'import.committed'],
      ...['import.previewed', 'import.commit_started', 'import.application_changed', 'import.committed'],
    ])
  })

  test('a second import of the same files changes nothing at all', async () => {
    const before = await fingerprint()
    for (const kind of ['space', 'projects', 'applications'] as const)
      expect(await run(kind)).toMatchObject({ id: null, counts: { new: 0, changed: 0, gone: 0, error: 0 } })
    expect(await fingerprint()).toEqual(before)
  })
})

describe('a changed ledger', () => {
  test('shows one difference, applies only that one, and leaves what the portal changed', async () => {
    await db.unit.update({ where: { code: 'ZC-3-D60' }, data: { purpose: '门户里改的' } })
    const bytes = await edited('space', '免费工位', (rows) => put(rows, 'ZC-3-D60', '空闲', '维护'))
    const plan = await dryRun('space', '工位.csv', bytes)
    expect(plan.rows.filter((row) => row.change !== 'same').map((row) => [row.key, row.change, row.messages])).toEqual([
      ['ZC-3-D60', 'changed', [{ column: '状态', text: '原来“可用”，现在“维护”' }, expect.objectContaining({ column: '其他说明' })]],
    ])
    await importLedger('space', '工位.csv', bytes, {}, ctx)
    expect(await db.unit.findUnique({ where: { code: 'ZC-3-D60' } })).toMatchObject({ state: 'maintenance', purpose: '门户里改的', version: 2 })
    expect(await db.unit.count({ where: { version: { gt: 1 } } })).toBe(1)
    // and back: the whole ledger is again what it was
    expect((await run('space')).counts).toMatchObject({ changed: 1, same: 553 })
  })

  test('with one more row changes the number of desks by one; a row that is gone is shown and stays', async () => {
    const more = await edited('space', '免费工位', (rows) => {
      const last =
        withoutTotal(rows)
          .at(-1)
          ?.map((cell) => (cell === 'ZC-3-D60' ? 'ZC-3-D61' : cell === 6 ? 7 : cell)) ?? []
      return [...withoutTotal(rows), last]
    })
    expect((await importLedger('space', '工位.csv', more, {}, ctx)).counts).toMatchObject({ new: 1, changed: 0, same: 200 })
    expect(await db.unit.count({ where: { kind: 'desk' } })).toBe(201)
    const plan = await dryRun('space', fileOf('space').name, fileOf('space').bytes)
    expect(plan.rows.filter((row) => row.change === 'gone').map((row) => [row.key, row.mark])).toEqual([['ZC-3-D61', 'warning']])
    expect((await run('space')).id).toBeNull()
    expect(await db.unit.count({ where: { kind: 'desk' } })).toBe(201)
  })

  test('moves a project from one desk to another, and keeps hands off a desk that is taken', async () => {
    const places = '攀登者苗圃楼2层A区 MP-2-A26—MP-2-A28'
    const moved = await edited('projects', '在孵项目', (rows) => put(rows, '渡口船员考评', places, '攀登者苗圃楼2层A区 MP-2-A26—MP-2-A27、MP-2-A40'))
    const { counts } = await importLedger('projects', '在孵.csv', moved, {}, ctx)
    expect(counts).toMatchObject({ changed: 1, same: 44, error: 0 })
    const held = await db.allocation.findMany({
      where: { venture: { name: '渡口船员考评' }, kind: 'desk' },
      include: { unit: true },
      orderBy: { unit: { code: 'asc' } },
    })
    expect(held.map((one) => [one.unit.code, one.state])).toEqual([
      ['MP-2-A26', 'occupied'],
      ['MP-2-A27', 'occupied'],
      ['MP-2-A28', 'vacated'],
      ['MP-2-A40', 'occupied'],
    ])
    const greedy = await edited('projects', '在孵项目', (rows) => [
      ...withoutTotal(rows).map((row) => row.map((cell) => (cell === places ? 'MP-2-A26、MP-2-A27、MP-2-A40' : cell))),
      (rows[4] ?? []).map((cell, c) => (c === 0 ? 46 : c === 1 ? '新来的项目' : c === 11 ? 1 : c === 12 ? 'MP-2-A40' : c === 13 ? '无' : cell)),
    ])
    const faults = (await dryRun('projects', '在孵.csv', greedy)).rows.filter((row) => row.mark === 'error')
    expect(faults.map((row) => [row.key, row.messages[0]?.text])).toEqual([['新来的项目', 'MP-2-A40 已经写在“渡口船员考评”名下']])
  })

  test('a desk that somebody uses is not taken away by a word in a ledger', async () => {
    const bytes = await edited('space', '免费工位', (rows) => put(rows, 'MP-2-A01', '使用中', '维护'))
    const { id, plan } = await importLedger('space', '工位.csv', bytes, {}, ctx)
    const fault = plan.rows.find((row) => row.key === 'MP-2-A01')
    expect([id, fault?.mark, fault?.messages[0]?.text]).toEqual([null, 'error', '现在有人在用，先办完退出，再改状态'])
    expect((await db.unit.findUniqueOrThrow({ where: { code: 'MP-2-A01' } })).state).toBe('available')
  })

  test('does not change the number of something that is a case already, and says so', async () => {
    const more = await edited('applications', '申报项目', (rows) =>
      withoutTotal(rows).map((row) => (row.includes('PDZ2026003') ? row.map((cell, c) => (c === 18 ? 4 : c === 3 ? '换了一句话的简介' : cell)) : row)),
    )
    const plan = await dryRun('applications', '申报.csv', more)
    const fault = plan.rows.find((row) => row.mark === 'error')
    expect([fault?.key, fault?.messages.map((message) => message.column)]).toEqual(['PDZ2026003', ['工位', '一句话简介', '工位']])
    const text = await edited('applications', '申报项目', (rows) =>
      withoutTotal(rows).map((row) => (row.includes('PDZ2026003') ? row.map((cell, c) => (c === 3 ? '换了一句话的简介' : cell)) : row)),
    )
    expect((await importLedger('applications', '申报.csv', text, {}, ctx)).counts).toMatchObject({ changed: 1, error: 0 })
    expect(await db.venture.count({ where: { oneLine: '换了一句话的简介' } })).toBe(1)
  })
})
