import 'server-only'
import { z } from 'zod'
import { lockCase, recordCaseEvent, subjectOf } from '@/lib/foundation/casework/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { spacePolicy } from '../../model/policy'
import { lockOfCase, transition } from '../repo'

export const occupySchema = z.strictObject({ caseNo: z.string() })

/** Hand-over at the desk: the confirmed units are occupied. */
export const checkIn: Command<z.output<typeof occupySchema>, { units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    const rows = await lockOfCase(tx, row.id, ['accepted'])
    if (rows.length === 0) throw AppError.conflict('space.nothing_accepted')
    for (const one of rows) await transition(tx, one, 'check_in')
    await recordCaseEvent(tx, ctx, row.id, { kind: 'occupied', audience: 'public' })
    await recordAudit(tx, ctx, { type: 'space.occupied', subject: { kind: 'case', id: row.caseNo } })
    return { units: rows.map((one) => one.unit.code) }
  })

export const releaseSchema = z.strictObject({ caseNo: z.string(), reason: z.string().trim().min(4, 'reason.too_short').max(300, 'reason.too_long') })

/** Takes held, offered or confirmed units back, with a reason that stays. */
export const release: Command<z.output<typeof releaseSchema>, { units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    const rows = await lockOfCase(tx, row.id, ['held', 'offered', 'accepted'])
    if (rows.length === 0) throw AppError.conflict('space.nothing_held')
    for (const one of rows) await transition(tx, one, 'release', { holdExpiresAt: null, endedAt: ctx.clock.now(), endReason: input.reason })
    await recordCaseEvent(tx, ctx, row.id, { kind: 'units_released', audience: 'applicant', params: { reason: input.reason } })
    await recordAudit(tx, ctx, { type: 'space.released', subject: { kind: 'case', id: row.caseNo }, detail: { reason: input.reason } })
    return { units: rows.map((one) => one.unit.code) }
  })
