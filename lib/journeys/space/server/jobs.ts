import 'server-only'
import { isGranted } from '@/lib/foundation/casework/model/machine'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { notify } from '@/lib/foundation/notification/server/door'
import { recordAudit } from '@/lib/platform/audit'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db, type Tx } from '@/lib/platform/db'
import { framesOf, logger } from '@/lib/platform/logger'
import { revalidateAfterCommit } from '@/lib/platform/revalidate'
import { type AllocationRow, lockOfCase, transition } from './repo'

async function tellApplicant(tx: Tx, caseId: string, rows: readonly AllocationRow[], offered: boolean): Promise<void> {
  const units = rows.map((row) => row.unit.code).join('、')
  const person = await tx.person.findFirst({ where: { id: rows[0]?.case?.personId ?? '' }, select: { phone: true } })
  if (!person?.phone) return
  await notify(tx, {
    channel: 'sms',
    recipient: person.phone,
    template: offered ? 'space.offer_expired' : 'space.hold_expired',
    dedupeKey: `expired:${rows[0]?.id}`,
    caseId,
    body: offered
      ? `${units} 过了确认时间，已经给下一位。你还在轮候里，排到最后；不想要了，或者有疑问，打 0731-5550 0188。`
      : `${units} 的通知没有按时发出，先收回了。这不怪你，排队的次序不变，轮到你时再通知。`,
  })
}

async function expireCase(tx: Tx, ctx: Ctx, caseId: string): Promise<number> {
  const now = ctx.clock.now()
  const rows = (await lockOfCase(tx, caseId, ['held', 'offered'])).filter((one) => one.holdExpiresAt && one.holdExpiresAt <= now)
  if (rows.length === 0) return 0
  const offered = rows.some((row) => row.state === 'offered')
  for (const one of rows) await transition(tx, one, 'expire', { holdExpiresAt: null, endedAt: now, endReason: 'expired' })
  await recordCaseEvent(tx, ctx, caseId, { kind: offered ? 'offer_expired' : 'hold_expired', audience: offered ? 'public' : 'applicant' })
  await recordAudit(tx, ctx, {
    type: 'space.expired',
    subject: { kind: 'case', id: rows[0]?.case?.caseNo ?? caseId },
    detail: { units: rows.map((r) => r.unit.code), offered },
  })
  await tellApplicant(tx, caseId, rows, offered)
  await revalidateAfterCommit(tx, 'stats')
  return rows.length
}

/**
 * Frees holds and offers whose time is over; the next of the list becomes first by that alone. Each case in a transaction
 * of its own: a bad row is logged and stops no other; the job fails at the end, so that it shows and is tried again.
 */
export async function expireHolds(ctx: Ctx = makeCtx(null)): Promise<number> {
  const due = await db.allocation.findMany({
    where: { state: { in: ['held', 'offered'] }, holdExpiresAt: { lte: ctx.clock.now() }, caseId: { not: null } },
    select: { caseId: true },
    distinct: ['caseId'],
    orderBy: { caseId: 'asc' },
  })
  let freed = 0
  let failed = 0
  for (const { caseId } of due) {
    if (!caseId) continue
    try {
      freed += await ctx.transaction((tx) => expireCase(tx, ctx, caseId))
    } catch (error) {
      failed += 1
      logger.error({ caseId, error: error instanceof Error ? error.name : 'unknown', stack: framesOf(error) }, 'a hold could not be freed')
    }
  }
  if (failed > 0) throw new Error(`${failed} of ${due.length} cases could not be freed`)
  return freed
}

/** A case that ended in casework (withdrawn, lapsed) holds nothing any more. Runs twice with the effect of once. */
export async function releaseOfEndedCase(caseId: string, ctx: Ctx = makeCtx(null)): Promise<number> {
  return ctx.transaction(async (tx) => {
    const rows = await lockOfCase(tx, caseId, ['held', 'offered', 'accepted'])
    const [first] = rows
    if (!first || (first.case && isGranted(first.case.state))) return 0
    for (const one of rows) await transition(tx, one, 'release', { holdExpiresAt: null, endedAt: ctx.clock.now(), endReason: 'case_ended' })
    await recordAudit(tx, ctx, {
      type: 'space.released',
      subject: { kind: 'case', id: first.case?.caseNo ?? caseId },
      detail: { units: rows.map((row) => row.unit.code), reason: 'case_ended' },
    })
    await revalidateAfterCommit(tx, 'stats')
    return rows.length
  })
}
