import 'server-only'
import { z } from 'zod'
import { hardKinds, softKinds } from '@/lib/foundation/relation/model/kinds'
import { db } from '@/lib/platform/db'
import type { NamedPoolRow } from './pool'

const reasonsSchema = z.array(
  z.object({
    strength: z.enum(['hard', 'soft']),
    kind: z.enum([...hardKinds, ...softKinds, 'field', 'load', 'drawn_before']),
    entryCode: z.string().nullable(),
    why: z.string(),
  }),
)

/** The pool as it was written down before a draw. */
export async function frozenPool(drawId: string): Promise<NamedPoolRow[]> {
  const rows = await db.panelPoolRow.findMany({ where: { drawId }, orderBy: { reviewerNo: 'asc' } })
  const reviewers = await db.reviewer.findMany({
    where: { id: { in: rows.map((row) => row.reviewerId) } },
    select: { id: true, employer: true, person: { select: { name: true } } },
  })
  return rows.map(({ reviewerId, reviewerNo, excluded, reasons }) => {
    const reviewer = reviewers.find((one) => one.id === reviewerId)
    return {
      reviewerId,
      no: reviewerNo,
      excluded,
      reasons: reasonsSchema.parse(reasons),
      name: reviewer?.person.name ?? '',
      employer: reviewer?.employer ?? '',
    }
  })
}
