import 'server-only'
import { isSeated } from '@/lib/foundation/panel/model/machine'
import { type AssignmentRow, assignmentFor, lockAssignment, moveAssignment } from '@/lib/foundation/panel/server/door'
import type { Criterion } from '@/lib/foundation/programme/model/rubric'
import { loadRules } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db, type Tx } from '@/lib/platform/db'
import { medianOf } from '../model/aggregate'
import { type BlindPage, readingMinutes } from '../model/blind-copy'
import { type CommentRules, othersMedian, type Score } from '../model/sheet'
import { criteriaOf } from './commands/sheet'
import { readablePages } from './copy'
import { scoresOf } from './scores'
import { recordView } from './views'

export interface Mark {
  readonly id: string
  readonly page: number
  readonly quote: string
}

/** All that a reviewer sees of one sheet. Nothing in it depends on what other reviewers do, until one's own sheet is locked. */
export interface SheetView {
  readonly assignmentId: string
  readonly version: number
  readonly locked: boolean
  readonly code: string
  readonly roundName: string
  readonly blind: boolean
  readonly reviewerNo: string
  /** When this page was drawn: on the watermark. */
  readonly viewedAt: string
  readonly position: { readonly at: number; readonly of: number; readonly locked: number }
  /** The next sheet of the round that is still open, in the order of the codes; null when this is the last. */
  readonly nextId: string | null
  readonly minutes: number
  readonly dueOn: CalendarDate | null
  readonly criteria: readonly Criterion[]
  readonly rules: CommentRules
  readonly scores: Readonly<Record<string, Score>>
  readonly overall: string
  readonly marks: readonly Mark[]
  readonly pages: readonly BlindPage[]
  readonly total: number | null
  /** In hundredths; null before locking, and where fewer than two others are locked or the round does not show it. */
  readonly othersMedian: number | null
}

/** Where whoever asks stands in the round: own sheets only. */
async function placeOf(tx: Tx, row: AssignmentRow) {
  const own = await tx.reviewAssignment.findMany({
    where: { reviewerId: row.reviewerId, entry: { roundId: row.entry.roundId, state: { not: 'withdrawn' } } },
    select: { id: true, state: true, entry: { select: { code: true } } },
  })
  const byCode = (a: { entry: { code: string } }, b: { entry: { code: string } }) =>
    a.entry.code.length - b.entry.code.length || (a.entry.code < b.entry.code ? -1 : 1)
  const seated = own.filter((one) => isSeated(one.state)).sort(byCode)
  const at = seated.findIndex((one) => one.id === row.id)
  const open = [...seated.slice(at + 1), ...seated.slice(0, at)].find((one) => one.state !== 'locked')
  const locked = seated.filter((one) => one.state === 'locked').length
  return { position: { at: at + 1, of: seated.length, locked }, nextId: open?.id ?? null }
}

/** Totals of the other locked sheets; read only when the own one is locked. */
async function lockedTotals(tx: Tx, row: AssignmentRow): Promise<number[]> {
  if (row.state !== 'locked') return []
  const others = await tx.reviewAssignment.findMany({ where: { entryId: row.entryId, id: { not: row.id }, state: 'locked' }, select: { totalPoints: true } })
  return others.flatMap((one) => (one.totalPoints === null ? [] : [one.totalPoints]))
}

async function viewOf(tx: Tx, ctx: Ctx, row: AssignmentRow, pages: readonly BlindPage[]): Promise<SheetView> {
  const criteria = await criteriaOf(tx, row.entry.roundId)
  const keys = ['review.comment_below', 'review.comment_above', 'review.minutes_per_page', 'review.minutes_least'] as const
  const rules = await loadRules(tx, keys)
  const scores = scoresOf(await tx.reviewScore.findMany({ where: { assignmentId: row.id }, orderBy: { criterion: 'asc' } }))
  const marks = await tx.reviewMark.findMany({ where: { assignmentId: row.id }, orderBy: [{ page: 'asc' }, { createdAt: 'asc' }] })
  const panel = row.entry.panelId ? await tx.reviewPanel.findUnique({ where: { id: row.entry.panelId }, select: { scoreBy: true } }) : null
  const { position, nextId } = await placeOf(tx, row)
  const locked = row.state === 'locked'
  return {
    assignmentId: row.id,
    version: row.version,
    locked,
    code: row.entry.code,
    roundName: row.entry.round.name,
    blind: row.entry.round.hideApplicant,
    reviewerNo: row.reviewer.no,
    viewedAt: ctx.clock.now().toISOString(),
    position,
    nextId,
    minutes: readingMinutes(pages.length, rules['review.minutes_per_page'].value, rules['review.minutes_least'].value),
    dueOn: panel?.scoreBy ? fromDateColumn(panel.scoreBy) : null,
    criteria,
    rules: { below: rules['review.comment_below'].value, above: rules['review.comment_above'].value },
    scores,
    overall: row.overall,
    marks: marks.map(({ id, page, quote }) => ({ id, page, quote })),
    pages,
    total: locked ? row.totalPoints : null,
    othersMedian: othersMedian({ locked }, await lockedTotals(tx, row), row.entry.round.hideUntilLocked, medianOf),
  }
}

/**
 * Opens a sheet: one's own, declared, without a hard relation as of now, with a confirmed copy. The first opening begins the
 * scoring; each one leaves a row. Throws what `assignmentFor` throws, and `review.copy_missing`.
 */
export const openSheet = (ctx: Ctx, assignmentId: string): Promise<SheetView> =>
  ctx.transaction(async (tx) => {
    await lockAssignment(tx, assignmentId)
    const found = await assignmentFor(ctx.actor, assignmentId, tx)
    const pages = await readablePages(tx, found.entry)
    if (found.state === 'declared') await moveAssignment(tx, ctx, found, 'open', { openedAt: ctx.clock.now() }, { entry: found.entry.code })
    const row = found.state === 'declared' ? await assignmentFor(ctx.actor, assignmentId, tx) : found
    await recordView(tx, ctx, { assignmentId, entryCode: row.entry.code, reviewerNo: row.reviewer.no, what: 'sheet' })
    return viewOf(tx, ctx, row, pages)
  })

/** What the page draws: the sheet; the declaration that comes before it; or why it does not open. */
export type SheetPage =
  | { readonly kind: 'sheet'; readonly view: SheetView }
  | {
      readonly kind: 'declare'
      readonly assignmentId: string
      readonly code: string
      readonly field: string
      readonly roundName: string
      readonly reviewerNo: string
      readonly blind: boolean
    }
  | { readonly kind: 'closed'; readonly code: string; readonly because: string }

const told = ['review.not_declared', 'review.hard_relation', 'review.ended', 'review.copy_missing', 'review.no_rubric']
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export async function sheetPage(actor: Actor, assignmentId: string): Promise<SheetPage> {
  if (!uuid.test(assignmentId)) throw AppError.notFound()
  const ctx = makeCtx(actor)
  try {
    return { kind: 'sheet', view: await openSheet(ctx, assignmentId) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const subject = { kind: 'assignment', id: assignmentId }
    await recordAudit(db, ctx, { type: 'review.viewed', subject, outcome: 'denied', reason: error.code })
    if (!told.includes(error.code)) throw error
    const row = await db.reviewAssignment.findUniqueOrThrow({ where: { id: assignmentId }, include: { entry: { include: { round: true } }, reviewer: true } })
    const { code, field, round } = row.entry
    if (error.code !== 'review.not_declared') return { kind: 'closed', code, because: error.code }
    return { kind: 'declare', assignmentId, code, field, roundName: round.name, reviewerNo: row.reviewer.no, blind: round.hideApplicant }
  }
}
