// The results of a round with 500 applications and five sheets each: what the page asks, at the server, beside the same rows
// read by hand, and the plan of its one statement. Rows are made in bulk past the guards: this is load, not a decision.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { startPostgres } from '@/lib/entry/postgres.mjs'
import { applicationUrl } from '@/lib/entry/roles'
import type { Actor } from '@/lib/kernel/actor'
import { freshDatabase } from './fresh'

const ENTRIES = 500
const ROUNDS = 30
const GOAL_MS = 200
const line = (text: string) => process.stdout.write(`${text}\n`)

async function makeRows(owner: pg.Client): Promise<string> {
  await owner.query('SET session_replication_role = replica')
  const made = await owner.query<{ id: string }>(
    `INSERT INTO round (programme_code, name, opens_at, closes_at, published_at, measures, chain, rubric_id, promised_days)
     SELECT 'climber', '五百份', now() - interval '30 days', now() - interval '2 days', now() - interval '31 days', '{office}', 'panel', id, 20 FROM rubric LIMIT 1 RETURNING id`,
  )
  const id = made.rows[0]?.id ?? ''
  await owner.query(
    `INSERT INTO reviewer (no, person_id, fields, employer, added_at) SELECT 'ZJ-' || lpad(n::text, 3, '0'), gen_random_uuid(), '{机电}', '单位', now() FROM generate_series(1, 40) n`,
  )
  await owner.query(
    `WITH a AS (INSERT INTO application (person_id, round_id, state, submitted_at) SELECT gen_random_uuid(), $1, 'submitted', now() FROM generate_series(1, $2::int) RETURNING id),
          n AS (SELECT id, row_number() OVER () AS n FROM a),
          c AS (INSERT INTO case_file (case_no, application_id, measure_code, person_id, title, state, phone_tail, submitted_at)
                SELECT 'BM-2026-' || lpad(n::text, 4, '0') || '-X', id, 'office', gen_random_uuid(), '项目 ' || n, 'panel_decision', '0000', now() FROM n),
          e AS (INSERT INTO review_entry (round_id, application_id, code, field, state, created_at)
                SELECT $1, id, 'P-' || lpad(n::text, 3, '0'), '机电', 'scored', now() FROM n RETURNING id, code)
     INSERT INTO review_assignment (entry_id, reviewer_id, draw_rank, state, assigned_at, declared_at, opened_at, locked_at, total_points)
     SELECT e.id, r.id, k, 'locked', now(), now(), now(), now(), 5000 + (hashtext(e.code || k) % 4000) FROM e, generate_series(1, 5) k
       JOIN (SELECT id, row_number() OVER (ORDER BY no) AS n FROM reviewer) r ON true WHERE r.n = 1 + (abs(hashtext(e.code)) + k * 7) % 40`,
    [id, ENTRIES],
  )
  await owner.query(
    `INSERT INTO review_result (entry_id, seq, formula_version, sheets, mean, trimmed_mean, median, lowest, highest, spread, value, by_criterion, sheet_ids, computed_at)
     SELECT e.id, 1, 'bench', 5, v, v, v, v, v, 0, v, '{"team":{"mean":7500,"median":7500,"lowest":7500,"highest":7500}}', array_fill(e.id, ARRAY[5]), now()
       FROM review_entry e, LATERAL (SELECT 3000 + abs(hashtext(e.code)) % 7000 AS v) x WHERE e.round_id = $1`,
    [id],
  )
  await owner.query('SET session_replication_role = DEFAULT')
  await owner.query('ANALYZE')
  return id
}

const leader: Actor = { userId: '', personId: '', name: '量尺', roles: new Set(['leader']), departments: new Set(), sessionId: '' }
const at = (times: readonly number[], share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0

async function timed(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i += 1) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times.sort((a, b) => a - b)
}

async function main(): Promise<number> {
  const server = await startPostgres(path.resolve('.test', 'bench'), { firstPort: 15632 })
  try {
    const url = server.url('climber_results')
    const password = randomBytes(16).toString('hex')
    await freshDatabase(server.url('postgres'), url, password)
    const owner = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
    owner.on('error', () => {})
    await owner.connect()
    const roundId = await makeRows(owner)
    process.env.DATABASE_URL = applicationUrl(url, password)
    const { resultsView } = await import('@/lib/journeys/review/server/results')
    const { closeDatabase } = await import('@/lib/platform/db')
    const somebody = { ...leader, userId: roundId, personId: roundId }
    const view = await timed(() => resultsView(somebody, roundId))
    const byHand = await timed(() =>
      owner.query('SELECT e.code, a.total_points FROM review_entry e JOIN review_assignment a ON a.entry_id = e.id WHERE e.round_id = $1', [roundId]),
    )
    line(`${ENTRIES} entries, ${ENTRIES * 5} sheets, ${ROUNDS} times`)
    line(`  the page's query   p50 ${at(view, 0.5).toFixed(1)} ms   p95 ${at(view, 0.95).toFixed(1)} ms`)
    line(`  rows by hand (limit) p50 ${at(byHand, 0.5).toFixed(1)} ms   ratio ${(at(byHand, 0.5) / at(view, 0.5)).toFixed(2)}`)
    const plan = await owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY ON) SELECT a.entry_id, count(*) FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id
        WHERE e.round_id = '${roundId}' AND a.state = 'locked' GROUP BY 1`,
    )
    for (const row of plan.rows) line(`    ${row['QUERY PLAN']}`)
    await closeDatabase()
    await owner.end()
    return at(view, 0.5) < GOAL_MS ? 0 : 1
  } finally {
    await server.stop()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(2)
  },
)
