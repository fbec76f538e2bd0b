// M5: the same random histories on the database and on a ledger of a few lines in memory; every answer and every balance equal.
import fc from 'fast-check'
import type pg from 'pg'
import { accountOf, type Books } from './fund-books'

const kinds = ['commit', 'contract', 'disburse', 'release', 'recover', 'transfer', 'reverse'] as const

export interface Step {
  readonly kind: (typeof kinds)[number]
  /** 0 or 1: which of the two lines. */
  readonly line: number
  readonly case: number
  readonly amount: number
  /** Small, so that numbers come again: with the same content a duplicate, with another a refusal. */
  readonly ref: number
  /** For a reversal: which of the postings so far. */
  readonly of: number
}

export const BUDGET = 1_000n

export const history = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    line: fc.nat(1),
    case: fc.nat(2),
    amount: fc.integer({ min: 1, max: 700 }),
    ref: fc.nat(25),
    of: fc.nat(30),
  }),
  { minLength: 30, maxLength: 30 },
)

interface Entry {
  readonly account: string
  readonly amount: bigint
}
interface Posted {
  readonly n: number
  readonly kind: string
  readonly ref: string
  readonly case: number | null
  readonly entries: readonly Entry[]
  readonly reverses: number | null
}

const routes: Readonly<Record<string, readonly [string, string]>> = {
  commit: ['available', 'committed'],
  contract: ['committed', 'contracted'],
  disburse: ['contracted', 'disbursed'],
  release: ['committed', 'available'],
  recover: ['disbursed', 'recovered'],
}

/** What a step asks for, against the postings so far; null where a reversal has nothing to take back. */
function asked(step: Step, posted: readonly Posted[]): Omit<Posted, 'n'> | null {
  const ref = `r${step.ref}`
  const amount = BigInt(step.amount)
  if (step.kind === 'reverse') {
    const of = posted[step.of]
    if (!of || of.kind === 'reverse' || posted.some((one) => one.reverses === of.n)) return null
    return { kind: 'reverse', ref, case: of.case, entries: of.entries.map((e) => ({ ...e, amount: -e.amount })), reverses: of.n }
  }
  if (step.kind === 'transfer')
    return {
      kind: 'transfer',
      ref,
      case: null,
      reverses: null,
      entries: [
        { account: `${step.line}.available`, amount: -amount },
        { account: `${1 - step.line}.available`, amount },
      ],
    }
  const [from, to] = routes[step.kind] ?? ['', '']
  return {
    kind: step.kind,
    ref,
    case: step.case,
    reverses: null,
    entries: [
      { account: `${step.line}.${from}`, amount: -amount },
      { account: `${step.line}.${to}`, amount },
    ],
  }
}

const ofCase = /\.(committed|contracted|disbursed|recovered)$/
const content = (p: Omit<Posted, 'n'>) => JSON.stringify([p.case, p.entries.map((e) => `${e.account} ${e.amount}`).sort()])

/** The ledger as one would write it on a sheet of paper. */
export class ReferenceLedger {
  readonly balances = new Map<string, bigint>([
    ['0.available', BUDGET],
    ['1.available', BUDGET],
  ])
  readonly cases = new Map<string, bigint>()
  readonly posted: Posted[] = []

  post(request: Omit<Posted, 'n'>): string {
    const before = this.posted.find((one) => one.kind === request.kind && one.ref === request.ref)
    if (before) return content(before) === content(request) ? 'duplicate' : 'ref_used'
    const short = request.entries.some(({ account, amount }) => {
      if ((this.balances.get(account) ?? 0n) + amount < 0n) return true
      return amount < 0n && request.case !== null && ofCase.test(account) && (this.cases.get(`${request.case} ${account}`) ?? 0n) + amount < 0n
    })
    if (short) return 'insufficient'
    for (const { account, amount } of request.entries) {
      this.balances.set(account, (this.balances.get(account) ?? 0n) + amount)
      const key = `${request.case} ${account}`
      this.cases.set(key, (this.cases.get(key) ?? 0n) + amount)
    }
    this.posted.push({ ...request, n: this.posted.length })
    return 'posted'
  }
}

const caseId = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`

/** Posts one step after the other in the database; one call a history instead of thirty. A reversal names what it takes back by its number. */
const runHistory = `CREATE OR REPLACE FUNCTION pg_temp.run_history(p_steps jsonb, p_actor uuid, p_approver uuid) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE s jsonb; of bigint; out text[] := '{}';
BEGIN
  FOR s IN SELECT * FROM jsonb_array_elements(p_steps) LOOP
    SELECT id INTO of FROM ledger_txn WHERE kind = s->>'ofKind' AND ref = s->>'ofRef';
    out := out || (post_txn(s->>'kind', s->>'ref', (s->>'case')::uuid, '试验', p_actor, CASE WHEN (s->>'two')::boolean THEN p_approver END,
      '2026-11-25', s->'lines', CASE WHEN s->>'kind' = 'reverse' THEN of END)->>'status');
  END LOOP;
  RETURN out;
END $$`

/** Both sides of a history: what paper says to each step, and the same steps for the database. */
function onPaper(steps: readonly Step[], idOf: (account: string) => bigint) {
  const paper = new ReferenceLedger()
  const expected: string[] = []
  const requests: object[] = []
  for (const step of steps) {
    const request = asked(step, paper.posted)
    if (!request) continue
    const of = request.reverses === null ? undefined : paper.posted[request.reverses]
    requests.push({
      kind: request.kind,
      ref: request.ref,
      case: request.case === null ? null : caseId(request.case),
      two: ['disburse', 'transfer', 'reverse'].includes(request.kind),
      lines: request.entries.map((e) => [String(idOf(e.account)), String(e.amount)]),
      ofKind: of?.kind ?? null,
      ofRef: of?.ref ?? null,
    })
    expected.push(paper.post(request))
  }
  return { paper, expected, requests }
}

/**
 * Runs one history on both; answers the differences. The database's part is taken back at the end, after its deferred
 * checks, so that ten thousand histories start from the same books.
 */
async function differences(owner: pg.Client, books: Books, steps: readonly Step[]): Promise<string[]> {
  const idOf = (account: string) => {
    const [line, kind] = account.split('.')
    return accountOf(books.lines[Number(line)], kind ?? '')
  }
  const { paper, expected, requests } = onPaper(steps, idOf)
  const found: string[] = []
  await owner.query('BEGIN')
  try {
    const answer = await owner.query<{ statuses: string[] }>('SELECT pg_temp.run_history($1::jsonb, $2, $3) AS statuses', [
      JSON.stringify(requests),
      books.finance,
      books.leader,
    ])
    const statuses = answer.rows[0]?.statuses ?? []
    for (const [i, should] of expected.entries()) if (statuses[i] !== should) found.push(`step ${i}: ${statuses[i]}, on paper ${should}`)
    await owner.query('SET CONSTRAINTS ALL IMMEDIATE')
    const { rows } = await owner.query<{ id: string; balance: string }>('SELECT id, balance_fen AS balance FROM ledger_account')
    const now = new Map(rows.map((row) => [row.id, BigInt(row.balance)]))
    for (const line of [0, 1])
      for (const kind of ['available', 'committed', 'contracted', 'disbursed', 'recovered']) {
        const account = `${line}.${kind}`
        const [is, should] = [now.get(String(idOf(account))), paper.balances.get(account) ?? 0n]
        if (is !== should) found.push(`${account}: ${is}, on paper ${should}`)
      }
  } catch (error) {
    found.push(error instanceof Error ? error.message : String(error))
  } finally {
    await owner.query('ROLLBACK')
  }
  return found
}

/** M5 over `runs` histories of thirty steps; answers the first counterexample in words, null when there is none. */
export async function modelDifference(owner: pg.Client, books: Books, runs: number, seed: number): Promise<string | null> {
  await owner.query(runHistory)
  const check = await fc.check(
    fc.asyncProperty(history, async (steps) => {
      const found = await differences(owner, books, steps)
      if (found.length > 0) throw new Error(found.join('; '))
    }),
    { numRuns: runs, seed },
  )
  return check.failed ? `seed ${check.seed}: ${check.errorInstance instanceof Error ? check.errorInstance.message : 'differs'}` : null
}
