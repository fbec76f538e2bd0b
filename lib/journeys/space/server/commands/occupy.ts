import 'server-only'
import type { z } from 'zod'
import { lockCase, recordCaseEvent, subjectOf } from '@/lib/foundation/casework/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { once } from '@/lib/platform/idempotency'
import { revalidateAfterCommit } from '@/lib/platform/revalidate'
import { spacePolicy } from '../../model/policy'
import type { caseSchema, releaseSchema, vacateSchema } from '../../model/schema'
import { endPeriod, lockHolderOfUnit, lockOfCase, subjectOfHolding, transition } from '../repo'

/** Hand-over at the desk: the confirmed units are occupied. */
export const checkIn: Command<z.output<typeof caseSchema>, { units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    return once(tx, ctx, 'space.check_in', input, async () => {
      const rows = await lockOfCase(tx, row.id, ['accepted'])
      if (rows.length === 0) throw AppError.conflict('space.nothing_accepted')
      for (const one of rows) await transition(tx, one, 'check_in')
      const units = rows.map((one) => one.unit.code)
      await recordCaseEvent(tx, ctx, row.id, { kind: 'occupied', audience: 'public' })
      await recordAudit(tx, ctx, { type: 'space.occupied', subject: { kind: 'case', id: row.caseNo }, detail: { units } })
      await revalidateAfterCommit(tx, 'stats')
      return { units }
    })
  })

/** Takes held, offered or confirmed units back, with a reason that stays. */
export const release: Command<z.output<typeof releaseSchema>, { units: string[] }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOf(row))
    return once(tx, ctx, 'space.release', input, async () => {
      const rows = await lockOfCase(tx, row.id, ['held', 'offered', 'accepted'])
      if (rows.length === 0) throw AppError.conflict('space.nothing_held')
      const moved = rows.find((one) => one.state !== input.state)
      if (moved) throw AppError.conflict('space.state_changed', { state: moved.state })
      for (const one of rows) await transition(tx, one, 'release', { holdExpiresAt: null, endedAt: ctx.clock.now(), endReason: input.reason })
      const units = rows.map((one) => one.unit.code)
      await recordCaseEvent(tx, ctx, row.id, { kind: 'units_released', audience: 'applicant', params: { reason: input.reason } })
      await recordAudit(tx, ctx, { type: 'space.released', subject: { kind: 'case', id: row.caseNo }, detail: { units, reason: input.reason } })
      await revalidateAfterCommit(tx, 'stats')
      return { units }
    })
  })

/** 腾退: whoever sits at the unit has left. The term ends today; ledger holdings without a case end here too. */
export const vacate: Command<z.output<typeof vacateSchema>, { unit: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const held = await lockHolderOfUnit(tx, input.unitId)
    ctx.assertCan(spacePolicy, 'space.allocate', subjectOfHolding(held))
    return once(tx, ctx, 'space.vacate', input, async () => {
      if (held.id !== input.allocationId) throw AppError.conflict('space.state_changed', { state: held.state })
      await transition(tx, held, 'vacate', { endedAt: ctx.clock.now(), endReason: input.reason })
      await endPeriod(tx, held.id, ctx.clock.today())
      if (held.caseId) await recordCaseEvent(tx, ctx, held.caseId, { kind: 'vacated', audience: 'public' })
      await recordAudit(tx, ctx, {
        type: 'space.vacated',
        subject: { kind: 'unit', id: held.unit.code },
        detail: { reason: input.reason, case: held.case?.caseNo ?? '' },
      })
      await revalidateAfterCommit(tx, 'stats')
      return { unit: held.unit.code }
    })
  })
