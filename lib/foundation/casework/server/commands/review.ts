import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { notify } from '../../../notification/server/door'
import { casePolicy } from '../../model/policy'
import { stopClock } from '../clocks'
import { addEvent, assertFresh, type CaseRow, findForUpdate, nextState, subjectOf, transition } from '../repo'

const reason = z.string().trim().min(4, 'reason.too_short').max(500, 'reason.too_long')

export const firstReviewSchema = z.strictObject({
  caseNo: z.string(),
  version: z.int(),
  decision: z.enum(['concur', 'reject']),
  reason,
  quantity: z.int().min(1).max(4).optional(),
})
export const finalDecisionSchema = firstReviewSchema

async function sign(tx: Tx, ctx: Ctx, row: CaseRow, step: 'first_review' | 'final_decision', input: z.output<typeof firstReviewSchema>): Promise<void> {
  await tx.caseSignature.createMany({
    data: [
      {
        caseId: row.id,
        step,
        decision: input.decision,
        reason: input.reason,
        quantity: input.quantity ?? null,
        signedBy: ctx.actor?.userId ?? '',
        signerName: ctx.actor?.name ?? '',
        caseVersion: row.version,
        at: ctx.clock.now(),
      },
    ],
  })
}

/** 初审: a second member of the window gives an opinion with its reason; the decision stays with somebody else. */
export const firstReview: Command<z.output<typeof firstReviewSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.first_review', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, 'concur')
    await sign(tx, ctx, row, 'first_review', input)
    await transition(tx, row, to)
    await addEvent(tx, ctx, row.id, {
      kind: 'first_reviewed',
      audience: 'staff',
      from: row.state,
      to,
      params: { decision: input.decision, reason: input.reason },
    })
    await addEvent(tx, ctx, row.id, { kind: 'review_passed_on', audience: 'public', from: row.state, to })
    await recordAudit(tx, ctx, { type: 'case.first_reviewed', subject: { kind: 'case', id: row.caseNo }, detail: { decision: input.decision } })
    return { caseNo: row.caseNo }
  })

/** 审定: the leader decides; a rejected applicant gets the reason in the words written here. */
export const finalDecision: Command<z.output<typeof finalDecisionSchema>, { caseNo: string; state: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.final_decision', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, input.decision === 'concur' ? 'approve' : 'reject')
    const quantity = input.quantity ?? row.quantity
    if (quantity > row.quantity) throw AppError.rule('case.more_than_asked', { asked: row.quantity })
    await sign(tx, ctx, row, 'final_decision', input)
    await transition(tx, row, to, { decidedAt: ctx.clock.now(), reason: input.reason, quantity, nextDueOn: null })
    await stopClock(tx, row.id, 'handling', ctx.clock.today())
    await addEvent(tx, ctx, row.id, { kind: to, audience: 'public', from: row.state, to })
    await addEvent(tx, ctx, row.id, { kind: 'reason', audience: 'applicant', params: { reason: input.reason, quantity } })
    await recordAudit(tx, ctx, { type: `case.${to}`, subject: { kind: 'case', id: row.caseNo }, detail: { quantity } })
    const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
    const outcome = to === 'approved' ? '批准了，接下来会给你发通知书' : '这次没有通过，原因登录后能看到，下一批还可以申请'
    if (holder.phone)
      await notify(tx, {
        channel: 'sms',
        recipient: holder.phone,
        template: `case.${to}`,
        dedupeKey: `decided:${row.id}:${row.version}`,
        caseId: row.id,
        body: `你的${row.measure.name}申请（${row.caseNo}）${outcome}。`,
      })
    return { caseNo: row.caseNo, state: to }
  })
