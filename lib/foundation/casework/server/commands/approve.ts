import 'server-only'
import type { z } from 'zod'
import { hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { loadRules } from '../../../programme/server/door'
import { isLastSignature, nextStep, stepWords } from '../../model/chain'
import type { approveManySchema, approveSchema } from '../../model/schema'
import { commitCase } from '../chain/commit'
import { moveCase } from '../chain/move'
import { chainFacts, proposalOf } from '../chain/position'
import { assertProven } from '../chain/proof'
import { signCase } from '../chain/sign'
import { addEvent, assertFresh, assertMay, type CaseRow, findForUpdate, subjectFor, touch } from '../repo'
import type { RowResult } from './assign-many'

type Approval = z.output<typeof approveSchema>
type Step = 'approval' | 'approval_second'

/** The case and which of the two approvals is at hand; refused while the notice runs or an objection is open. */
async function open(tx: Tx, ctx: Ctx, input: Approval): Promise<{ row: CaseRow; step: Step; last: boolean }> {
  const row = await findForUpdate(tx, { caseNo: input.caseNo })
  const facts = await chainFacts(tx, row, ctx.clock.today())
  const at = nextStep(facts)?.step
  const step = at === 'approval_second' ? at : 'approval'
  assertMay(ctx, `case.${step}`, await subjectFor(tx, ctx.actor, row))
  await assertFresh(tx, row, input.version)
  if (row.state === 'public_notice' && !facts.noticeOver) throw AppError.rule('case.notice_running')
  if (at !== step) throw AppError.conflict('case.state_changed', { state: row.state })
  return { row, step, last: isLastSignature(facts, step) }
}

async function concur(tx: Tx, ctx: Ctx, input: Approval): Promise<string> {
  const { row, step, last } = await open(tx, ctx, input)
  const { quantity, amountFen } = proposalOf(row)
  await assertProven(tx, ctx, amountFen)
  const { reason, seconds } = input
  await signCase(tx, ctx, row, { step, decision: 'concur', reason, quantity, amountFen: amountFen ?? undefined, seconds })
  await addEvent(tx, ctx, row.id, { kind: 'approval_signed', audience: 'staff', params: { step: stepWords[step], decision: 'concur', reason } })
  await recordAudit(tx, ctx, {
    type: 'case.approval_signed',
    subject: { kind: 'case', id: row.caseNo },
    detail: { step, decision: 'concur', amountFen: amountFen?.toString() ?? null, seconds: seconds ?? null },
  })
  if (!last) {
    await touch(tx, row)
    return row.state
  }
  const moved = await moveCase(tx, ctx, row.id, 'approve', { data: { reason, quantity, amountFen } })
  await addEvent(tx, ctx, row.id, { kind: 'reason', audience: 'applicant', params: { reason, quantity } })
  await commitCase(tx, ctx, row, amountFen)
  return moved.state
}

/** `issues` sends the case back to the meeting and a new round of signatures begins; `hold` only notes, and the case waits. */
async function note(tx: Tx, ctx: Ctx, input: Approval): Promise<string> {
  const { row, step } = await open(tx, ctx, input)
  const { decision, reason, seconds } = input
  await signCase(tx, ctx, row, { step, decision, reason, seconds })
  await addEvent(tx, ctx, row.id, { kind: 'approval_signed', audience: 'staff', params: { step: stepWords[step], decision, reason } })
  await recordAudit(tx, ctx, {
    type: 'case.approval_signed',
    subject: { kind: 'case', id: row.caseNo },
    detail: { step, decision, seconds: seconds ?? null },
  })
  if (decision === 'issues') return (await moveCase(tx, ctx, row.id, 'return')).state
  await touch(tx, row)
  return row.state
}

/**
 * 批准: concur, issues or hold. The last signature that the chain asks for approves the case and sets the money aside on the
 * line of its round, in one transaction: where the line has not enough left (`fund.insufficient`) nothing changes at all.
 */
export const approve: Command<Approval, { caseNo: string; state: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => ({ caseNo: input.caseNo, state: await (input.decision === 'concur' ? concur : note)(tx, ctx, input) }))

/**
 * Several at once, each with its own reason and its own transaction; at most as many as the rule allows (`approval.too_many`,
 * nothing is signed then). What they come to together asks for the password like one case of that amount. The answer says for each what became of it.
 */
export const approveMany: Command<z.output<typeof approveManySchema>, { results: RowResult[] }> = async (ctx, input) => {
  await ctx.transaction(async (tx) => {
    const { 'approval.bulk_max': most } = await loadRules(tx, ['approval.bulk_max'])
    if (input.cases.length > most.value) throw AppError.rule('approval.too_many', { most: most.value })
    if (hasRole(ctx.actor, 'leader')) await assertProven(tx, ctx, await totalOf(tx, input.cases))
  })
  const each = input.seconds === undefined ? undefined : Math.round(input.seconds / input.cases.length)
  const results: RowResult[] = []
  for (const one of input.cases) results.push(await approveOne(ctx, { ...one, decision: 'concur', seconds: each }))
  return { results }
}

/** Fen of all of them, each once: small sums signed at once by an open session alone are a large one. */
async function totalOf(tx: Tx, cases: readonly { readonly caseNo: string }[]): Promise<bigint> {
  const rows = await tx.case.findMany({
    where: { caseNo: { in: cases.map((one) => one.caseNo) }, state: 'public_notice' },
    include: { signatures: { orderBy: { at: 'asc' } } },
  })
  return rows.reduce((sum, row) => sum + (proposalOf(row).amountFen ?? 0n), 0n)
}

async function approveOne(ctx: Ctx, input: Approval): Promise<RowResult> {
  try {
    await approve(ctx, input)
    return { caseNo: input.caseNo, ok: true }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await ctx.transaction((tx) =>
      recordAudit(tx, ctx, { type: 'case.approval_signed', subject: { kind: 'case', id: input.caseNo }, outcome: 'denied', reason: error.code }),
    )
    return { caseNo: input.caseNo, ok: false, code: error.code, params: error.params }
  }
}
