import 'server-only'
import type { z } from 'zod'
import { lockCase, recordCaseEvent, subjectOf } from '@/lib/foundation/casework/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { revalidateAfterCommit } from '@/lib/platform/revalidate'
import { spacePolicy } from '../../model/policy'
import { caseSchema } from '../../model/schema'
import { type AllocationRow, lockOfCase, transition } from '../repo'

export const respondSchema = caseSchema

async function offered(tx: Tx, ctx: Ctx, caseNo: string): Promise<{ caseId: string; rows: AllocationRow[] }> {
  const row = await lockCase(tx, { caseNo })
  ctx.assertCan(spacePolicy, 'space.respond', subjectOf(row))
  const rows = await lockOfCase(tx, row.id, ['offered', 'accepted'])
  if (rows.length === 0) throw AppError.conflict('space.nothing_offered')
  if (rows.every((one) => one.state === 'accepted')) throw AppError.conflict('space.accepted_already')
  const late = rows.find((one) => one.respondBy && one.respondBy <= ctx.clock.now())
  if (late) throw AppError.rule('space.offer_expired')
  return { caseId: row.id, rows }
}

/** The founder confirms within the deadline: the units are theirs. */
export const acceptOffer: Command<z.output<typeof respondSchema>, { units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { caseId, rows } = await offered(tx, ctx, input.caseNo)
    for (const one of rows) await transition(tx, one, 'accept', { holdExpiresAt: null })
    const units = rows.map((one) => one.unit.code)
    await recordCaseEvent(tx, ctx, caseId, { kind: 'offer_accepted', audience: 'public' })
    await recordAudit(tx, ctx, { type: 'space.accepted', subject: { kind: 'case', id: input.caseNo }, detail: { units } })
    await revalidateAfterCommit(tx, 'stats')
    return { units }
  })

/** The founder does not want them: they are free at once. */
export const declineOffer: Command<z.output<typeof respondSchema>, { units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { caseId, rows } = await offered(tx, ctx, input.caseNo)
    for (const one of rows) await transition(tx, one, 'decline', { holdExpiresAt: null, endedAt: ctx.clock.now(), endReason: 'declined' })
    const units = rows.map((one) => one.unit.code)
    await recordCaseEvent(tx, ctx, caseId, { kind: 'offer_declined', audience: 'public' })
    await recordAudit(tx, ctx, { type: 'space.declined', subject: { kind: 'case', id: input.caseNo }, detail: { units } })
    await revalidateAfterCommit(tx, 'stats')
    return { units }
  })
