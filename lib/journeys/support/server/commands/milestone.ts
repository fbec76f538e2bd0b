import 'server-only'
import type { z } from 'zod'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { ReceivedFile } from '@/lib/platform/files'
import { supportPolicy } from '../../model/policy'
import type { reportSchema, reviewMilestoneSchema } from '../../model/schema'
import { assertSeen, type Locked, lockAgreement, type MilestoneRow, moveMilestone, partOf, subjectFor, userIdOf } from '../repo'
import { tellApplicant } from '../tell'
import { completeIfDone } from './sign'

/** Files of a milestone are known by their purpose: nobody hands in what belongs elsewhere. */
const evidencePurpose = (milestoneId: string): string => `milestone:${milestoneId}`

async function atHand(tx: Tx, ctx: Ctx, milestoneId: string, action: 'support.report' | 'support.review_milestone'): Promise<Locked & { one: MilestoneRow }> {
  const locked = await lockAgreement(tx, { milestoneId })
  ctx.assertCan(supportPolicy, action, await subjectFor(tx, ctx.actor, locked.case))
  return { ...locked, one: partOf(locked.row.milestones, milestoneId) }
}

const reportable = ({ row, one }: { row: Locked['row']; one: MilestoneRow }): void => {
  if (row.state !== 'in_force') throw AppError.rule('support.not_in_force')
  if (one.state !== 'due' && one.state !== 'returned') throw AppError.conflict('support.state_changed', { state: one.state })
}

/** May this actor put evidence here? Asked before the first byte is read. */
export const mayAttachEvidence: Command<{ milestoneId: string }, true> = (ctx, { milestoneId }) =>
  ctx.transaction(async (tx) => {
    reportable(await atHand(tx, ctx, milestoneId, 'support.report'))
    return true as const
  })

export const attachEvidence: Command<{ milestoneId: string; file: ReceivedFile }, { fileId: string; name: string; size: number }> = (
  ctx,
  { milestoneId, file },
) =>
  ctx.transaction(async (tx) => {
    const at = await atHand(tx, ctx, milestoneId, 'support.report')
    reportable(at)
    const purpose = evidencePurpose(milestoneId)
    const made = await tx.storedFile.create({ data: { ownerPersonId: at.row.personId, applicationId: at.case.applicationId, purpose, ...file } })
    await recordAudit(tx, ctx, { type: 'file.uploaded', subject: { kind: 'file', id: made.id }, detail: { purpose, size: file.size } })
    return { fileId: made.id, name: made.name, size: made.size }
  })

/** The founder says what was reached, with the evidence. After a return the same milestone is reported again. */
export const reportMilestone: Command<z.output<typeof reportSchema>, { no: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await atHand(tx, ctx, input.milestoneId, 'support.report')
    const { row, one, case: found } = at
    assertSeen(one, input.version)
    reportable(at)
    const fileIds = [...new Set(input.fileIds)]
    const known = await tx.storedFile.count({ where: { id: { in: fileIds }, purpose: evidencePurpose(one.id), deletedAt: null } })
    if (known !== fileIds.length) throw AppError.rule('support.file_unknown')
    await moveMilestone(tx, one, 'report', { report: input.report, fileIds, reportedBy: userIdOf(ctx), reportedAt: ctx.clock.now() })
    await recordCaseEvent(tx, ctx, found.id, { kind: 'milestone_reported', audience: 'applicant', params: { no: one.no } })
    await recordAudit(tx, ctx, {
      type: 'support.milestone_reported',
      subject: { kind: 'agreement', id: row.number },
      detail: { milestone: one.no, files: fileIds.length },
    })
    return { no: one.no }
  })

/** 验收: accepted opens what waits for it; returned says what is missing. */
export const reviewMilestone: Command<z.output<typeof reviewMilestoneSchema>, { no: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { row, one, case: found } = await atHand(tx, ctx, input.milestoneId, 'support.review_milestone')
    assertSeen(one, input.version)
    const accepted = input.outcome === 'accept'
    await moveMilestone(tx, one, input.outcome, {
      reviewedBy: userIdOf(ctx),
      reviewedAt: ctx.clock.now(),
      reviewNote: input.note,
      timesReturned: one.timesReturned + (accepted ? 0 : 1),
    })
    const kind = accepted ? 'milestone_accepted' : 'milestone_returned'
    await recordCaseEvent(tx, ctx, found.id, { kind, audience: 'applicant', params: { no: one.no, reason: input.note } })
    await recordAudit(tx, ctx, { type: `support.${kind}`, subject: { kind: 'agreement', id: row.number }, detail: { milestone: one.no } })
    const opened = row.instalments.find((instalment) => instalment.milestoneId === one.id)
    await tellApplicant(
      tx,
      found,
      `support.${kind}`,
      `${kind}:${one.id}:${one.version}`,
      accepted ? `里程碑 ${one.no} 验收通过${opened ? `，可以申请第 ${opened.no} 期拨款` : ''}。` : `里程碑 ${one.no} 的报告退回了：${input.note}。改好再报。`,
    )
    await completeIfDone(tx, ctx, row.id)
    return { no: one.no }
  })
