import 'server-only'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { addDays, type CalendarDate, dateColumn, fromDateColumn } from '@/lib/kernel/calendar-date'
import { clock } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type LineObjections, lineOutcome, noticeOutcome, type Reconsidered } from '../model/line'
import { isOpenObjection } from '../model/machine'
import { daysLeft, stageOf } from '../model/period'

const include = {
  round: { select: { id: true, name: true } },
  lines: { orderBy: { ordinal: 'asc' }, include: { objections: { select: { state: true } } } },
} satisfies Prisma.PublicNoticeInclude

export type NoticeRow = Prisma.PublicNoticeGetPayload<{ include: typeof include }>

export interface PublicNoticeLine {
  readonly no: number
  readonly maskedName: string
  readonly project: string
  readonly support: string
  readonly quantity: number | null
  readonly amountFen: number | null
  readonly outcome: string
}

export interface PublicNoticeView {
  /** Its number, also its address. */
  readonly id: string
  readonly title: string
  readonly round: string
  readonly inForce: boolean
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate
  readonly provisional: boolean
  readonly workingDays: number
  /** Working days left to object, today not counted. */
  readonly daysLeft: number
  readonly count: number
  /** The one line that stays for ever. */
  readonly outcome: string
  /** Masked lines while the notice is in force; empty afterwards. */
  readonly lines: readonly PublicNoticeLine[]
}

export const objectionsOf = (line: { readonly objections: readonly { readonly state: Parameters<typeof isOpenObjection>[0] }[] }): LineObjections => {
  const open = line.objections.filter((one) => isOpenObjection(one.state)).length
  return { open, handled: line.objections.length - open }
}

/** How the reconsiderations of each round ended, without a name: what a reconsideration changes is public as well. */
export async function reconsideredIn(client: Pick<Tx, '$queryRaw'>, roundIds: readonly string[]): Promise<(roundId: string | undefined) => Reconsidered> {
  const rows = await client.$queryRaw<(Reconsidered & { roundId: string })[]>`
    SELECT a.round_id::text AS "roundId", count(*)::int AS decided, count(*) FILTER (WHERE o.decision = 'amended')::int AS amended
      FROM application a JOIN case_file c ON c.application_id = a.id JOIN objection o ON o.case_id = c.id AND o.kind = 'reconsideration'
     WHERE a.round_id::text = ANY (${[...new Set(roundIds)]}) AND o.state IN ('decided', 'notified', 'closed') GROUP BY a.round_id`
  return (roundId) => rows.find((row) => row.roundId === roundId) ?? { decided: 0, amended: 0 }
}

const roundsOf = (rows: readonly NoticeRow[]) => rows.flatMap((row) => row.round?.id ?? [])

function viewOf(row: NoticeRow, today: CalendarDate, left: number, again: Reconsidered): PublicNoticeView {
  const fromOn = fromDateColumn(row.fromOn ?? dateColumn(today))
  const toOn = fromDateColumn(row.toOn ?? dateColumn(today))
  const inForce = stageOf({ state: row.state, fromOn, toOn }, today) === 'in_force'
  const lines = row.lines.map((line) => ({
    no: line.ordinal,
    maskedName: line.maskedName,
    project: line.project,
    support: line.support,
    quantity: line.quantity,
    amountFen: line.amountFen === null ? null : Number(line.amountFen),
    outcome: lineOutcome(objectionsOf(line), inForce),
  }))
  return {
    id: row.number ?? '',
    title: row.title,
    round: row.round?.name ?? '',
    inForce,
    fromOn,
    toOn,
    provisional: row.provisional,
    workingDays: row.days,
    daysLeft: inForce ? left : 0,
    count: lines.length,
    outcome: noticeOutcome(row.lines.map(objectionsOf), inForce, again),
    lines: inForce ? lines : [],
  }
}

export interface NoticePage {
  readonly items: readonly PublicNoticeView[]
  readonly total: number
}

const PAGE = 20

/** Published notices: in force by default, or those whose period is over. `q` looks in titles and rounds, never in names. */
export async function publicNotices(filter: { inForce: boolean; q?: string; page?: number }, today = clock.today()): Promise<NoticePage> {
  const on = dateColumn(today)
  const words = filter.q?.trim()
  const where: Prisma.PublicNoticeWhereInput = {
    state: 'published',
    ...(filter.inForce ? { fromOn: { lte: on }, toOn: { gte: on } } : { toOn: { lt: on } }),
    ...(words ? { OR: [{ title: { contains: words } }, { number: { contains: words.toUpperCase() } }] } : {}),
  }
  const [rows, total, calendar] = await Promise.all([
    db.publicNotice.findMany({ where, include, orderBy: [{ publishedAt: 'desc' }, { number: 'desc' }], skip: ((filter.page ?? 1) - 1) * PAGE, take: PAGE }),
    db.publicNotice.count({ where }),
    loadCalendar(db),
  ])
  const again = await reconsideredIn(db, roundsOf(rows))
  const leftOf = (row: NoticeRow) => (row.toOn ? daysLeft(calendar, today, fromDateColumn(row.toOn)) : 0)
  return { items: rows.map((row) => viewOf(row, today, leftOf(row), again(row.round?.id))), total }
}

/** One notice by its number; null for one that was withdrawn or never published. */
export async function publicNotice(number: string, today = clock.today()): Promise<PublicNoticeView | null> {
  const row = await db.publicNotice.findFirst({ where: { number, state: 'published' }, include })
  if (!row) return null
  const again = await reconsideredIn(db, roundsOf([row]))
  return viewOf(row, today, row.toOn ? daysLeft(await loadCalendar(db), today, fromDateColumn(row.toOn)) : 0, again(row.round?.id))
}

/** What the form says of its own rules: from the rows, never typed. */
export async function objectionTerms() {
  const rules = await loadRules(db, ['objection.facts_signs', 'objection.anonymous_evidence_signs', 'objection.ack_days', 'objection.decide_days'])
  return {
    factsSigns: rules['objection.facts_signs'].value,
    evidenceSigns: rules['objection.anonymous_evidence_signs'].value,
    ackDays: rules['objection.ack_days'].value,
    decideDays: rules['objection.decide_days'].value,
  }
}

/** How many days after its end a notice can still be chosen at the window: a letter may have come in time. */
const STILL_ENTERED_DAYS = 7

/** Notices to which an objection may still be written down at the window, with their masked lines. */
export async function recentNotices(today = clock.today()) {
  const rows = await db.publicNotice.findMany({
    where: { state: 'published', fromOn: { lte: dateColumn(today) }, toOn: { gte: dateColumn(addDays(today, -STILL_ENTERED_DAYS)) } },
    include,
    orderBy: { publishedAt: 'desc' },
  })
  return rows.map((row) => ({
    number: row.number ?? '',
    title: row.title,
    lines: row.lines.map((line) => ({ no: line.ordinal, text: `${line.ordinal}. ${line.project}，${line.maskedName}，${line.support}` })),
  }))
}
