import 'server-only'
import { assignmentFor } from '@/lib/foundation/panel/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { drawBlindCopy } from './blind-pdf'
import { readablePages } from './copy'
import { recordView } from './views'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The material as a PDF of its own, with the reader's number and the time on every page; the only file a reviewer gets. One
 * sheet at a time, the same doors as the page; each one leaves a row.
 */
export async function readBlindPaper(
  reader: { readonly actor: Actor | null; readonly requestId: string },
  assignmentId: string,
  ctx: Ctx = makeCtx(reader.actor, { requestId: reader.requestId }),
): Promise<{ name: string; mediaType: string; body: Buffer; size: number }> {
  try {
    if (!uuid.test(assignmentId)) throw AppError.notFound()
    const paper = await ctx.transaction(async (tx) => {
      const row = await assignmentFor(ctx.actor, assignmentId, tx)
      // the sheet is opened on the page first: there it is said who reads and that it is recorded
      if (row.state === 'declared') throw AppError.denied('review.not_declared')
      const pages = await readablePages(tx, row.entry)
      await recordView(tx, ctx, { assignmentId, entryCode: row.entry.code, reviewerNo: row.reviewer.no, what: 'paper' })
      return { pages, code: row.entry.code, reviewerNo: row.reviewer.no, blind: row.entry.round.hideApplicant }
    })
    const body = await drawBlindCopy({ ...paper, at: ctx.clock.now() })
    return { name: `${paper.code}.pdf`, mediaType: 'application/pdf', body, size: body.length }
  } catch (error) {
    if (error instanceof AppError) {
      const subject = { kind: 'assignment', id: uuid.test(assignmentId) ? assignmentId : 'unknown' }
      await recordAudit(db, ctx, { type: 'review.viewed', subject, outcome: 'denied', reason: error.code })
    }
    throw error
  }
}
