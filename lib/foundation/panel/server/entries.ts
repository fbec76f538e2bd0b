import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'

/** The code under which reviewers know an application: P-01 … P-99, P-100 … */
const entryCode = (n: number): string => `P-${String(n).padStart(2, '0')}`

/**
 * An entry for every application of the round that has a case in expert review and none yet; a second run makes nothing.
 * Numbers follow the time of handing in, and go on where they ended. Answers how many were made.
 */
export async function makeEntries(tx: Tx, ctx: Ctx, roundId: string): Promise<number> {
  // one at a time: two clerks would give two codes to one application
  await tx.$queryRaw`SELECT 1 FROM round WHERE id = ${roundId}::uuid FOR UPDATE`
  const waiting = await tx.application.findMany({
    where: { roundId, entry: null, cases: { some: { state: 'expert_review' } } },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, venture: { select: { field: true } } },
  })
  if (waiting.length === 0) return 0
  const codes = await tx.reviewEntry.findMany({ where: { roundId }, select: { code: true } })
  const last = Math.max(0, ...codes.map((row) => Number(row.code.slice(2))))
  await tx.reviewEntry.createMany({
    data: waiting.map((row, i) => ({
      roundId,
      applicationId: row.id,
      code: entryCode(last + i + 1),
      field: row.venture?.field || '未填领域',
      createdAt: ctx.clock.now(),
    })),
  })
  await recordAudit(tx, ctx, {
    type: 'panel.entries_made',
    subject: { kind: 'round', id: roundId },
    detail: { count: waiting.length, from: entryCode(last + 1) },
  })
  return waiting.length
}
