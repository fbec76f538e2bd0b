import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { isSeated } from '../../model/machine'
import { panelPolicy } from '../../model/policy'
import type { softDecisionSchema } from '../../model/schema'
import { relatedTo } from '../related'
import { lockAssignment } from '../repo'
import { softRelationsOf } from '../soft'
import { voidSheet } from '../void'

/** The chair decides about a disclosed soft relation: the expert stays, or the next one of the order takes the seat. It goes into the minutes. */
export const decideSoftRelation: Command<z.output<typeof softDecisionSchema>, { assignmentId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockAssignment(tx, input.assignmentId)
    ctx.assertCan(panelPolicy, 'panel.decide_soft', { relatedPersonIds: await relatedTo(tx, [row.entry.applicationId]) })
    const known = (await softRelationsOf(tx, ctx.clock.today(), [row.entryId])).find((one) => one.assignmentId === row.id)
    if (!isSeated(row.state) || !known) throw AppError.rule('soft.nothing')
    if (known.decision) throw AppError.conflict('soft.decided_already')
    await tx.softRelationDecision.create({
      data: {
        assignmentId: row.id,
        decision: input.decision,
        relations: known.kinds.map((kind, i) => ({ kind, why: known.why[i] ?? '' })),
        reason: input.reason,
        decidedBy: ctx.actor?.userId ?? '',
        deciderName: ctx.actor?.name ?? '',
        decidedAt: ctx.clock.now(),
      },
    })
    await recordAudit(tx, ctx, {
      type: `soft_relation.${input.decision}`,
      subject: { kind: 'assignment', id: row.id },
      reason: input.reason,
      detail: { entry: row.entry.code, reviewer: row.reviewer.no, kinds: [...known.kinds] },
    })
    if (input.decision === 'replace') await voidSheet(tx, ctx, row, '有须披露的关系，组长决定更换', { kinds: [...known.kinds] })
    return { assignmentId: row.id }
  })
