import 'server-only'
import { z } from 'zod'
import { headroomOf } from '@/lib/foundation/fund/server/door'
import type { EntryState } from '@/lib/foundation/panel/model/machine'
import { type Criterion, criteriaSchema } from '@/lib/foundation/programme/model/rubric'
import { loadRules } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can, NOT_YOURS } from '@/lib/kernel/policy'
import { db, type Tx } from '@/lib/platform/db'
import { type Severity, severity } from '../model/aggregate'
import { reviewPolicy } from '../model/policy'
import { type RankedLine, rankEntries } from '../model/ranking'
import { reviewSubject } from './subject'

const figures = z.record(z.string(), z.object({ mean: z.int(), median: z.int(), lowest: z.int(), highest: z.int() }))

/** The last aggregate of an entry and what its application asks for. Points in hundredths. */
export interface EntryResult {
  readonly entryId: string
  readonly code: string
  readonly field: string
  readonly state: EntryState
  readonly title: string
  readonly cases: readonly string[]
  readonly desk: number
  readonly flat: number
  readonly grantFen: bigint
  readonly loanFen: bigint
  readonly seats: number
  readonly locked: number
  readonly value: number | null
  readonly mean: number | null
  readonly trimmedMean: number | null
  readonly median: number | null
  readonly lowest: number | null
  readonly highest: number | null
  readonly spread: number | null
  readonly sheets: number | null
  readonly formulaVersion: string | null
  readonly byCriterion: z.output<typeof figures>
}

type Row = Omit<EntryResult, 'byCriterion'> & { readonly byCriterion: unknown }

/** Every entry of a round with its last result, in one statement: no query per entry. Withdrawn ones stand out. */
export async function entryResults(client: Pick<Tx, '$queryRaw'>, roundId: string): Promise<EntryResult[]> {
  const rows = await client.$queryRaw<Row[]>`
    WITH asked AS (
      SELECT e.id, min(c.title) AS title, array_agg(c.case_no ORDER BY c.case_no) AS cases,
             coalesce(sum(c.quantity) FILTER (WHERE c.measure_code = 'office'), 0)::int AS desk,
             coalesce(sum(c.quantity) FILTER (WHERE c.measure_code = 'flat'), 0)::int AS flat,
             coalesce(sum(c.amount_fen) FILTER (WHERE c.measure_code = 'grant'), 0)::bigint AS grant_fen,
             coalesce(sum(c.amount_fen) FILTER (WHERE c.measure_code = 'loan'), 0)::bigint AS loan_fen
        FROM review_entry e JOIN case_file c ON c.application_id = e.application_id AND c.state NOT IN ('withdrawn', 'lapsed')
       WHERE e.round_id = ${roundId}::uuid GROUP BY e.id),
    seated AS (
      SELECT a.entry_id, count(*)::int AS seats, count(*) FILTER (WHERE a.state = 'locked')::int AS locked
        FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id
       WHERE e.round_id = ${roundId}::uuid AND a.state IN ('drawn', 'declared', 'scoring', 'locked') GROUP BY a.entry_id),
    last AS (
      SELECT DISTINCT ON (x.entry_id) x.* FROM review_result x JOIN review_entry e ON e.id = x.entry_id
       WHERE e.round_id = ${roundId}::uuid ORDER BY x.entry_id, x.seq DESC)
    SELECT e.id AS "entryId", e.code, e.field, e.state::text AS state, coalesce(k.title, '') AS title, coalesce(k.cases, '{}') AS cases,
           coalesce(k.desk, 0) AS desk, coalesce(k.flat, 0) AS flat, coalesce(k.grant_fen, 0)::bigint AS "grantFen", coalesce(k.loan_fen, 0)::bigint AS "loanFen",
           coalesce(s.seats, 0) AS seats, coalesce(s.locked, 0) AS locked, x.value, x.mean, x.trimmed_mean AS "trimmedMean", x.median, x.lowest, x.highest, x.spread,
           x.sheets, x.formula_version AS "formulaVersion", x.by_criterion AS "byCriterion"
      FROM review_entry e LEFT JOIN asked k ON k.id = e.id LEFT JOIN seated s ON s.entry_id = e.id
      LEFT JOIN last x ON x.entry_id = e.id AND e.state IN ('scored', 'discussion', 'decided')
     WHERE e.round_id = ${roundId}::uuid AND e.state <> 'withdrawn' ORDER BY length(e.code), e.code`
  return rows.map((row) => ({ ...row, byCriterion: figures.parse(row.byCriterion ?? {}) }))
}

interface SheetRow {
  readonly entry: string
  readonly reviewer: string
  readonly total: number
}

/** Locked sheets of a round, by numbers. */
const lockedSheets = (client: Pick<Tx, '$queryRaw'>, roundId: string): Promise<SheetRow[]> => client.$queryRaw`
  SELECT e.code AS entry, r.no AS reviewer, a.total_points AS total FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id
    JOIN reviewer r ON r.id = a.reviewer_id WHERE e.round_id = ${roundId}::uuid AND a.state = 'locked' AND e.state <> 'withdrawn'
   ORDER BY length(e.code), e.code, r.no`

const placesSchema = z.object({ desk: z.int().optional(), flat: z.int().optional() }).catch({})

export interface RoundHead {
  readonly id: string
  readonly name: string
  readonly blind: boolean
  readonly minSheets: number
  readonly criteria: readonly Criterion[]
  readonly places: { readonly desk?: number | undefined; readonly flat?: number | undefined }
  readonly availableFen: bigint | null
}

async function headOf(client: Tx, roundId: string): Promise<RoundHead> {
  const round = await client.round.findUnique({ where: { id: roundId }, include: { rubric: true } })
  if (!round) throw AppError.notFound()
  const headroom = round.fundLineId ? await headroomOf(client, round.fundLineId) : null
  return {
    id: round.id,
    name: round.name,
    blind: round.hideApplicant,
    minSheets: round.minSheets,
    criteria: round.rubric ? criteriaSchema.parse(round.rubric.criteria) : [],
    places: placesSchema.parse(round.places),
    availableFen: headroom ? BigInt(headroom.availableFen) : null,
  }
}

/** How far each entry is, without a point: what the window sees while experts score. */
export interface Progress {
  readonly entryId: string
  readonly code: string
  readonly field: string
  readonly title: string
  readonly state: EntryState
  readonly copy: 'missing' | 'to_confirm' | 'confirmed'
  readonly seats: number
  readonly locked: number
}

export interface ResultsView {
  readonly round: RoundHead
  readonly mayPrepare: boolean
  readonly progress: readonly Progress[]
  /** Null with the reason while this person may not see points. */
  readonly results: {
    readonly lines: readonly RankedLine<EntryResult>[]
    readonly severity: readonly Severity[]
    readonly mark: number
    readonly limit: number
  } | null
  readonly hiddenBecause: string | null
}

/** One list: the values in order, and where places and money run out. */
export async function rankedList(client: Tx, head: RoundHead, entries: readonly EntryResult[]) {
  const rules = await loadRules(client, ['review.recommend_from', 'review.spread_discussion'])
  const mark = rules['review.recommend_from'].value * 100
  const limits = { ...head.places, ...(head.availableFen === null ? {} : { grantFen: head.availableFen }) }
  return { lines: rankEntries(entries, limits, mark), mark, limit: rules['review.spread_discussion'].value * 100 }
}

/** The results of a round for staff; what they may see of it is decided here. */
export async function resultsView(actor: Actor, roundId: string): Promise<ResultsView> {
  const subject = await reviewSubject(db, roundId)
  const read = can(reviewPolicy, 'review.read_round', actor, subject)
  if (!read.allow) throw read.reason === NOT_YOURS ? AppError.notFound() : AppError.denied(read.reason)
  const shown = can(reviewPolicy, 'review.read_results', actor, subject)
  const [round, entries, copies] = await Promise.all([
    headOf(db, roundId),
    entryResults(db, roundId),
    db.blindCopy.findMany({ where: { entry: { roundId } }, select: { entryId: true, confirmedAt: true } }),
  ])
  const copyOf = new Map(copies.map((copy) => [copy.entryId, copy.confirmedAt ? ('confirmed' as const) : ('to_confirm' as const)]))
  const progress = entries.map(({ entryId, code, field, title, state, seats, locked }) => {
    // how many have locked is no secret of the office, but a reviewer among the staff must not learn it of an open sheet
    const hidden = !shown.allow && shown.reason === 'review.own_sheet_open'
    return {
      entryId,
      code,
      field,
      title,
      state: hidden ? ('reviewing' as const) : state,
      copy: copyOf.get(entryId) ?? ('missing' as const),
      seats,
      locked: hidden ? 0 : locked,
    }
  })
  const mayPrepare = can(reviewPolicy, 'review.prepare', actor, subject).allow
  if (!shown.allow) return { round, mayPrepare, progress, results: null, hiddenBecause: shown.reason }
  const [ranked, sheets] = await Promise.all([rankedList(db, round, entries), lockedSheets(db, roundId)])
  return { round, mayPrepare, progress, results: { ...ranked, severity: severity(sheets) }, hiddenBecause: null }
}

export { headOf, lockedSheets }
