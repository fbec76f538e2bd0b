import 'server-only'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { recordAudit } from '@/lib/platform/audit'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { touchTag } from '@/lib/platform/revalidate'
import { lockOfCase, transition } from './repo'

/** Frees holds and offers whose time is over; each case in a transaction of its own, so that one bad row stops no other. */
export async function expireHolds(ctx: Ctx = makeCtx(null)): Promise<number> {
  const now = ctx.clock.now()
  const due = await db.allocation.findMany({
    where: { state: { in: ['held', 'offered'] }, holdExpiresAt: { lte: now } },
    select: { caseId: true },
    distinct: ['caseId'],
  })
  let freed = 0
  for (const { caseId } of due) {
    if (!caseId) continue
    freed += await ctx.transaction(async (tx) => {
      const rows = (await lockOfCase(tx, caseId, ['held', 'offered'])).filter((one) => one.holdExpiresAt && one.holdExpiresAt <= now)
      for (const one of rows) await transition(tx, one, 'expire', { holdExpiresAt: null, endedAt: now, endReason: 'expired' })
      if (rows.length === 0) return 0
      await recordCaseEvent(tx, ctx, caseId, { kind: 'offer_expired', audience: 'public' })
      await recordAudit(tx, ctx, {
        type: 'space.expired',
        subject: { kind: 'case', id: rows[0]?.case?.caseNo ?? caseId },
        detail: { units: rows.map((r) => r.unit.code) },
      })
      return rows.length
    })
  }
  if (freed > 0) touchTag('stats')
  return freed
}
