import 'server-only'
import type { z } from 'zod'
import { lockCase, recordCaseEvent, subjectOf } from '@/lib/foundation/casework/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { revalidateAfterCommit } from '@/lib/platform/revalidate'
import { spacePolicy } from '../../model/policy'
import type { allocateSchema, caseSchema } from '../../model/schema'
import { type ClaimAnswer, claimUnits } from '../claim'
import { claimKindOf, termsFor } from '../terms'
import { type PlaceInList, placeInList } from '../waiting'

/** The answer of a claim that must have won; everything else is refused with what stood in the way. */
function wonOrRefused(answer: ClaimAnswer): Extract<ClaimAnswer, { status: 'won' }> {
  if (answer.status === 'won') return answer
  if (answer.status === 'taken') throw AppError.conflict('space.taken', { units: (answer.units ?? []).map((u) => u.code).join('、') })
  if (answer.status === 'over_limit')
    throw AppError.rule('space.over_limit', { limit: answer.limit ?? answer.approved, live: answer.live, approved: answer.approved })
  throw AppError.conflict(`space.${answer.status}`)
}

/** Another case than the first of the list costs a written reason. Answers that reason, or null for the first. */
function reasonForOrder(place: PlaceInList, caseNo: string, reason: string | undefined): string | null {
  if (!place.waits) throw AppError.conflict('space.not_waiting')
  if (place.first?.caseNo === caseNo) return null
  if (!reason) throw AppError.rule('space.not_next', { first: place.first?.name ?? '' })
  return reason
}

async function recordHold(tx: Tx, ctx: Ctx, row: { id: string; caseNo: string }, codes: string[], reason: string | null): Promise<void> {
  await recordCaseEvent(tx, ctx, row.id, { kind: 'units_held', audience: 'applicant', params: { count: codes.length } })
  if (reason) await recordCaseEvent(tx, ctx, row.id, { kind: 'order_overridden', audience: 'staff', params: { reason } })
  await recordAudit(tx, ctx, {
    type: 'space.held',
    subject: { kind: 'case', id: row.caseNo },
    detail: { units: codes, ...(reason ? { outOfOrder: reason } : {}) },
  })
}

const codesOf = async (tx: Tx, ids: readonly string[]) =>
  (await tx.unit.findMany({ where: { id: { in: [...ids] } }, select: { code: true }, orderBy: { code: 'asc' } })).map((unit) => unit.code)

/** An officer gives an approved case the units picked on the plan: they are held, nobody else can have them. */
export const allocate: Command<z.output<typeof allocateSchema>, { allocations: string[]; units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    const kind = claimKindOf(row.measure)
    const terms = await termsFor(tx, ctx.clock.today(), kind)
    const place = await placeInList(tx, kind, row.caseNo)
    const answer = wonOrRefused(
      await claimUnits(tx, {
        actorId: ctx.actor?.userId ?? '',
        key: ctx.key,
        caseId: row.id,
        kind,
        unitIds: input.unitIds,
        count: input.unitIds.length,
        from: terms.from,
        to: terms.to,
        holdUntil: terms.holdUntil,
      }),
    )
    const units = await codesOf(tx, answer.units)
    if (!answer.replayed) {
      // a refusal here undoes the claim; a repeated request has passed already and is not asked twice
      await recordHold(tx, ctx, row, units, reasonForOrder(place, row.caseNo, input.reason))
      await enqueue(tx, 'expire-holds', {}, { runAt: terms.holdUntil, key: `expire:${row.id}` })
      await revalidateAfterCommit(tx, 'stats')
    }
    return { allocations: answer.allocations, units }
  })

/** An approved applicant takes free units themselves, as many as were approved; without enough free ones, a place on the list. */
export const claim: Command<z.output<typeof caseSchema>, { status: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.claim', subjectOf(row))
    const kind = claimKindOf(row.measure)
    const terms = await termsFor(tx, ctx.clock.today(), kind)
    const claimed = { actorId: ctx.actor?.userId ?? '', key: ctx.key, caseId: row.id, kind, unitIds: null, count: row.quantity }
    const answer = await claimUnits(tx, { ...claimed, from: terms.from, to: terms.to, holdUntil: terms.holdUntil })
    if (answer.status !== 'won' && answer.status !== 'waitlisted' && answer.status !== 'already') wonOrRefused(answer)
    if (answer.status === 'won' && !answer.replayed) {
      await recordHold(tx, ctx, row, await codesOf(tx, answer.units), null)
      await enqueue(tx, 'expire-holds', {}, { runAt: terms.holdUntil, key: `expire:${row.id}` })
      await revalidateAfterCommit(tx, 'stats')
    } else await recordAudit(tx, ctx, { type: 'space.claimed', subject: { kind: 'case', id: row.caseNo }, detail: { status: answer.status } })
    return { status: answer.status }
  })
