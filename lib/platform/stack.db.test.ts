// What the driver and the client library must do before anything may stand on them (gates G0.2–G0.5 of the reliability
// paper). CANARY=20000 runs the full figures.

import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DelayProxy, delayProxy } from '@/e2e/support/delay-proxy'
import { startPostgres } from '@/lib/entry/postgres.mjs'
import { createTestDatabase, type TestDatabase } from '@/lib/entry/test-database'
import { PrismaClient } from '@/prisma/generated/client'
import { openDatabase } from './db'

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl, options: '-c TimeZone=UTC' })
  await owner.connect()
  await owner.query(`
    CREATE TABLE canary (id int PRIMARY KEY, n int CHECK (n > 0), during int4range, at timestamptz, EXCLUDE USING gist (during WITH &&));
    INSERT INTO canary VALUES (1, 1, '[1,10)', now());
    CREATE FUNCTION canary_conflict() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = 'serialization_failure'; END $$;
    GRANT SELECT, INSERT, UPDATE ON canary TO climber_app`)
})
afterAll(async () => {
  await owner?.end()
  await database?.drop()
})

const transactions = Number(process.env.CANARY ?? 2400)

test(`G0.2: ${transactions} transactions on five connections, half of them failing, and no answer goes to the wrong question`, {
  timeout: 600_000,
}, async () => {
  const client = openDatabase(database.appUrl, 5)
  let wrong = 0
  let failed = 0
  let asked = 0
  type Reader = Pick<PrismaClient, '$queryRaw'>
  const ask = async (reader: Reader, tag: string) => {
    asked += 1
    const rows = await reader.$queryRaw<{ tag: string }[]>`SELECT ${tag}::text AS tag`
    if (rows.length !== 1 || rows[0]?.tag !== tag) wrong += 1
  }
  const fail = (tx: Pick<PrismaClient, '$executeRaw'>, i: number) => {
    if (i % 4 === 0) return tx.$executeRaw`INSERT INTO canary (id, n) VALUES (1, 1)`
    if (i % 4 === 1) return tx.$executeRaw`INSERT INTO canary (id, n) VALUES (${100 + i}, 0)`
    if (i % 4 === 2) return tx.$executeRaw`INSERT INTO canary (id, n, during) VALUES (${100 + i}, 1, '[5,6)')`
    return tx.$executeRaw`SELECT canary_conflict()`
  }
  const one = async (i: number) => {
    try {
      await client.$transaction(
        async (tx) => {
          await ask(tx, `before ${i}`)
          if (i % 2 === 1) await ask(tx, `more ${i}`)
          else await Promise.all([fail(tx, i / 2), ask(tx, `beside ${i}`).catch(() => {})])
        },
        { maxWait: 30_000, timeout: 30_000 },
      )
    } catch {
      failed += 1
    }
    await ask(client, `after ${i}`)
    await ask(client, `again ${i}`)
  }
  let next = 0
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let i = next++; i < transactions; i = next++) await one(i)
    }),
  )
  await client.$disconnect()
  expect({ wrong, failed }).toEqual({ wrong: 0, failed: transactions / 2 })
  expect(asked).toBeGreaterThanOrEqual(transactions * 3)
})

async function eventually(work: () => Promise<unknown>, ms: number): Promise<number> {
  const began = Date.now()
  for (;;) {
    try {
      await work()
      return Date.now() - began
    } catch (error) {
      if (Date.now() - began > ms) throw error
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

const open = async () =>
  Number((await owner.query("SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'")).rows[0].n)

test('G0.3: a timeout during COMMIT and a wait that ends during BEGIN leave a process that serves and a full pool', async () => {
  const proxy: DelayProxy = await delayProxy(database.appUrl)
  const client = openDatabase(proxy.url, 3)
  try {
    await client.$queryRaw`SELECT 1`
    for (const [word, options] of [
      ['COMMIT', { timeout: 400, maxWait: 5000 }],
      ['BEGIN', { timeout: 5000, maxWait: 300 }],
    ] as const) {
      proxy.delay(word, 1200)
      const began = Date.now()
      const tried = await Promise.allSettled(Array.from({ length: 6 }, () => client.$transaction(async (tx) => tx.$queryRaw`SELECT 1`, options)))
      // a commit that is under way is waited for and answers; a transaction that could not begin is refused
      expect(tried.map((one) => one.status)).toEqual(tried.map(() => (word === 'COMMIT' ? 'fulfilled' : 'rejected')))
      if (word === 'COMMIT') expect(Date.now() - began).toBeGreaterThanOrEqual(1200)
      proxy.delay(null)
      // all three connections at once, each answering its own question
      await eventually(async () => {
        const answers = await Promise.all(
          [1, 2, 3].map((n) => client.$transaction((tx) => tx.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n, pg_sleep(0.05)::text`)),
        )
        expect(answers.map((rows) => rows[0]?.n)).toEqual([1, 2, 3])
      }, 5000)
      await eventually(async () => expect(await open()).toBe(0), 5000)
    }
  } finally {
    await client.$disconnect()
    await proxy.close()
  }
})

const instant = new Date('2026-12-31T16:30:00.123Z')

test.each(['Asia/Shanghai', 'America/New_York'])('G0.4: instants and days survive a database whose zone is %s', async (zone) => {
  await owner.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone TO ''${zone}''', current_database()); END $$`)
  const ours = openDatabase(database.appUrl, 2)
  const without = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.appUrl, max: 1 }) })
  try {
    await ours.round.create({ data: { programmeCode: 'climber', name: zone, opensAt: instant } })
    const { rows } = await owner.query('SELECT opens_at FROM round WHERE name = $1', [zone])
    expect(rows[0].opens_at.toISOString()).toBe(instant.toISOString())
    expect((await ours.round.findFirstOrThrow({ where: { name: zone } })).opensAt.toISOString()).toBe(instant.toISOString())
    const year = zone === 'Asia/Shanghai' ? 2031 : 2032
    await ours.calendarYear.create({ data: { year, noticeNo: 'x', source: 'x', enteredAt: instant } })
    await ours.calendarDay.create({ data: { date: new Date(`${year}-01-01T00:00:00Z`), year, kind: 'off', why: '元旦' } })
    expect((await owner.query('SELECT date::text AS d FROM calendar_day WHERE year = $1', [year])).rows[0].d).toBe(`${year}-01-01`)
    // the reason for `-c TimeZone=UTC`: without it the same write lands hours away
    await without.round.create({ data: { programmeCode: 'climber', name: `without ${zone}`, opensAt: instant } })
    const wrong = await owner.query('SELECT opens_at FROM round WHERE name = $1', [`without ${zone}`])
    expect(wrong.rows[0].opens_at.toISOString()).not.toBe(instant.toISOString())
  } finally {
    await ours.$disconnect()
    await without.$disconnect()
    await owner.query("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET timezone', current_database()); END $$")
  }
})

test('G0.5: PostgreSQL stops with idle connections; the process lives and serves again soon after the start', { timeout: 90_000 }, async () => {
  const place = `.test/stack-${process.env.TEST_NAME ?? 'unit'}`
  const first = await startPostgres(place, { firstPort: 15732, settings: { fsync: 'off' } })
  const client = openDatabase(first.url('postgres'), 4)
  await Promise.all([1, 2, 3, 4].map(() => client.$queryRaw`SELECT pg_sleep(0.05)::text`))
  await first.stop()
  await expect(client.$queryRaw`SELECT 1`).rejects.toThrow()
  const second = await startPostgres(place, { firstPort: first.port, settings: { fsync: 'off' } })
  try {
    expect(second.port).toBe(first.port)
    expect(await eventually(() => client.$queryRaw`SELECT 1`, 10_000)).toBeLessThan(10_000)
  } finally {
    await client.$disconnect()
    await second.stop()
  }
})
