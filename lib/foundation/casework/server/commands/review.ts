import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { openFlags } from '../../../screening/server/door'
import type { SignedStep } from '../../model/chain'
import { ruleOf, type Verb } from '../../model/decision'
import type { sendBackSchema, signSchema } from '../../model/schema'
import { commitCase } from '../chain/commit'
import { moveCase } from '../chain/move'
import { signCase } from '../chain/sign'
import { tellExperts } from '../chain/tell'
import { addEvent, assertFresh, assertMay, assertPossible, type CaseRow, findForUpdate, nextState, subjectFor } from '../repo'

type Signed = z.output<typeof signSchema>

/** The case, locked, when this person may take this step of it, sees its newest version, and the facts allow the step. */
async function open(tx: Tx, ctx: Ctx, input: { caseNo: string; version: number }, verb: Verb): Promise<CaseRow> {
  const row = await findForUpdate(tx, { caseNo: input.caseNo })
  assertMay(ctx, ruleOf(verb, null), await subjectFor(tx, ctx.actor, row))
  await assertFresh(tx, row, input.version)
  return row
}

function assertQuantity(row: CaseRow, input: Signed): void {
  if (input.quantity !== undefined && input.quantity > row.quantity) throw AppError.rule('case.more_than_asked', { asked: row.quantity })
}

const hasStep = (row: CaseRow, step: SignedStep) => row.chain.some((one) => one.step === step)

/** 初审: a second member of the window gives an opinion with its reason; the decision stays with somebody else. */
export const firstReview: Command<Signed, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await open(tx, ctx, input, 'first_review')
    const event = hasStep(row, 'second_check') ? 'begin_review' : 'concur'
    nextState(row, event)
    assertPossible('first_review', row)
    assertQuantity(row, input)
    const { decision, reason, quantity } = input
    await signCase(tx, ctx, row, { step: 'first_review', decision, reason, quantity })
    await addEvent(tx, ctx, row.id, { kind: 'first_reviewed', audience: 'staff', params: { decision, reason } })
    await moveCase(tx, ctx, row.id, event, { audit: { type: 'case.first_reviewed', detail: { decision } } })
    return { caseNo: row.caseNo }
  })

/**
 * 复核: another member of the window looks at the whole once more, the duplicates included; then the experts have it, and the
 * clock stands still while they read. Refused while a duplicate is not judged (`screening.flags_open`).
 */
export const secondCheck: Command<Signed, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await open(tx, ctx, input, 'second_check')
    nextState(row, 'invite_experts')
    assertPossible('second_check', row)
    assertQuantity(row, input)
    const flags = await openFlags(tx, row.applicationId)
    if (flags > 0) throw AppError.rule('screening.flags_open', { count: flags })
    const { decision, reason, quantity } = input
    await signCase(tx, ctx, row, { step: 'second_check', decision, reason, quantity })
    await addEvent(tx, ctx, row.id, { kind: 'second_checked', audience: 'staff', params: { decision, reason } })
    await moveCase(tx, ctx, row.id, 'invite_experts', { audit: { type: 'case.second_checked', detail: { decision } } })
    await tellExperts(tx, row)
    return { caseNo: row.caseNo }
  })

/** 退回初审: the leader wants another look; a new first review is signed before anything is decided. */
export const sendBack: Command<z.output<typeof sendBackSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await open(tx, ctx, input, 'send_back')
    nextState(row, 'send_back')
    assertPossible('send_back', row)
    await moveCase(tx, ctx, row.id, 'send_back', { audience: 'staff', params: { reason: input.reason } })
    return { caseNo: row.caseNo }
  })

/** 审定: the leader decides; a rejected applicant gets the reason in the words written here. */
export const finalDecision: Command<Signed, { caseNo: string; state: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await open(tx, ctx, input, 'final_decision')
    const event = input.decision === 'concur' ? 'approve' : 'reject'
    const to = nextState(row, event)
    assertPossible('final_decision', row)
    assertQuantity(row, input)
    const { decision, reason } = input
    const quantity = decision === 'concur' ? (input.quantity ?? row.quantity) : row.quantity
    await signCase(tx, ctx, row, { step: 'final_decision', decision, reason, quantity })
    await moveCase(tx, ctx, row.id, event, { data: { reason, quantity } })
    await addEvent(tx, ctx, row.id, { kind: 'reason', audience: 'applicant', params: { reason, quantity } })
    if (to === 'approved') await commitCase(tx, ctx, row, row.amountFen)
    return { caseNo: row.caseNo, state: to }
  })
