// The embedded PostgreSQL, also as root: a start that was killed leaves an orphan that the next start ends; what was
// committed is there after any kill; a foreign process behind a stale pid file is left alone.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reachPostgres, startPostgres } from './postgres.mjs'

const place = path.resolve('.test', `orphan-${process.env.TEST_NAME ?? 'unit'}`)
const options = { firstPort: 15832, settings: { fsync: 'off' } }
const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const gone = async (pid: number) => {
  for (let i = 0; i < 200 && alive(pid); i += 1) await new Promise((done) => setTimeout(done, 25))
  return !alive(pid)
}

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another process that starts the database and then only waits, as `npm start` would. */
async function parent(): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const script = `import { startPostgres } from ${JSON.stringify(path.resolve('lib/entry/postgres.mjs'))}
    const server = await startPostgres(${JSON.stringify(place)}, ${JSON.stringify(options)})
    console.log(JSON.stringify({ pid: server.pid, url: server.url('postgres') })); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const text = await new Promise<string>((done, fail) => {
    child.stdout?.once('data', (part) => done(String(part)))
    child.once('exit', () => fail(new Error('the database did not start')))
  })
  return { child, ...(JSON.parse(text) as { pid: number; url: string }) }
}

beforeAll(() => rmSync(place, { recursive: true, force: true }))
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('kill -9 of the parent: the next start ends the orphan and finds every committed row', async () => {
  const first = await parent()
  await query(first.url, 'DROP TABLE IF EXISTS kept; CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)')
  first.child.kill('SIGKILL')
  await new Promise((done) => first.child.once('exit', done))
  expect(alive(first.pid)).toBe(true)
  const second = await startPostgres(place, options)
  try {
    expect(await gone(first.pid)).toBe(true)
    expect(second.pid).not.toBe(first.pid)
    expect(await query(second.url('postgres'), 'SELECT n FROM kept')).toEqual([{ n: 7 }])
    expect(reachPostgres(place)?.port).toBe(second.port)
  } finally {
    await second.stop()
  }
  expect(reachPostgres(place)).toBeUndefined()
})

test('kill -9 of everything, and a pid file that names somebody else: started, the stranger untouched', async () => {
  const first = await parent()
  await query(first.url, 'INSERT INTO kept VALUES (8)')
  const [folder] = await query<{ data_directory: string }>(first.url, 'SHOW data_directory')
  first.child.kill('SIGKILL')
  process.kill(first.pid, 'SIGKILL')
  expect(await gone(first.pid)).toBe(true)
  const stranger = spawn('sleep', ['60'])
  const file = path.join(realpathSync(folder?.data_directory ?? ''), 'postmaster.pid')
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [String(stranger.pid), ...lines.slice(1)].join('\n'))
  const second = await startPostgres(place, options)
  try {
    expect(await query(second.url('postgres'), 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 7 }, { n: 8 }])
    expect(alive(stranger.pid ?? 0)).toBe(true)
  } finally {
    stranger.kill('SIGKILL')
    await second.stop()
  }
  expect(existsSync(file)).toBe(false)
})
