import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { type resolveSchema, screeningPolicy } from '../../model/schema'
import { pairInclude, subjectOf } from '../queries'

/** A person of neither team says whether two applications are one. The judgement stays, and neither application is touched by it. */
export const resolveFlag: Command<z.output<typeof resolveSchema>, { outcome: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const flag = await tx.duplicateFlag.findUnique({ where: { id: input.id }, include: pairInclude })
    if (!flag) throw AppError.notFound()
    ctx.assertCan(screeningPolicy, 'screening.resolve', subjectOf(flag))
    if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
    const saved = await tx.duplicateFlag.updateMany({
      where: { id: flag.id, outcome: null },
      data: { outcome: input.outcome, reason: input.reason, decidedBy: ctx.actor.userId, deciderName: ctx.actor.name, decidedAt: ctx.clock.now() },
    })
    if (saved.count !== 1) throw AppError.conflict('screening.decided', flag.deciderName ? { by: flag.deciderName } : {})
    await recordAudit(tx, ctx, {
      type: 'screening.resolved',
      subject: { kind: 'duplicate_flag', id: flag.id },
      reason: input.reason,
      detail: { kind: flag.kind, outcome: input.outcome, applications: [flag.applicationA, flag.applicationB] },
    })
    return { outcome: input.outcome }
  })
