import 'server-only'
import type { z } from 'zod'
import { type AssignmentRow, assignmentFor, lockAssignment, moveAssignment } from '@/lib/foundation/panel/server/door'
import { type Criterion, criteriaSchema } from '@/lib/foundation/programme/model/rubric'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { lockSchema, markSchema, saveScoreSchema, unmarkSchema } from '../../model/schema'
import { faultsOfSheet, totalOf } from '../../model/sheet'
import { aggregateEntry } from '../aggregation'
import { readablePages } from '../copy'
import { scoresOf } from '../scores'

/** One's own sheet, locked for this transaction, open for writing; `review.locked` once it is not. */
async function openSheetOf(tx: Tx, ctx: Ctx, assignmentId: string): Promise<AssignmentRow> {
  await lockAssignment(tx, assignmentId)
  const row = await assignmentFor(ctx.actor, assignmentId, tx)
  if (row.state === 'locked') throw AppError.rule('review.locked')
  if (row.state !== 'scoring') throw AppError.conflict('review.state_changed', { state: row.state })
  return row
}

function assertFresh(row: AssignmentRow, version: number): void {
  if (row.version !== version) throw AppError.conflict('review.stale')
}

export async function criteriaOf(client: Tx, roundId: string): Promise<Criterion[]> {
  const round = await client.round.findUnique({ where: { id: roundId }, select: { rubric: { select: { criteria: true } } } })
  if (!round?.rubric) throw AppError.rule('review.no_rubric')
  return criteriaSchema.parse(round.rubric.criteria)
}

/** Level, confidence and comment of one criterion, as a draft: it counts for nothing before the sheet is locked. */
export const saveScore: Command<z.output<typeof saveScoreSchema>, { version: number; savedAt: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await openSheetOf(tx, ctx, input.assignmentId)
    assertFresh(row, input.version)
    const criteria = await criteriaOf(tx, row.entry.roundId)
    if (!criteria.some(({ key }) => key === input.criterion)) throw AppError.rule('review.criterion_unknown')
    const { assignmentId, criterion, level, confidence, comment } = input
    const savedAt = ctx.clock.now()
    const values = { level, confidence, comment, savedAt }
    const where = { assignmentId_criterion: { assignmentId, criterion } }
    await tx.reviewScore.upsert({ where, create: { assignmentId, criterion, ...values }, update: values })
    const saved = await tx.reviewAssignment.updateMany({ where: { id: row.id, version: row.version, state: 'scoring' }, data: { version: row.version + 1 } })
    if (saved.count !== 1) throw AppError.conflict('review.stale')
    // which criterion, never how many points: the audit is read by people who must not know them yet
    await recordAudit(tx, ctx, { type: 'review.score_saved', subject: { kind: 'assignment', id: row.id }, detail: { entry: row.entry.code, criterion } })
    return { version: row.version + 1, savedAt: savedAt.toISOString() }
  })

/** Marks a passage for oneself; it has to stand on that page. */
export const markPassage: Command<z.output<typeof markSchema>, { markId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await openSheetOf(tx, ctx, input.assignmentId)
    const most = (await loadRules(tx, ['review.marks_most']))['review.marks_most'].value
    if ((await tx.reviewMark.count({ where: { assignmentId: row.id } })) >= most) throw AppError.rule('review.marks_many', { most })
    const pages = await readablePages(tx, row.entry)
    const plain = (text: string) => text.replace(/[\s▇]/g, '')
    const onPage = plain((pages[input.page - 1]?.blocks ?? []).map((block) => block.text).join(''))
    if (plain(input.quote) === '' || !onPage.includes(plain(input.quote))) throw AppError.rule('review.mark_elsewhere')
    const { page, quote } = input
    const mark = await tx.reviewMark.create({ data: { assignmentId: row.id, page, quote, createdAt: ctx.clock.now() }, select: { id: true } })
    await recordAudit(tx, ctx, { type: 'review.marked', subject: { kind: 'assignment', id: row.id }, detail: { entry: row.entry.code, page } })
    return { markId: mark.id }
  })

export const unmark: Command<z.output<typeof unmarkSchema>, { markId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await openSheetOf(tx, ctx, input.assignmentId)
    const gone = await tx.reviewMark.deleteMany({ where: { id: input.markId, assignmentId: row.id } })
    if (gone.count !== 1) throw AppError.notFound()
    await recordAudit(tx, ctx, { type: 'review.unmarked', subject: { kind: 'assignment', id: row.id }, detail: { entry: row.entry.code } })
    return { markId: input.markId }
  })

/**
 * The sheet is closed for ever: every criterion scored, a sentence at every extreme. The last one of an entry makes its
 * aggregate, in the same transaction.
 */
export const lockSheet: Command<z.output<typeof lockSchema>, { assignmentId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await openSheetOf(tx, ctx, input.assignmentId)
    assertFresh(row, input.version)
    const criteria = await criteriaOf(tx, row.entry.roundId)
    const scores = scoresOf(await tx.reviewScore.findMany({ where: { assignmentId: row.id } }))
    const rules = await loadRules(tx, ['review.comment_below', 'review.comment_above'])
    const faults = faultsOfSheet(criteria, scores, { below: rules['review.comment_below'].value, above: rules['review.comment_above'].value })
    const fields = Object.fromEntries(faults.map(({ criterion, code }) => [criterion, code]))
    if (faults.length > 0) throw new AppError('rule', 'review.incomplete', { count: faults.length }, fields)
    const closing = { lockedAt: ctx.clock.now(), totalPoints: totalOf(criteria, scores), overall: input.overall.trim() }
    await moveAssignment(tx, ctx, row, 'lock', closing, { entry: row.entry.code })
    await aggregateEntry(tx, ctx, row.entryId)
    return { assignmentId: row.id }
  })
