// M1 and M2: many postings at once. Random ones with repeats and illegal ones; commitments against a line that is too small.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Posting } from '@/lib/foundation/fund/server/post'
import type { PrismaClient } from '@/prisma/generated/client'
import { accountOf, type Books, bookFaults, day, type Fired, fire, randomOf } from './fund-books'

interface Load {
  readonly legal: Posting[]
  readonly illegal: Posting[]
}

const moves = {
  commit: ['available', 'committed'],
  contract: ['committed', 'contracted'],
  disburse: ['contracted', 'disbursed'],
  release: ['contracted', 'available'],
  recover: ['disbursed', 'recovered'],
} as const
const kinds = ['commit', 'commit', 'commit', 'contract', 'contract', 'disburse', 'disburse', 'release', 'recover', 'transfer'] as const

/** `count` random postings over these lines, about seventy to a case, by a seed; one in twenty breaks a rule. */
export function randomLoad(books: Books, count: number, seed: number): Load {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const cases = Array.from({ length: Math.ceil(count / 70) }, () => randomUUID())
  const load: Load = { legal: [], illegal: [] }
  // the more there are the smaller they are: the lines shall be nearly empty at the end, not after the first thousand
  const largest = 6_000_000_000 / count
  for (let i = 0; i < count; i += 1) {
    const kind = pick(kinds)
    const line = pick(books.lines)
    const amount = BigInt(1 + Math.floor(random() * largest))
    const other = pick(books.lines.filter((one) => one !== line))
    const [from, to] = kind === 'transfer' ? (['available', 'available'] as const) : moves[kind]
    const posting: Posting = {
      kind,
      ref: `R${seed}-${i}`,
      caseId: kind === 'transfer' ? null : pick(cases),
      note: '试验',
      actorId: books.finance,
      approverId: kind === 'disburse' || kind === 'transfer' ? books.leader : null,
      bizDate: day,
      lines: [
        [accountOf(line, from), -amount],
        [accountOf(kind === 'transfer' ? other : line, to), amount],
      ],
    }
    if (random() < 0.05) load.illegal.push(broken(posting, Math.floor(random() * 5)))
    else load.legal.push(posting)
  }
  return load
}

/** The same posting with one rule broken. */
function broken(posting: Posting, how: number): Posting {
  const [first, second] = posting.lines
  if (!first || !second) throw new Error('two lines')
  const ref = `${posting.ref}-x`
  if (how === 0) return { ...posting, ref, lines: [first, [second[0], second[1] + 1n]] }
  if (how === 1)
    return {
      ...posting,
      ref,
      lines: [
        [first[0], second[1]],
        [second[0], first[1]],
      ],
      kind: 'commit',
      caseId: posting.caseId ?? randomUUID(),
    }
  if (how === 2) return { ...posting, ref, kind: 'disburse', caseId: posting.caseId ?? randomUUID(), approverId: posting.actorId, lines: posting.lines }
  if (how === 3) return { ...posting, ref, kind: 'transfer', approverId: null }
  return {
    ...posting,
    ref,
    lines: [
      [first[0], -90_000_000_000n],
      [second[0], 90_000_000_000n],
    ],
  }
}

export interface RandomOutcome {
  readonly posted: number
  readonly duplicates: number
  readonly insufficient: number
  readonly refused: number
  readonly faults: string[]
}

/** M1: fires the load with one repeat in five; answers what happened and what is wrong afterwards. */
export async function randomPostings(db: PrismaClient, owner: pg.Client, books: Books, count: number, width: number, seed: number): Promise<RandomOutcome> {
  const random = randomOf(seed + 1)
  const { legal, illegal } = randomLoad(books, Math.round(count / 1.2), seed)
  const all = [...legal, ...illegal].flatMap((posting) => (random() < 0.2 ? [posting, posting] : [posting]))
  const order = all.map((posting, i) => ({ posting, at: i + random() * 200 })).sort((a, b) => a.at - b.at)
  const fired = await fire(
    db,
    order.map(({ posting }) => posting),
    width,
  )
  const wrong = new Set(illegal)
  const accepted = fired.filter((one) => wrong.has(one.posting) && one.answer?.status !== undefined && one.answer.status !== 'insufficient')
  const posted = fired.filter((one) => one.answer?.status === 'posted')
  const twice = posted.length - new Set(posted.map(({ posting }) => `${posting.kind} ${posting.ref}`)).size
  const errors = fired.filter((one) => !wrong.has(one.posting) && one.error)
  const faults = await bookFaults(owner)
  if (accepted.length > 0) faults.push(`illegal postings accepted: ${accepted.length}`)
  if (twice > 0) faults.push(`posted twice under one number: ${twice}`)
  if (errors.length > 0) faults.push(`legal postings that failed: ${errors.length}, ${errors[0]?.error.slice(0, 200)}`)
  if (posted.length < count / 10) faults.push(`hardly anything was posted: ${posted.length}`)
  const status = (name: string) => fired.filter((one) => one.answer?.status === name).length
  return {
    posted: posted.length,
    duplicates: status('duplicate'),
    insufficient: status('insufficient'),
    refused: fired.filter((one) => one.error).length,
    faults,
  }
}

const summary = (fired: readonly Fired[]) => ({
  posted: fired.filter((one) => one.answer?.status === 'posted').length,
  insufficient: fired.filter((one) => one.answer?.status === 'insufficient').length,
  errors: fired.filter((one) => one.error).length,
  other: fired.filter((one) => one.answer && !['posted', 'insufficient'].includes(one.answer.status)).length,
})

const commitment = (books: Books, line: Books['lines'][number] | undefined, amount: bigint, n: number): Posting => ({
  kind: 'commit',
  ref: `C-${amount}-${n}-${randomUUID()}`,
  caseId: randomUUID(),
  actorId: books.finance,
  bizDate: day,
  lines: [
    [accountOf(line, 'available'), -amount],
    [accountOf(line, 'committed'), amount],
  ],
})

/** M2: `people` at once ask for `amount` fen each on the first line. */
export async function commitRush(db: PrismaClient, books: Books, people: number, amount: bigint, width: number) {
  const postings = Array.from({ length: people }, (_, n) => commitment(books, books.lines[0], amount, n))
  return summary(await fire(db, postings, width))
}

/** M2 over the year: `people` at once, each on any of the lines. */
export async function yearRush(db: PrismaClient, owner: pg.Client, books: Books, people: number, amount: bigint, width: number) {
  const postings = Array.from({ length: people }, (_, n) => commitment(books, books.lines[n % books.lines.length], amount, n))
  const out = summary(await fire(db, postings, width))
  const ids = books.lines.map((line) => String(accountOf(line, 'committed')))
  const { rows } = await owner.query<{ sum: string }>('SELECT sum(balance_fen)::text AS sum FROM ledger_account WHERE id = ANY ($1::bigint[])', [ids])
  return { ...out, committedFen: BigInt(rows[0]?.sum ?? 0) }
}

/** Budget beyond the year's sum, asked for by many at once on an unopened line. */
export async function openRush(db: PrismaClient, books: Books, people: number, amount: bigint, width: number) {
  const line = books.lines[0]
  const postings = Array.from(
    { length: people },
    (): Posting => ({
      kind: 'open',
      ref: `O-${randomUUID()}`,
      actorId: books.finance,
      approverId: books.leader,
      bizDate: day,
      lines: [
        [accountOf(line, 'source'), -amount],
        [accountOf(line, 'available'), amount],
      ],
    }),
  )
  return summary(await fire(db, postings, width))
}
