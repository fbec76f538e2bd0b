import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { notify } from '../../../notification/server/door'
import type { CaseState } from '../../model/machine'
import { casePolicy } from '../../model/policy'
import type { sendBackSchema, signSchema } from '../../model/schema'
import { stopClock } from '../clocks'
import { addEvent, assertFresh, assertPossible, type CaseRow, findForUpdate, nextState, subjectOf, transition } from '../repo'

type Signed = z.output<typeof signSchema>
type Step = 'first_review' | 'final_decision'

/** First reviews count the rounds: each time a case is sent back, the next one begins. */
const roundOf = (row: CaseRow, step: Step): number => {
  const reviewed = Math.max(0, ...row.signatures.filter((one) => one.step === 'first_review').map((one) => one.round))
  return step === 'first_review' ? reviewed + 1 : reviewed
}

async function sign(tx: Tx, ctx: Ctx, row: CaseRow, step: Step, input: Signed): Promise<void> {
  await tx.caseSignature.createMany({
    data: [
      {
        caseId: row.id,
        step,
        round: roundOf(row, step),
        decision: input.decision,
        reason: input.reason,
        quantity: input.decision === 'concur' ? (input.quantity ?? row.quantity) : null,
        signedBy: ctx.actor?.userId ?? '',
        signerName: ctx.actor?.name ?? '',
        caseVersion: row.version,
        at: ctx.clock.now(),
      },
    ],
  })
}

function assertQuantity(row: CaseRow, input: Signed): void {
  if (input.quantity !== undefined && input.quantity > row.quantity) throw AppError.rule('case.more_than_asked', { asked: row.quantity })
}

/** 初审: a second member of the window gives an opinion with its reason; the decision stays with somebody else. */
export const firstReview: Command<Signed, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.first_review', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, 'concur')
    assertPossible('first_review', row)
    assertQuantity(row, input)
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

/** 退回初审: the leader wants another look; a new first review is signed before anything is decided. */
export const sendBack: Command<z.output<typeof sendBackSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.final_decision', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, 'send_back')
    assertPossible('send_back', row)
    await transition(tx, row, to)
    await addEvent(tx, ctx, row.id, { kind: 'sent_back', audience: 'staff', from: row.state, to, params: { reason: input.reason } })
    await recordAudit(tx, ctx, { type: 'case.sent_back', subject: { kind: 'case', id: row.caseNo } })
    return { caseNo: row.caseNo }
  })

/** 审定: the leader decides; a rejected applicant gets the reason in the words written here. */
export const finalDecision: Command<Signed, { caseNo: string; state: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.final_decision', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, input.decision === 'concur' ? 'approve' : 'reject')
    assertPossible('final_decision', row)
    assertQuantity(row, input)
    const quantity = input.decision === 'concur' ? (input.quantity ?? row.quantity) : row.quantity
    await sign(tx, ctx, row, 'final_decision', input)
    await transition(tx, row, to, { decidedAt: ctx.clock.now(), reason: input.reason, quantity, nextDueOn: null })
    await stopClock(tx, row.id, 'handling', ctx.clock.today())
    await addEvent(tx, ctx, row.id, { kind: to, audience: 'public', from: row.state, to })
    await addEvent(tx, ctx, row.id, { kind: 'reason', audience: 'applicant', params: { reason: input.reason, quantity } })
    await recordAudit(tx, ctx, { type: `case.${to}`, subject: { kind: 'case', id: row.caseNo }, detail: { quantity } })
    await tellDecision(tx, row, to)
    return { caseNo: row.caseNo, state: to }
  })

async function tellDecision(tx: Tx, row: CaseRow, to: CaseState): Promise<void> {
  const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
  if (!holder.phone) return
  const outcome = to === 'approved' ? '批准了，接下来会给你发通知书' : '这次没有通过，原因登录后能看到，改好了可以再申请'
  await notify(tx, {
    channel: 'sms',
    recipient: holder.phone,
    template: `case.${to}`,
    dedupeKey: `decided:${row.id}:${row.version}`,
    caseId: row.id,
    body: `你的${row.measure.name}申请（${row.caseNo}）${outcome}。`,
  })
}
