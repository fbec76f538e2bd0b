// 11,400 claims of 10,000 people on 200 desks, at the database, as the application's role, through the function that the
// browser's claim calls. Exit code 0: every desk has exactly one holder and nobody was lost. With --without-constraint the
// same load must fail.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { startPostgres } from '@/lib/entry/postgres.mjs'
import { applicationUrl } from '@/lib/entry/roles'
import { openDatabase } from '@/lib/platform/db'
import { type CrowdSize, dropConstraint, faultsOf, fire, grouped, makeCrowd, type Outcome } from './crowd'
import { freshDatabase } from './fresh'

const size: CrowdSize = { people: 10_000, desks: 200, doubleClicks: 1_000, newKeys: 400, contested: 50 }
/** Claims in flight; as many connections as two web processes have. */
const WIDTH = 20
const DATABASE = 'climber_bench'

const line = (text: string) => process.stdout.write(`${text}\n`)

function print(outcome: Outcome): void {
  const { answers, seconds } = outcome
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number) => `${(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1)} ms`
  const groups = grouped(answers, ({ answer }) => ('replayed' in answer && answer.replayed ? `${answer.status} (replay)` : answer.status))
  const rows: [string, string][] = [
    ...[...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, list]): [string, string] => [name, String(list.length)]),
    ['claims', String(answers.length)],
    ['seconds', seconds.toFixed(1)],
    ['claims per second', (answers.length / seconds).toFixed(0)],
    ['p50', at(0.5)],
    ['p99', at(0.99)],
  ]
  for (const [name, value] of rows) line(`  ${name.padEnd(24)}${value.padStart(12)}`)
}

async function main(withoutConstraint: boolean): Promise<number> {
  const server = await startPostgres(path.resolve('.test', 'bench'), { firstPort: 15632 })
  try {
    const url = server.url(DATABASE)
    const password = randomBytes(16).toString('hex')
    await freshDatabase(server.url('postgres'), url, password)
    const owner = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
    owner.on('error', () => {})
    await owner.connect()
    const crowd = await makeCrowd(owner, size)
    if (withoutConstraint) await dropConstraint(owner)
    await owner.query('ANALYZE')
    line(`${crowd.claims.length} claims of ${size.people} people on ${size.desks} desks${withoutConstraint ? ', without the exclusion constraint' : ''}`)
    const db = openDatabase(applicationUrl(url, password), WIDTH)
    const outcome = await fire(db, crowd, WIDTH)
    await db.$disconnect()
    const faults = await faultsOf(owner, crowd, outcome)
    await owner.end()
    print(outcome)
    for (const text of [...faults, ...new Set(outcome.errors.slice(0, 5))]) line(`  WRONG  ${text}`)
    line(faults.length === 0 ? 'OK: one holder per desk, nobody lost' : `FAILED: ${faults.length} faults`)
    return faults.length === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

main(process.argv.includes('--without-constraint')).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(2)
  },
)
