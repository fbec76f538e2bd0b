import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { drawPolicy } from '../../model/policy'
import type { drawNumberSchema, proposeRerunSchema } from '../../model/schema'
import { commitDraw, insertDraw } from '../door'
import { lockDraw } from '../repo'
import { closingAt, subjectOf } from './run'

/**
 * 提请重摇: the first of two. Nothing is run by it: a new run with a key of its own waits for the second, and the run before it
 * stays as it is for ever. Only before publication.
 */
export const proposeRerun: Command<z.output<typeof proposeRerunSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockDraw(tx, { number: input.number })
    ctx.assertCan(drawPolicy, 'draw.propose_rerun', subjectOf(row))
    if (row.state !== 'drawn') throw AppError.conflict('draw.state_changed', { state: row.state })
    if (await tx.draw.findUnique({ where: { rerunOfId: row.id } })) throw AppError.conflict('draw.rerun_proposed')
    const closesAt = closingAt(input.closesAt)
    if (closesAt <= ctx.clock.now()) throw AppError.invalid({ closesAt: 'draw.closes_in_the_past' })
    const { purpose, title, poolRule, units } = row
    const draw = { purpose, title, subject: {}, poolRule, units, publicValueSource: input.publicValueSource, closesAt, public: row.public }
    const made = await insertDraw(tx, ctx, draw, { rerunOfId: row.id, rerunReason: input.reason, rerunBy: ctx.actor?.userId ?? '' })
    await recordAudit(tx, ctx, { type: 'draw.rerun_proposed', subject: { kind: 'draw', id: row.number }, detail: { rerun: made.number, reason: input.reason } })
    return { number: made.number }
  })

/** 批准重摇: the second of two, another person; the seal of the new run is published with it. */
export const approveRerun: Command<z.output<typeof drawNumberSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockDraw(tx, { number: input.number })
    ctx.assertCan(drawPolicy, 'draw.approve_rerun', subjectOf(row))
    if (!row.rerunOfId || row.state !== 'planned') throw AppError.conflict('draw.state_changed', { state: row.state })
    const before = await lockDraw(tx, { id: row.rerunOfId })
    if (before.state !== 'drawn') throw AppError.conflict('draw.state_changed', { state: before.state })
    await commitDraw(tx, ctx, row, { rerunBySecond: ctx.actor?.userId ?? '' })
    return { number: row.number }
  })
