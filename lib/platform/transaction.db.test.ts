// What a transaction carries with it: the answer under its key, the job, the audit row. Rolled back, none of them exists.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeTestDatabase, ctxOf, openTestDatabase } from '@/e2e/support/db'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { recordAudit } from './audit'
import { db } from './db'
import { once } from './idempotency'
import { enqueue } from './jobs'

let owner: pg.Client
let clerk: MadePerson

beforeAll(async () => {
  const database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  clerk = await makePerson(db, '何静', ['intake'])
})
afterAll(async () => {
  await owner?.end()
  await closeTestDatabase()
})

const jobs = async (key: string) => Number((await owner.query('SELECT count(*) AS n FROM graphile_worker._private_jobs WHERE key = $1', [key])).rows[0].n)

test('the same key acts once and answers the same; other input under it is refused', async () => {
  const ctx = ctxOf(clerk, ['intake'], undefined, randomUUID())
  let runs = 0
  const act = (input: object) => ctx.transaction((tx) => once(tx, ctx, 'test.act', input, async () => ({ run: ++runs })))
  expect(await act({ a: 1 })).toEqual({ run: 1 })
  expect(await act({ a: 1 })).toEqual({ run: 1 })
  await expect(act({ a: 2 })).rejects.toMatchObject({ code: 'key_reused' })
  await expect(ctx.transaction((tx) => once(tx, ctx, 'test.other', { a: 1 }, async () => ({ run: 9 })))).rejects.toMatchObject({ code: 'key_reused' })
  expect(runs).toBe(1)
})

test('twenty at once with one key: one acts, all get its answer', async () => {
  const key = randomUUID()
  let runs = 0
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => {
      const ctx = ctxOf(clerk, ['intake'], undefined, key)
      return ctx.transaction((tx) => once(tx, ctx, 'test.crowd', {}, async () => ({ run: ++runs })))
    }),
  )
  expect(runs).toBe(1)
  expect(answers).toEqual(answers.map(() => ({ run: 1 })))
})

test('a failed command leaves no key, no job and no audit row; the next try with the key acts', async () => {
  const ctx = ctxOf(clerk, ['intake'], undefined, randomUUID())
  const job = `test:${ctx.key}`
  const act = (fail: boolean) =>
    ctx.transaction((tx) =>
      once(tx, ctx, 'test.fail', {}, async () => {
        await enqueue(tx, 'revalidate', { tag: 'stats' }, { key: job })
        await recordAudit(tx, ctx, { type: 'test.failed', subject: { kind: 'test', id: ctx.key } })
        if (fail) throw new Error('no')
        return { done: true }
      }),
    )
  await expect(act(true)).rejects.toThrow('no')
  expect(await jobs(job)).toBe(0)
  expect(await db.auditEvent.count({ where: { subjectId: ctx.key } })).toBe(0)
  expect(await act(false)).toEqual({ done: true })
  expect(await jobs(job)).toBe(1)
  expect(await db.auditEvent.count({ where: { subjectId: ctx.key } })).toBe(1)
})

test('jobs with one key wait as one', async () => {
  const key = `test:${randomUUID()}`
  for (let i = 0; i < 3; i += 1) await db.$transaction((tx) => enqueue(tx, 'revalidate', { tag: 'stats' }, { key }))
  expect(await jobs(key)).toBe(1)
})

test('the audit is sealed in order and a changed row is found', async () => {
  // a row waits for every older transaction of the server, those of other test files included
  await vi.waitFor(
    async () => {
      await db.$queryRaw`SELECT audit_seal_batch()`
      expect(await db.auditSeal.count()).toBe(await db.auditEvent.count())
    },
    { timeout: 30_000, interval: 200 },
  )
  expect(await db.$queryRaw`SELECT audit_first_broken() AS n`).toEqual([{ n: null }])
  await owner.query('BEGIN')
  await owner.query('SET LOCAL session_replication_role = replica')
  await owner.query("UPDATE audit_event SET actor_id = NULL, reason = 'changed later' WHERE id = (SELECT min(audit_id) FROM audit_seal)")
  expect((await owner.query('SELECT audit_first_broken() AS n')).rows[0].n).toBe('1')
  await owner.query('ROLLBACK')
})
