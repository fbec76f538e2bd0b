import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { makeCtx } from '@/lib/platform/command'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { receiveFile } from '@/lib/platform/files'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import type { LedgerKindCode } from '../model/kinds'
import type { Cell } from '../model/sheet'
import { commitImport } from './commands/commit'
import { exportRows } from './commands/export-rows'
import { mayUpload, uploadLedger } from './commands/upload'
import { runCommit } from './commit'
import { dryRun, importLedger, recogniseLedger } from './door'
import { importsPage, importView } from './queries'
import { readWorkbook } from './workbook'

const folder = 'prisma/seed/demo/ledgers'
const files = new Map<string, { name: string; bytes: Buffer }>()
let clerk: MadePerson
let officer: MadePerson
let founder: MadePerson
const ctx = makeCtx(null, { clock: at('2026-09-16') })

beforeAll(async () => {
  await openTestDatabase()
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.xlsx'))) {
    const bytes = readFileSync(path.join(folder, name))
    const kind = await recogniseLedger(name, bytes)
    if (kind) files.set(kind, { name, bytes })
  }
  ;[clerk, officer, founder] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '罗启明', ['space']), makePerson(db, '周予安')])
})
afterAll(closeTestDatabase)

const fileOf = (kind: LedgerKindCode) => {
  const found = files.get(kind)
  if (!found) throw new Error(kind)
  return found
}
const run = (kind: LedgerKindCode) => importLedger(kind, fileOf(kind).name, fileOf(kind).bytes, {}, ctx)

/** One sheet of a ledger as CSV after a change. */
async function edited(kind: LedgerKindCode, sheet: string, change: (rows: Cell[][]) => Cell[][]): Promise<Buffer> {
  const book = await readWorkbook(fileOf(kind).bytes)
  const rows = change((book.find((one) => one.name === sheet)?.rows ?? []).map((row) => [...row]))
  const text = (cell: Cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))
  return Buffer.from(rows.map((row) => row.map((cell) => `"${text(cell).replaceAll('"', '""')}"`).join(',')).join('\n'))
}
const withoutTotal = (rows: Cell[][]) => rows.filter((row) => row[0] !== '合计')
const set = (rows: Cell[][], key: string, was: Cell, now: Cell) => rows.map((row) => (row.includes(key) ? row.map((cell) => (cell === was ? now : cell)) : row))

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
  })

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
    const bytes = await edited('space', '免费工位', (rows) => set(rows, 'ZC-3-D60', '空闲', '维护'))
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
    const moved = await edited('projects', '在孵项目', (rows) => set(rows, '渡口船员考评', places, '攀登者苗圃楼2层A区 MP-2-A26—MP-2-A27、MP-2-A40'))
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
    const bytes = await edited('space', '免费工位', (rows) => set(rows, 'MP-2-A01', '使用中', '维护'))
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

/** The file of this kind as if uploaded. */
const uploaded = async (kind: LedgerKindCode, name: string, bytes: Buffer) => ({
  kind,
  file: await receiveFile(new Blob([new Uint8Array(bytes)]).stream(), name, { csv: 'text/csv' }),
})

describe('at the counter', () => {
  const as = (person: MadePerson, role: 'intake' | 'space' | 'applicant') => ctxOf(person, [role])
  let id = ''
  beforeEach(async () => {
    const state = (await db.unit.findUniqueOrThrow({ where: { code: 'ZC-3-D59' } })).state
    const bytes = await edited('space', '免费工位', (rows) => set(rows, 'ZC-3-D59', '空闲', state === 'available' ? '预留' : '空闲'))
    id = (await uploadLedger(as(clerk, 'intake'), await uploaded('space', '工位.csv', bytes))).id
  })

  test('whoever uploads does not commit; a colleague does, once, and the worker carries it out', async () => {
    await expect(commitImport(as(clerk, 'intake'), { id })).rejects.toMatchObject({ kind: 'denied', code: 'import.needs_second' })
    await expect(commitImport(as(founder, 'applicant'), { id })).rejects.toMatchObject({ kind: 'not_found' })
    expect((await importView(ctxOf(clerk, ['intake']).actor, id, { page: 1 })).obstacle).toBe('import.needs_second')
    const second = as(officer, 'space')
    await commitImport(second, { id })
    expect(await commitImport(second, { id })).toEqual({ id })
    await expect(commitImport(as(officer, 'space'), { id })).rejects.toMatchObject({ code: 'import.state_changed' })
    const jobs = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'ledger-commit'`
    expect(jobs[0]?.n).toBe(1)
    await runCommit(ctx, id)
    const view = await importView(ctxOf(clerk, ['intake']).actor, id, { page: 1, change: 'changed' })
    expect([view.state, view.committed?.by, view.total]).toEqual(['committed', '罗启明', 1])
    const audit = await db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
    expect(audit.map((row) => [row.action, row.actorName])).toEqual([
      ['import.previewed', '何静'],
      ['import.commit_started', '罗启明'],
      ['import.desk_changed', '罗启明'],
      ['import.committed', '罗启明'],
    ])
  })

  test('an import in between makes the preview stale', async () => {
    const other = await edited('space', '免费工位', (rows) => set(rows, 'ZC-3-D58', '空闲', id.charCodeAt(0) % 2 ? '预留' : '维护'))
    await importLedger('space', '工位.csv', other, {}, ctx)
    await expect(commitImport(as(officer, 'space'), { id })).rejects.toMatchObject({ code: 'import.stale' })
  })

  test('two colleagues at once: one import', async () => {
    const answers = await Promise.allSettled([commitImport(as(officer, 'space'), { id }), commitImport(as(officer, 'space'), { id })])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    await Promise.all([runCommit(ctx, id), runCommit(ctx, id)])
    expect(await db.auditEvent.count({ where: { subjectId: id, action: 'import.committed' } })).toBe(1)
  })

  test('a refused file, a file of another kind and a kind that is not there yet are said in words', async () => {
    const refused = await uploadLedger(as(clerk, 'intake'), await uploaded('space', '别的.csv', Buffer.from('甲,乙\n1,2')))
    const view = await importView(ctxOf(clerk, ['intake']).actor, refused.id, { page: 1 })
    expect([view.state, view.errors.length, view.rows.length]).toEqual(['refused', 1, 0])
    const plan = await dryRun('space', fileOf('projects').name, fileOf('projects').bytes)
    expect(plan.errors[0]).toBe('这份文件看起来是在孵项目台账，不是载体资源台账')
    await expect(mayUpload(as(clerk, 'intake'), { kind: 'mentors' })).rejects.toMatchObject({ kind: 'rule', code: 'import.kind_not_yet' })
    await expect(mayUpload(as(founder, 'applicant'), { kind: 'space' })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(importsPage(ctxOf(founder, ['applicant']).actor)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('the marked rows go out as a file that no spreadsheet runs', async () => {
    const bytes = await edited('space', '免费工位', (rows) => [
      ...withoutTotal(rows).map((row) => row.map((cell) => (cell === 'ZC-3-D57' ? '=HYPERLINK("x")' : cell))),
    ])
    const made = await uploadLedger(as(clerk, 'intake'), await uploaded('space', '工位.csv', bytes))
    const { csv } = await exportRows(as(clerk, 'intake'), { id: made.id, query: { change: 'new', page: 1 } })
    expect(csv.split('\n')[1]).toMatch(/^免费工位,\d+,"?'=HYPERLINK/)
    expect(csv.startsWith('\ufeff')).toBe(true)
  })
})

describe('a killed import', () => {
  test('goes on where it stopped and does nothing twice', async () => {
    const bytes = await edited('applications', '申报项目', (rows) =>
      withoutTotal(rows).map((row, i) =>
        i < 4 ? row : row.map((cell, c) => (c === 1 ? String(cell).replace('PDZ2026', 'XB2026') : c === 2 ? `${cell}二期` : cell)),
      ),
    )
    const before = await db.case.count()
    const { id } = await uploadLedger(ctxOf(clerk, ['intake']), await uploaded('applications', '申报.csv', bytes))
    await commitImport(ctxOf(officer, ['space']), { id })
    // the process dies in the fourth batch: its transaction is lost, three batches stay
    let batches = 0
    const dying = {
      ...ctx,
      transaction: ((work) => {
        batches += 1
        return ctx.transaction(async (tx) => {
          const answer = await work(tx)
          if (batches === 4) throw new Error('killed')
          return answer
        })
      }) as typeof ctx.transaction,
    }
    await expect(runCommit(dying, id)).rejects.toThrow('killed')
    const half = await db.ledgerImport.findUniqueOrThrow({ where: { id } })
    expect([half.state, half.doneCount, await db.case.count()]).toEqual(['committing', 15, before + 45])
    await runCommit(ctx, id)
    expect((await db.ledgerImport.findUniqueOrThrow({ where: { id } })).state).toBe('committed')
    expect(await db.case.count()).toBe(before + 180)
    // the same sixty people, known by their numbers: nobody is there twice
    expect(await db.person.count({ where: { name: '连启辰' } })).toBe(1)
    await runCommit(ctx, id)
    expect(await db.case.count()).toBe(before + 180)
  })

  test('a row that the database refuses is set aside with its reason, the others go in', async () => {
    const bytes = await edited('projects', '在孵项目', (rows) => [
      ...withoutTotal(rows).slice(0, 4),
      ...['甲', '乙'].map((name, i) =>
        (rows[4] ?? []).map((cell, c) => (c === 0 ? i + 1 : c === 1 ? `${name}项目` : c === 11 ? 1 : c === 12 ? `MP-2-A3${i}` : c === 13 ? '无' : cell)),
      ),
    ])
    const { id } = await uploadLedger(ctxOf(clerk, ['intake']), await uploaded('projects', '在孵.csv', bytes))
    // between preview and commit somebody else gets the first desk
    const [unit, venture] = await Promise.all([
      db.unit.findUniqueOrThrow({ where: { code: 'MP-2-A30' } }),
      db.venture.findFirstOrThrow({ where: { name: '麦芒碳计量' } }),
    ])
    await db.$executeRaw`INSERT INTO allocation (unit_id, kind, venture_id, during, state, source) VALUES (${unit.id}::uuid, 'desk', ${venture.id}::uuid, daterange('2026-01-01', NULL), 'occupied', 'ledger')`
    await commitImport(ctxOf(officer, ['space']), { id })
    await runCommit(ctx, id)
    const rows = await db.ledgerImportRow.findMany({ where: { importId: id, change: 'new' }, orderBy: { no: 'asc' } })
    expect(rows.map((row) => [row.key, row.mark])).toEqual([
      ['甲项目', 'error'],
      ['乙项目', 'ok'],
    ])
    expect(await db.venture.count({ where: { name: { in: ['甲项目', '乙项目'] } } })).toBe(1)
  })
})
