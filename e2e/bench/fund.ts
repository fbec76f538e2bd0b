// The books in full size: M1 (100,000 random postings of 16 clients), M2 (1,000 at once for the last yuan), M4 (200 edits as
// superuser), M5 (10,000 histories of thirty steps against a ledger on paper). Exit code 0: everything balances to the fen.
// With --without-rules the caps and the seal are taken away first, and the same run must fail.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { startPostgres } from '@/lib/entry/postgres.mjs'
import { applicationUrl } from '@/lib/entry/roles'
import { openDatabase } from '@/lib/platform/db'
import { freshDatabase } from './fresh'
import { makeBooks, mutate, YEAR_FEN } from './fund-books'
import { commitRush, openRush, randomPostings, yearRush } from './fund-load'
import { modelDifference } from './fund-reference'
import { tamper } from './fund-tamper'

const DATABASE = 'climber_fund'
const WIDTH = 16
const SEED = 20261125
const HALF_MILLION = 50_000_000n

const line = (text: string) => process.stdout.write(`${text}\n`)
const faults: string[] = []

/** `npm run bench:fund -- M1`: only this one. */
const only = process.argv.find((word) => /^M\d$/.test(word))

/** Runs one measurement; prints its figures and time, and keeps what is wrong. */
async function measure(name: string, work: () => Promise<{ figures: string; wrong: readonly string[] }>): Promise<void> {
  if (only && only !== name) return
  const began = performance.now()
  const { figures, wrong } = await work()
  line(`  ${name.padEnd(5)}${figures}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  for (const text of wrong) {
    line(`  WRONG  ${text}`)
    faults.push(`${name}: ${text}`)
  }
}

const differs = (what: string, is: unknown, should: unknown) =>
  JSON.stringify(is) === JSON.stringify(should) ? [] : [`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`]

async function withoutRules(owner: pg.Client): Promise<void> {
  await owner.query('ALTER TABLE ledger_account DROP CONSTRAINT balance_within_bounds')
  await owner.query('DROP TRIGGER ledger_txn_seal ON ledger_txn')
  await mutate(owner, 'post_txn', 'FOR UPDATE OF a', '')
  await mutate(owner, 'guard_ledger_entry', 'FOR UPDATE', '')
}

async function measureAll(owner: pg.Client, db: ReturnType<typeof openDatabase>): Promise<void> {
  const thirds = [300_000_000n, 200_000_000n, 200_000_000n]
  await measure('M2', async () => {
    const one = await commitRush(db, await makeBooks(owner, [YEAR_FEN]), 1_000, HALF_MILLION, WIDTH)
    const year = await yearRush(db, owner, await makeBooks(owner, thirds), 1_000, 33_333_333n, WIDTH)
    const opened = await openRush(db, await makeBooks(owner, [0n]), 1_000, HALF_MILLION, WIDTH)
    const fourteen = { posted: 14, insufficient: 986, errors: 0, other: 0 }
    return {
      figures: `1,000 × 500,000 yuan on 7,000,000: ${one.posted} posted, ${one.insufficient} told; over the lines of the year ${year.posted}; budget ${opened.posted}`,
      wrong: [
        ...differs('one line', one, fourteen),
        ...differs(
          'year',
          { ...year, committedFen: String(year.committedFen) },
          { posted: 21, insufficient: 979, errors: 0, other: 0, committedFen: String(21n * 33_333_333n) },
        ),
        ...differs('budget', opened, fourteen),
      ],
    }
  })
  await measure('M5', async () => {
    const found = await modelDifference(owner, await makeBooks(owner, [1_000n, 1_000n]), 10_000, SEED)
    return { figures: `10,000 histories × 30 steps, seed ${SEED}: ${found ? 'differ' : 'no difference'}`, wrong: found ? [found] : [] }
  })
  await measure('M4', async () => {
    await randomPostings(db, owner, await makeBooks(owner, thirds), 400, WIDTH, 3)
    const { named, missed } = await tamper(owner, 200, SEED)
    return { figures: `200 edits as superuser: ${named} named`, wrong: missed }
  })
  await measure('M1', async () => {
    const out = await randomPostings(db, owner, await makeBooks(owner, thirds), 100_000, WIDTH, SEED)
    return {
      figures: `100,000 requests, seed ${SEED}: ${out.posted} posted, ${out.duplicates} duplicates, ${out.insufficient} too much, ${out.refused} refused`,
      wrong: out.faults,
    }
  })
}

async function main(broken: boolean): Promise<number> {
  const server = await startPostgres(path.resolve('.test', 'bench-fund'), { firstPort: 15662 })
  try {
    const url = server.url(DATABASE)
    const password = randomBytes(16).toString('hex')
    await freshDatabase(server.url('postgres'), url, password)
    const owner = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
    owner.on('error', () => {})
    await owner.connect()
    if (broken) await withoutRules(owner)
    line(`The fund's books${broken ? ', without lock, CHECK and seal' : ''}`)
    const db = openDatabase(applicationUrl(url, password), WIDTH)
    await measureAll(owner, db)
    await db.$disconnect()
    await owner.end()
    line(faults.length === 0 ? 'OK: balanced to the fen' : `FAILED: ${faults.length} faults`)
    return faults.length === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

main(process.argv.includes('--without-rules')).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(2)
  },
)
