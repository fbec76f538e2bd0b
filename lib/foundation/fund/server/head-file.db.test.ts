// A superuser who rewrites the chain to its end, hashes and head included, is found by what was written down outside.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeBooks } from '@/e2e/bench/fund-books'
import { randomPostings } from '@/e2e/bench/fund-load'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { db } from '@/lib/platform/db'
import { writeLedgerHead } from './head-file'

let owner: pg.Client
const folder = mkdtempSync(path.join(tmpdir(), 'heads-'))
const lines = () =>
  readFileSync(path.join(folder, 'chain-heads', 'ledger.tsv'), 'utf8')
    .trim()
    .split('\n')

beforeAll(async () => {
  vi.stubEnv('DATA_DIR', folder)
  const database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await randomPostings(db, owner, await makeBooks(owner, [300_000_000n, 200_000_000n]), 40, 4, 5)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await owner?.end()
  await closeTestDatabase()
})

/** Changes one posting and then every seal after it, and the head: inside the database nothing is left to see. */
const rewrite = `
DO $$ DECLARE t ledger_txn; h bytea := '\\x00'; BEGIN
  UPDATE ledger_txn SET note = '改过' WHERE n = 3;
  FOR t IN SELECT * FROM ledger_txn ORDER BY n LOOP
    UPDATE ledger_txn SET prev_hash = h, hash = sha256(h || convert_to(ledger_txn_text(t), 'UTF8')) WHERE id = t.id RETURNING hash INTO h;
  END LOOP;
  UPDATE chain_head SET hash = h WHERE chain = 'ledger';
END $$`

test('one line a night, none where nothing was posted', async () => {
  const first = await writeLedgerHead()
  expect(await writeLedgerHead()).toEqual(first)
  expect(lines()).toHaveLength(1)
  expect(lines()[0]?.split('\t').slice(1)).toEqual([String(first?.n), first?.hash])
})

test('a chain that was rewritten as a whole no longer has the head on file: nothing is added, the audit says so', async () => {
  await owner.query("SET session_replication_role = 'replica'")
  await owner.query(rewrite)
  const [row] = (await owner.query<{ bad: string | null }>('SELECT ledger_first_broken()::text AS bad')).rows
  expect(row?.bad).toBeNull()
  await expect(writeLedgerHead()).rejects.toThrow(/does not hold: head/)
  expect(lines()).toHaveLength(1)
  expect(await db.auditEvent.count({ where: { action: 'fund.chain_broken', outcome: 'error' } })).toBe(1)
})
