// The books in the crowd: M1, M2, M4, M5 in a size for every run (the full size: npm run bench:fund), each with a control
// in which the rule is taken away and the same check must go red.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type Books, bookFaults, makeBooks, mutate, YEAR_FEN } from '@/e2e/bench/fund-books'
import { commitRush, openRush, randomPostings, yearRush } from '@/e2e/bench/fund-load'
import { modelDifference } from '@/e2e/bench/fund-reference'
import { tamper } from '@/e2e/bench/fund-tamper'
import { createTestDatabase, type TestDatabase } from '@/lib/entry/test-database'
import { openDatabase } from '@/lib/platform/db'
import type { PrismaClient } from '@/prisma/generated/client'

const WIDTH = 16
const HALF_MILLION = 50_000_000n

let database: TestDatabase | undefined
afterEach(() => database?.drop())

interface Stage {
  readonly owner: pg.Client
  readonly db: PrismaClient
  readonly books: Books
}

async function on<T>(budgets: readonly bigint[], work: (stage: Stage) => Promise<T>): Promise<T> {
  database = await createTestDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl, options: '-c TimeZone=UTC' })
  await owner.connect()
  const db = openDatabase(database.appUrl, WIDTH)
  try {
    return await work({ owner, db, books: await makeBooks(owner, budgets) })
  } finally {
    await db.$disconnect()
    await owner.end()
  }
}

const lines = [300_000_000n, 200_000_000n, 200_000_000n]

test('M1: 3,000 postings of sixteen clients, a fifth repeated, one in twenty illegal: balanced to the fen', async () => {
  const out = await on(lines, ({ db, owner, books }) => randomPostings(db, owner, books, 3_000, WIDTH, 20261125))
  expect(out.faults).toEqual([])
  expect(out.duplicates + out.insufficient + out.refused).toBeGreaterThan(500)
})

test('M1 control: without the trigger that keeps the balances the drift is found', async () => {
  const out = await on(lines, async ({ db, owner, books }) => {
    await owner.query('DROP TRIGGER ledger_entry_apply ON ledger_entry')
    return randomPostings(db, owner, books, 300, 4, 7)
  })
  expect(out.faults.join('\n')).toMatch(/not the sum of their entries/)
})

test('M1 control: without the seal at COMMIT unbalanced postings are found', async () => {
  const out = await on(lines, async ({ db, owner, books }) => {
    await owner.query('DROP TRIGGER ledger_txn_seal ON ledger_txn')
    return randomPostings(db, owner, books, 600, 4, 7)
  })
  expect(out.faults.join('\n')).toMatch(/illegal postings accepted/)
  expect(out.faults.join('\n')).toMatch(/postings out of balance/)
})

test('M2: a thousand at once ask for 500,000 yuan of a line of 7,000,000: exactly 14, the others are told; not a fen more', async () => {
  await on([YEAR_FEN], async ({ db, owner, books }) => {
    expect(await commitRush(db, books, 1_000, HALF_MILLION, WIDTH)).toEqual({ posted: 14, insufficient: 986, errors: 0, other: 0 })
    expect(await commitRush(db, books, 1, 1n, 1)).toEqual({ posted: 0, insufficient: 1, errors: 0, other: 0 })
    expect(await bookFaults(owner)).toEqual([])
  })
})

test('M2: the last fen goes to one of many', async () => {
  const out = await on([HALF_MILLION + 1n], async ({ db, books }) => {
    expect(await commitRush(db, books, 1, HALF_MILLION, 1)).toMatchObject({ posted: 1 })
    return commitRush(db, books, 50, 1n, WIDTH)
  })
  expect(out).toEqual({ posted: 1, insufficient: 49, errors: 0, other: 0 })
})

test('M2: a thousand at once over all lines of the year never promise more than the year has', async () => {
  await on(lines, async ({ db, owner, books }) => {
    const out = await yearRush(db, owner, books, 1_000, 33_333_333n, WIDTH)
    expect(out).toMatchObject({ posted: 9 + 6 + 6, errors: 0, other: 0 })
    expect(out.committedFen).toBe(21n * 33_333_333n)
    expect(out.committedFen <= YEAR_FEN).toBe(true)
  })
})

test('M2: budget beyond the annual sum cannot be made, however many ask at once', async () => {
  const out = await on([0n], ({ db, books }) => openRush(db, books, 1_000, HALF_MILLION, WIDTH))
  expect(out).toEqual({ posted: 14, insufficient: 986, errors: 0, other: 0 })
})

test('M2 control: without the lock the CHECK still holds the cap, but the losers get an error instead of an answer', async () => {
  const out = await on([YEAR_FEN], async ({ db, owner, books }) => {
    await mutate(owner, 'post_txn', 'FOR UPDATE OF a', '')
    await mutate(owner, 'guard_ledger_entry', 'FOR UPDATE', '')
    return commitRush(db, books, 400, HALF_MILLION, WIDTH)
  })
  expect(out.posted).toBe(14)
  expect(out.errors).toBeGreaterThan(0)
})

test('M2 control: without the lock and the CHECK more than the line has is promised', async () => {
  const out = await on([YEAR_FEN], async ({ db, owner, books }) => {
    await owner.query('ALTER TABLE ledger_account DROP CONSTRAINT balance_within_bounds')
    await mutate(owner, 'post_txn', 'FOR UPDATE OF a', '')
    await mutate(owner, 'guard_ledger_entry', 'FOR UPDATE', '')
    return commitRush(db, books, 400, HALF_MILLION, WIDTH)
  })
  expect(out.posted).toBeGreaterThan(14)
})

test('M4: the application can neither change nor remove nor write a posting by itself', async () => {
  await on(lines, async ({ db, owner, books }) => {
    await randomPostings(db, owner, books, 60, 4, 3)
    for (const sql of [
      "UPDATE ledger_txn SET note = 'x'",
      'DELETE FROM ledger_txn',
      'TRUNCATE ledger_txn CASCADE',
      'UPDATE ledger_entry SET amount_fen = 1',
      'DELETE FROM ledger_entry',
      'TRUNCATE ledger_entry',
      'UPDATE ledger_account SET balance_fen = 0',
      'UPDATE ledger_account SET min_fen = -1000000000',
      "UPDATE chain_head SET n = 0 WHERE chain = 'ledger'",
      "INSERT INTO ledger_txn (kind, ref, actor_id, biz_date) VALUES ('open', 'x', gen_random_uuid(), '2026-01-01')",
      'INSERT INTO ledger_entry (txn_id, line, account_id, amount_fen) SELECT id, 9, (SELECT min(id) FROM ledger_account), 1 FROM ledger_txn LIMIT 1',
      'UPDATE fund_line SET year = 2027',
    ])
      await expect(db.$executeRawUnsafe(sql), sql).rejects.toThrow(/permission denied|forbidden/)
    expect(await bookFaults(owner)).toEqual([])
  })
})

test('M4: 200 edits made as superuser with the triggers off: the verifier names the posting, 200 of 200', async () => {
  await on(lines, async ({ db, owner, books }) => {
    await randomPostings(db, owner, books, 250, 8, 11)
    const seen = await tamper(owner, 200, 42)
    expect(seen.missed).toEqual([])
    expect(seen.named).toBe(200)
  })
})

test('M4 control: a verifier that does not read the entries misses edits', async () => {
  await on(lines, async ({ db, owner, books }) => {
    await mutate(owner, 'ledger_txn_text', 'e.amount_fen', '0')
    await randomPostings(db, owner, books, 120, 8, 11)
    expect((await tamper(owner, 30, 42)).missed.join('\n')).toMatch(/amount_fen/)
  })
})

const SEED = 20261125

test(`M5: 200 histories of thirty steps give the same as a ledger on paper (seed ${SEED})`, async () => {
  const budget = 1_000n
  expect(await on([budget, budget], ({ owner, books }) => modelDifference(owner, books, 200, SEED))).toBeNull()
})

test('M5 control: a ledger that lets a case live on another’s money differs', async () => {
  const found = await on([1_000n, 1_000n], async ({ owner, books }) => {
    await mutate(owner, 'post_txn', 'ledger_case_balance(p_case, l.id) + l.delta < 0', 'false')
    return modelDifference(owner, books, 300, SEED)
  })
  expect(found).toMatch(/on paper|takes more than/)
})
