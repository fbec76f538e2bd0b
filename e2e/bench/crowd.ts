// The crowd of the allocation day: many people with an approved case for one desk each, few desks, everybody at once.
// Used by `npm run bench:claims` and, smaller, by a database test.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type ClaimAnswer, claimUnits } from '@/lib/journeys/space/server/claim'
import { calendarDate, instantAt } from '@/lib/kernel/calendar-date'
import type { PrismaClient } from '@/prisma/generated/client'

export interface CrowdSize {
  readonly people: number
  readonly desks: number
  /** People who click twice: the same key reaches the server twice. */
  readonly doubleClicks: number
  /** People who come back with a new page: another key. */
  readonly newKeys: number
  /** Desks on which two officers put two different people at the same moment. */
  readonly contested: number
}

export interface OneClaim {
  readonly actorId: string
  readonly key: string
  readonly caseId: string
  readonly unitIds: readonly string[] | null
}

interface Crowd {
  readonly claims: readonly OneClaim[]
  readonly size: CrowdSize
}

const people = `
WITH made AS (
  INSERT INTO person (state, name, source) SELECT 'registered', '申请人' || lpad(n::text, 5, '0'), 'crowd' FROM generate_series(1, $1::int) n RETURNING id, name),
account AS (INSERT INTO app_user (person_id) SELECT id FROM made RETURNING id, person_id),
team AS (INSERT INTO venture (name, field, source) SELECT name, '机电', 'crowd' FROM made RETURNING id, name),
form AS (
  INSERT INTO application (person_id, venture_id, round_id, state, submitted_at)
  SELECT made.id, team.id, (SELECT id FROM round WHERE programme_code = 'climber' LIMIT 1), 'submitted', now() FROM made JOIN team USING (name)
  RETURNING id, person_id),
file AS (
  INSERT INTO case_file (case_no, application_id, measure_code, person_id, title, state, quantity, phone_tail, submitted_at, decided_at)
  SELECT 'CROWD-' || row_number() OVER (), form.id, 'office', form.person_id, '工位', 'approved', 1, '0000', now(), now() FROM form
  RETURNING id, person_id)
SELECT file.id AS "caseId", account.id AS "actorId" FROM file JOIN account USING (person_id) ORDER BY file.id`

const desks = `
WITH house AS (INSERT INTO carrier (name, kind) VALUES ('众创空间', 'building') RETURNING id)
INSERT INTO unit (kind, code, carrier_id, floor, zone, x, y)
SELECT 'desk', 'CR-' || lpad(n::text, 4, '0'), house.id, 1, 'A', (n - 1) % 10 + 1, (n - 1) / 10 + 1 FROM house, generate_series(1, $1::int) n RETURNING id`

/** The same order in every run, so that a failure can be looked at again. */
function shuffled<T>(list: readonly T[]): T[] {
  const out = [...list]
  let seed = 20261124
  for (let i = out.length - 1; i > 0; i -= 1) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    const j = seed % (i + 1)
    const [a, b] = [out[i], out[j]]
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a]
  }
  return out
}

/** Makes the rows (as the owner) and the list of claims: officers' picks first, then the crowd in a fixed disorder. */
export async function makeCrowd(owner: pg.Client, size: CrowdSize): Promise<Crowd> {
  const { rows: cases } = await owner.query<{ caseId: string; actorId: string }>(people, [size.people])
  const { rows: units } = await owner.query<{ id: string }>(desks, [size.desks])
  const { rows: officers } = await owner.query<{ id: string }>(
    `WITH p AS (INSERT INTO person (state, name) VALUES ('registered', '沈知远'), ('registered', '罗启明') RETURNING id)
     INSERT INTO app_user (person_id) SELECT id FROM p RETURNING id`,
  )
  const picked = cases.slice(0, 2 * size.contested).map(
    ({ caseId }, i): OneClaim => ({
      actorId: officers[i % 2]?.id ?? '',
      key: randomUUID(),
      caseId,
      unitIds: [units[Math.floor(i / 2)]?.id ?? ''],
    }),
  )
  const first = cases.slice(2 * size.contested).map(({ caseId, actorId }): OneClaim => ({ actorId, key: randomUUID(), caseId, unitIds: null }))
  const again = first.slice(0, size.doubleClicks)
  const anew = first.slice(size.doubleClicks, size.doubleClicks + size.newKeys).map((claim) => ({ ...claim, key: randomUUID() }))
  return { size, claims: [...picked, ...shuffled([...first, ...again, ...anew])] }
}

export interface Outcome {
  readonly answers: readonly { readonly claim: OneClaim; readonly answer: ClaimAnswer; readonly ms: number }[]
  readonly errors: readonly string[]
  readonly seconds: number
}

const from = calendarDate('2026-12-01')
const to = calendarDate('2027-12-01')

/** Fires all claims through the function that the command calls, `width` of them at a time. */
export async function fire(db: PrismaClient, { claims }: Crowd, width: number): Promise<Outcome> {
  const answers: Outcome['answers'][number][] = []
  const errors: string[] = []
  let next = 0
  const began = performance.now()
  const worker = async () => {
    for (let claim = claims[next++]; claim; claim = claims[next++]) {
      const at = performance.now()
      try {
        const answer = await claimUnits(db, { ...claim, kind: 'desk', count: 1, from, to, holdUntil: instantAt(from, '17:00') })
        answers.push({ claim, answer, ms: performance.now() - at })
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error))
      }
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return { answers, errors, seconds: (performance.now() - began) / 1000 }
}

const facts = `
SELECT (SELECT count(*)::int FROM allocation WHERE allocation_is_live(state)) AS live,
       (SELECT count(DISTINCT unit_id)::int FROM allocation WHERE allocation_is_live(state)) AS units,
       (SELECT count(DISTINCT case_id)::int FROM allocation WHERE allocation_is_live(state)) AS cases,
       (SELECT count(*)::int FROM waitlist_entry WHERE served_at IS NULL) AS waiting,
       (SELECT count(DISTINCT case_id)::int FROM waitlist_entry WHERE served_at IS NULL) AS "waitingCases",
       (SELECT count(*)::int FROM holding_counter h WHERE kind = 'desk' AND live <> (
          SELECT count(*) FROM allocation a WHERE a.venture_id = h.venture_id AND a.kind = 'desk' AND allocation_is_live(a.state))) AS drift,
       (SELECT coalesce(sum(live), 0)::int FROM holding_counter WHERE kind = 'desk') AS counted,
       (SELECT count(*)::int FROM idempotency_key WHERE operation = 'claim_units' AND response IS NULL) AS unanswered`

/** Map.groupBy, which Node 20 does not have. */
export function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** What is wrong after the crowd, in words; empty when every desk went to exactly one person and nobody was lost. */
export async function faultsOf(owner: pg.Client, { size, claims }: Crowd, { answers, errors }: Outcome): Promise<string[]> {
  const { rows } = await owner.query<Record<'live' | 'units' | 'cases' | 'waiting' | 'waitingCases' | 'drift' | 'counted' | 'unanswered', number>>(facts)
  const f = rows[0]
  if (!f) return ['the facts could not be read']
  const status = (name: ClaimAnswer['status']) => answers.filter(({ answer }) => answer.status === name)
  const winners = new Set(status('won').map(({ claim }) => claim.caseId)).size
  const turnedAway = new Set(status('taken').map(({ claim }) => claim.caseId)).size
  const byKey = grouped(answers, ({ claim }) => `${claim.actorId} ${claim.key}`)
  const same = (answer: ClaimAnswer) => JSON.stringify({ ...answer, replayed: undefined })
  const mismatches = [...byKey.values()].filter((list) => new Set(list.map(({ answer }) => same(answer))).size > 1).length
  const odd = answers.filter(({ answer }) => !['won', 'waitlisted', 'already', 'taken'].includes(answer.status)).length
  const checks: readonly (readonly [string, number, number])[] = [
    ['claims with an answer', answers.length, claims.length],
    ['errors', errors.length, 0],
    ['answers that are neither won, listed, already nor taken', odd, 0],
    ['winners', winners, size.desks],
    ['live holdings', f.live, size.desks],
    ['different units held', f.units, size.desks],
    ['different cases holding', f.cases, size.desks],
    ['people on the list', f.waitingCases, size.people - size.desks - turnedAway],
    ['places on the list', f.waiting, f.waitingCases],
    ['replays with another answer', mismatches, 0],
    ['keys without an answer', f.unanswered, 0],
    ['counters that differ from the rows', f.drift, 0],
    ['desks in the counters', f.counted, f.live],
  ]
  return checks.flatMap(([what, is, should]) => (is === should ? [] : [`${what}: ${is}, should be ${should}`]))
}

/** The negative control: without the exclusion constraint only locks and looks are left. */
export const dropConstraint = (owner: pg.Client) => owner.query('ALTER TABLE allocation DROP CONSTRAINT one_holder_per_unit')
