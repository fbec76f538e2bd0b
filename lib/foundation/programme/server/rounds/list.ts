import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type RoundState, roundPolicy, roundState, roundStates } from '../../model/round'

export function assertMayRead(actor: Actor | null): void {
  if (!can(roundPolicy, 'round.read', actor, null).allow) throw AppError.notFound()
}

export const moment = (at: Date): string => `${formatDateZh(dateInShanghai(at), { year: true })} ${formatTimeZh(at)}`

export interface RoundLine {
  readonly id: string
  readonly name: string
  readonly state: RoundState
  readonly chain: string
  readonly opens: string
  readonly closes: string | null
  readonly measures: readonly string[]
  readonly drafts: number
  readonly applications: number
  readonly openCases: number
  readonly approved: number
}

export interface RoundsPage {
  readonly rounds: readonly RoundLine[]
  readonly counts: Readonly<Record<RoundState | 'all', number>>
  readonly mayManage: boolean
}

interface Counted {
  readonly id: string
  readonly drafts: number
  readonly applications: number
  readonly open: number
  readonly approved: number
}

/** Forms and cases of every round; one statement. */
const counts = () => db.$queryRaw<Counted[]>`
  SELECT r.id::text,
         (SELECT count(*)::int FROM application a WHERE a.round_id = r.id AND a.state = 'draft') AS drafts,
         (SELECT count(*)::int FROM application a WHERE a.round_id = r.id AND a.state = 'submitted') AS applications,
         count(c.id) FILTER (WHERE c.state NOT IN ('approved', 'rejected', 'not_accepted', 'upheld', 'amended', 'withdrawn', 'lapsed'))::int AS open,
         count(c.id) FILTER (WHERE c.state IN ('approved', 'amended'))::int AS approved
    FROM round r LEFT JOIN application a ON a.round_id = r.id AND a.state = 'submitted' LEFT JOIN case_file c ON c.application_id = a.id
   GROUP BY r.id`

/** All rounds with what came in, those that are open or to come first. `state` narrows the list, never the counts. */
export async function roundsPage(actor: Actor | null, state: RoundState | undefined): Promise<RoundsPage> {
  assertMayRead(actor)
  const now = clock.now()
  const [rows, counted, measures] = await Promise.all([db.round.findMany({ orderBy: { opensAt: 'desc' } }), counts(), db.measure.findMany()])
  const nameOf = new Map(measures.map((one) => [one.code, one.name]))
  const rounds = rows.map((row): RoundLine => {
    const numbers = counted.find((one) => one.id === row.id)
    return {
      id: row.id,
      name: row.name,
      state: roundState(row, now),
      chain: row.chain,
      opens: moment(row.opensAt),
      closes: row.closesAt ? moment(row.closesAt) : null,
      measures: row.measures.map((code) => nameOf.get(code) ?? code),
      drafts: numbers?.drafts ?? 0,
      applications: numbers?.applications ?? 0,
      openCases: numbers?.open ?? 0,
      approved: numbers?.approved ?? 0,
    }
  })
  const order = (round: RoundLine) => ['open', 'announced', 'draft', 'closed'].indexOf(round.state)
  const count = (one: RoundState) => [one, rounds.filter((round) => round.state === one).length] as const
  return {
    rounds: rounds.filter((round) => !state || round.state === state).sort((a, b) => order(a) - order(b)),
    counts: { ...(Object.fromEntries(roundStates.map(count)) as Record<RoundState, number>), all: rounds.length },
    mayManage: can(roundPolicy, 'round.manage', actor, null).allow,
  }
}
