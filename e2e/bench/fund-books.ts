// Books to try the ledger on: a fund of 7,000,000 yuan a year with lines, two people who may sign for each other, and the
// facts that must hold whatever was posted. Used by `npm run bench:fund` and, smaller, by the database tests of the fund.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type PostAnswer, type Posting, post } from '@/lib/foundation/fund/server/post'
import { calendarDate } from '@/lib/kernel/calendar-date'
import type { PrismaClient } from '@/prisma/generated/client'

export const YEAR_FEN = 700_000_000n
export const day = calendarDate('2026-11-25')

export interface BookLine {
  readonly id: string
  /** Account ids by kind. */
  readonly accounts: Readonly<Record<string, bigint>>
}

export interface Books {
  readonly lines: readonly BookLine[]
  readonly finance: string
  readonly leader: string
}

/** A fund of its own with one year and `budgets.length` lines, each opened with its budget. Run as the owner. */
export async function makeBooks(owner: pg.Client, budgets: readonly bigint[], fund = `bench_${randomUUID().slice(0, 8)}`): Promise<Books> {
  await owner.query(`INSERT INTO fund_source (code, name, annual_fen, source) VALUES ($1, '试验资金', $2, 'bench')`, [fund, String(YEAR_FEN)])
  const lines: BookLine[] = []
  for (const [i, budget] of budgets.entries()) {
    const code = `line_${String.fromCharCode(97 + i)}`
    const { rows } = await owner.query<{ id: string }>(`SELECT fund_line_of($1, 2026, $2, '试验') AS id`, [fund, code])
    const id = rows[0]?.id ?? ''
    const found = await owner.query<{ id: string; kind: string }>(`SELECT id, kind FROM ledger_account WHERE line_id = $1 OR code IN ($2, $3)`, [
      id,
      `${fund}:2026:source`,
      `${fund}:2026:brought`,
    ])
    const accounts = Object.fromEntries(found.rows.map((row) => [row.kind, BigInt(row.id)]))
    lines.push({ id, accounts })
    if (budget > 0n)
      await owner.query(`SELECT post_txn('open', $1, NULL, '', gen_random_uuid(), NULL, '2026-01-01', $2::jsonb)`, [
        `${fund}:${code}`,
        JSON.stringify([
          [String(accounts.source), String(-budget)],
          [String(accounts.available), String(budget)],
        ]),
      ])
  }
  const { rows } = await owner.query<{ id: string; role: string }>(`
    WITH p AS (INSERT INTO person (state, name) VALUES ('registered', '钱若谷'), ('registered', '顾怀民') RETURNING id, name),
         u AS (INSERT INTO app_user (person_id) SELECT id FROM p RETURNING id, person_id),
         r AS (SELECT u.id, CASE p.name WHEN '钱若谷' THEN 'finance' ELSE 'leader' END AS role FROM u JOIN p ON p.id = u.person_id),
         g AS (INSERT INTO role_grant (user_id, role_code, department_code) SELECT id, role, CASE role WHEN 'finance' THEN 'finance' ELSE 'office' END FROM r)
    SELECT id, role FROM r`)
  const userOf = (role: string) => rows.find((row) => row.role === role)?.id ?? ''
  return { lines, finance: userOf('finance'), leader: userOf('leader') }
}

/** An account of a line; a kind it does not have is a fault of the caller. */
export function accountOf(line: BookLine | undefined, kind: string): bigint {
  const id = line?.accounts[kind]
  if (id === undefined) throw new Error(`no account ${kind}`)
  return id
}

export interface Fired {
  readonly posting: Posting
  readonly answer: PostAnswer | null
  /** Message of the refusal where the database raised one. */
  readonly error: string
}

/** Posts all of them, `width` at a time, as the application does. */
export async function fire(db: PrismaClient, postings: readonly Posting[], width: number): Promise<Fired[]> {
  const out: Fired[] = []
  let next = 0
  const worker = async () => {
    for (let posting = postings[next++]; posting; posting = postings[next++]) {
      try {
        out.push({ posting, answer: await post(db, posting), error: '' })
      } catch (error) {
        out.push({ posting, answer: null, error: error instanceof Error ? error.message : String(error) })
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return out
}

const facts = `
SELECT (SELECT coalesce(sum(balance_fen), 0)::text FROM ledger_account) AS "sum of all balances",
       (SELECT count(*)::text FROM ledger_account a WHERE balance_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry e WHERE e.account_id = a.id)) AS "balances that are not the sum of their entries",
       (SELECT count(*)::text FROM ledger_account WHERE balance_fen NOT BETWEEN min_fen AND max_fen) AS "balances beyond their bounds",
       (SELECT count(*)::text FROM (SELECT txn_id FROM ledger_entry GROUP BY 1 HAVING sum(amount_fen) <> 0 OR count(*) < 2) x) AS "postings out of balance",
       (SELECT count(*)::text FROM ledger_txn t WHERE hash IS NULL OR NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.txn_id = t.id)) AS "open or empty postings",
       (SELECT count(*)::text FROM ledger_txn WHERE kind IN ('disburse', 'transfer', 'reverse') AND (approver_id IS NULL OR approver_id = actor_id)) AS "postings of one person that need two",
       (SELECT count(*)::text FROM (SELECT 1 FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id JOIN ledger_account a ON a.id = e.account_id
          WHERE t.case_id IS NOT NULL AND a.kind IN ('committed', 'contracted', 'disbursed', 'recovered') GROUP BY t.case_id, a.id HAVING sum(e.amount_fen) < 0) y) AS "cases that took more than they have",
       (SELECT coalesce(ledger_first_broken(), -1)::text) AS "first broken posting"`

/** What is wrong in the books, in words; empty when everything balances to the fen. */
export async function bookFaults(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<Record<string, string>>(facts)
  return Object.entries(rows[0] ?? { 'facts that could be read': 'none' }).flatMap(([what, is]) => {
    const should = what === 'first broken posting' ? '-1' : '0'
    return is === should ? [] : [`${what}: ${is}`]
  })
}

/** Takes a part of a SQL function away, for the negative controls; throws where there is no such part. */
export async function mutate(owner: pg.Client, name: string, from: string, to: string): Promise<void> {
  const { rows } = await owner.query<{ text: string }>('SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE proname = $1', [name])
  const text = rows[0]?.text ?? ''
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`)
  await owner.query(text.replaceAll(from, to))
}

/** A generator with a printed seed: the same numbers in every run (mulberry32). */
export function randomOf(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = a
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
