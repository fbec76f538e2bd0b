import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { edited, fileOf, importWhole, loadLedgers, put, received, withoutTotal } from '@/lib/entry/ledger-fixtures'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { commitImport } from './commands/commit'
import { exportRows } from './commands/export-rows'
import { mayUpload, uploadLedger } from './commands/upload'
import { runCommit } from './commit'
import { dryRun, importLedger } from './door'
import { importsPage, importView } from './queries'

const ctx = makeCtx(null, { clock: at('2026-09-16') })
let clerk: MadePerson
let officer: MadePerson
let founder: MadePerson

beforeAll(async () => {
  await openTestDatabase()
  await loadLedgers()
  for (const kind of ['space', 'projects'] as const) await importWhole(kind, ctx)
  ;[clerk, officer, founder] = await Promise.all([makePerson(db, '何静', ['intake']), makePerson(db, '罗启明', ['space']), makePerson(db, '周予安')])
})
afterAll(closeTestDatabase)

describe('at the counter', () => {
  const as = (person: MadePerson, role: 'intake' | 'space' | 'applicant') => ctxOf(person, [role])
  let id = ''
  beforeEach(async () => {
    const state = (await db.unit.findUniqueOrThrow({ where: { code: 'ZC-3-D59' } })).state
    const bytes = await edited('space', '免费工位', (rows) => put(rows, 'ZC-3-D59', '空闲', state === 'available' ? '预留' : '空闲'))
    id = (await uploadLedger(as(clerk, 'intake'), await received('space', '工位.csv', bytes))).id
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
    const other = await edited('space', '免费工位', (rows) => put(rows, 'ZC-3-D58', '空闲', id.charCodeAt(0) % 2 ? '预留' : '维护'))
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
    const refused = await uploadLedger(as(clerk, 'intake'), await received('space', '别的.csv', Buffer.from('甲,乙\n1,2')))
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
    const made = await uploadLedger(as(clerk, 'intake'), await received('space', '工位.csv', bytes))
    const { csv } = await exportRows(as(clerk, 'intake'), { id: made.id, query: { change: 'new', page: 1 } })
    expect(csv.split('\n')[1]).toMatch(/^免费工位,\d+,"?'=HYPERLINK/)
    expect(csv.startsWith('\ufeff')).toBe(true)
  })
})

describe('a killed import', () => {
  test('goes on where it stopped and does nothing twice', async () => {
    const bytes = await edited('applications', '申报项目', (rows) =>
      withoutTotal(rows)
        .slice(0, 24)
        .map((row, i) => (i < 4 ? row : row.map((cell, c) => (c === 1 ? String(cell).replace('PDZ2026', 'XB2026') : c === 2 ? `${cell}二期` : cell)))),
    )
    const before = await db.case.count()
    const { id } = await uploadLedger(ctxOf(clerk, ['intake']), await received('applications', '申报.csv', bytes))
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
    expect(await db.case.count()).toBe(before + 60)
    // the same people, known by their numbers: nobody is there twice
    expect(await db.person.count({ where: { name: '连启辰' } })).toBe(1)
    await runCommit(ctx, id)
    expect(await db.case.count()).toBe(before + 60)
  })

  test('a row that the database refuses is set aside with its reason, the others go in', async () => {
    const bytes = await edited('projects', '在孵项目', (rows) => [
      ...withoutTotal(rows).slice(0, 4),
      ...['甲', '乙'].map((name, i) =>
        (rows[4] ?? []).map((cell, c) => (c === 0 ? i + 1 : c === 1 ? `${name}项目` : c === 11 ? 1 : c === 12 ? `MP-2-A3${i}` : c === 13 ? '无' : cell)),
      ),
    ])
    const { id } = await uploadLedger(ctxOf(clerk, ['intake']), await received('projects', '在孵.csv', bytes))
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
