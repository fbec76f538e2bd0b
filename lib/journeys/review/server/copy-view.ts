import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can, NOT_YOURS } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import { type BlindPage, pagesSchema } from '../model/blind-copy'
import { reviewPolicy } from '../model/policy'
import { reviewSubject } from './subject'

export interface CopyView {
  readonly entryId: string
  readonly roundId: string
  readonly roundName: string
  readonly code: string
  readonly field: string
  readonly title: string
  readonly blind: boolean
  /** Null while nothing was made. */
  readonly copy: {
    readonly version: number
    readonly sha256: string
    readonly hidden: number
    readonly pages: readonly BlindPage[]
    readonly confirmedBy: string | null
    readonly confirmedAt: string | null
  } | null
  /** Names of uploaded plans, to be opened beside; and whether any page came of them. */
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly planRead: boolean
  readonly opened: number
  readonly previousId: string | null
  readonly nextId: string | null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** One blind copy for the clerk who checks it, beside the files it was made of. */
export async function copyView(actor: Actor, roundId: string, entryId: string): Promise<CopyView> {
  if (!uuid.test(roundId) || !uuid.test(entryId)) throw AppError.notFound()
  const allowed = can(reviewPolicy, 'review.prepare', actor, await reviewSubject(db, roundId, entryId))
  if (!allowed.allow) throw allowed.reason === NOT_YOURS ? AppError.notFound() : AppError.denied(allowed.reason)
  const entry = await db.reviewEntry.findUniqueOrThrow({
    where: { id: entryId },
    include: {
      round: true,
      blindCopy: true,
      assignments: { where: { openedAt: { not: null } }, select: { id: true } },
      application: {
        include: { files: { where: { purpose: 'plan', deletedAt: null } }, cases: { take: 1, orderBy: { caseNo: 'asc' }, select: { title: true } } },
      },
    },
  })
  const order = await db.$queryRaw<{ id: string; before: string | null; after: string | null }[]>`
    SELECT * FROM (SELECT id, lag(id) OVER w AS before, lead(id) OVER w AS after FROM review_entry
                    WHERE round_id = ${roundId}::uuid AND state <> 'withdrawn' WINDOW w AS (ORDER BY length(code), code)) o WHERE id = ${entryId}::uuid`
  const { blindCopy } = entry
  const pages = blindCopy ? pagesSchema.parse(blindCopy.pages) : []
  return {
    entryId,
    roundId,
    roundName: entry.round.name,
    code: entry.code,
    field: entry.field,
    title: entry.application.cases[0]?.title ?? '',
    blind: entry.round.hideApplicant,
    copy: blindCopy
      ? {
          version: blindCopy.version,
          sha256: blindCopy.sha256,
          hidden: blindCopy.hiddenTerms,
          pages,
          confirmedBy: blindCopy.confirmerName,
          confirmedAt: blindCopy.confirmedAt?.toISOString() ?? null,
        }
      : null,
    files: entry.application.files.map(({ id, name }) => ({ id, name })),
    planRead: pages.some((page) => page.source === 'plan'),
    opened: entry.assignments.length,
    previousId: order[0]?.before ?? null,
    nextId: order[0]?.after ?? null,
  }
}
