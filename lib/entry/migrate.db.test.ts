// Migrations by the WASM engine: the schema and the folder agree, a second run changes nothing, a failing migration leaves
// nothing behind and stops the ones after it until it is marked rolled back.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './test-database'

let database: TestDatabase
let client: pg.Client
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'climber-migrate-')))
  mkdirSync(path.join(folder, 'prisma'))
  for (const part of ['prisma/schema', 'prisma/migrations']) cpSync(part, path.join(folder, part), { recursive: true })
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** The command as it is run by hand, in a folder of its own. */
function migrate(...args: string[]) {
  const file = path.resolve('lib/entry/migrate.ts')
  const done = spawnSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', file, ...args], {
    cwd: folder,
    env: { ...process.env, OWNER_DATABASE_URL: database.ownerUrl },
    encoding: 'utf8',
  })
  return { code: done.status, text: `${done.stdout}${done.stderr}`.trim() }
}

const add = (name: string, sql: string) => {
  mkdirSync(path.join(folder, 'prisma/migrations', name), { recursive: true })
  writeFileSync(path.join(folder, 'prisma/migrations', name, 'migration.sql'), sql)
}
const exists = async (table: string) => (await client.query('SELECT to_regclass($1) IS NOT NULL AS there', [table])).rows[0].there

test('schema and migrations agree', () => {
  expect(migrate('check')).toEqual({ code: 0, text: 'schema and migrations agree' })
})

test('a second run applies nothing', () => {
  expect(migrate('apply')).toEqual({ code: 0, text: '' })
})

test('a failing migration is rolled back whole, blocks what follows, and can be marked rolled back', async () => {
  add('20991231000000_fails', 'CREATE TABLE half_made (id int); SELECT 1 / 0;')
  expect(migrate('apply')).toMatchObject({ code: 1, text: expect.stringContaining('division by zero') })
  expect(await exists('half_made')).toBe(false)
  add('20991231000100_after', 'CREATE TABLE came_after (id int);')
  expect(migrate('apply').code).toBe(1)
  expect(await exists('came_after')).toBe(false)
  expect(migrate('rolled-back', '20991231000000_fails').code).toBe(0)
  add('20991231000000_fails', 'CREATE TABLE half_made (id int);')
  expect(migrate('apply')).toEqual({ code: 0, text: '20991231000000_fails\n20991231000100_after' })
  expect([await exists('half_made'), await exists('came_after')]).toEqual([true, true])
})
