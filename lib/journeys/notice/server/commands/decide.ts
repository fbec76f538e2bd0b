import 'server-only'
import type { z } from 'zod'
import { moveCase, recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Objection } from '@/prisma/generated/client'
import { type Decision, decisionWords } from '../../model/objection'
import { objectionPolicy } from '../../model/policy'
import type { confirmSchema, decideSchema } from '../../model/schema'
import { assertSeen, type Loaded, loadForUpdate, nextState, openObjections, save } from '../repo'
import { tellApplicant, tellObjector } from '../tell'

type Answer = { number: string; state: string; caseState: string }
type Verdict = { readonly decision: Decision; readonly reason: string; readonly consequence?: 'reject' | 'return' | undefined }

/** Writes the decision; whoever left a telephone number is told at once, who left nothing looks it up. */
export async function settle(tx: Tx, ctx: Ctx, row: Objection, event: 'decide' | 'confirm', { decision, reason }: Verdict): Promise<Objection> {
  const decided = await save(tx, row, {
    state: nextState(row.state, event),
    decision,
    reason,
    decidedBy: ctx.actor?.userId ?? null,
    deciderName: ctx.actor?.name ?? null,
    decidedAt: ctx.clock.now(),
  })
  const told = await tellObjector(tx, decided, { template: 'objection.decided', text: `有结论了：${decisionWords[decision]}。理由：${reason}` })
  const unreachable = decided.kind === 'objection' && !decided.contactCipher
  const how = told ? 'sms' : unreachable ? 'look_up' : decided.kind === 'reconsideration' ? 'document' : null
  return how ? save(tx, decided, { state: nextState(decided.state, 'tell'), notifiedAt: ctx.clock.now(), notifiedHow: how }) : decided
}

/** What follows for the case: founded ends or returns it; otherwise it goes on once nobody's objection is open. */
async function moveOn(tx: Tx, ctx: Ctx, { caseRow }: Loaded, verdict: Verdict): Promise<string> {
  if (caseRow.state !== 'objection_hold') return caseRow.state
  if (verdict.consequence === 'reject') return (await moveCase(tx, ctx, caseRow.id, 'reject', { data: { reason: verdict.reason } })).state
  if (verdict.consequence === 'return') {
    await moveCase(tx, ctx, caseRow.id, 'resume_notice')
    return (await moveCase(tx, ctx, caseRow.id, 'return', { params: { reason: verdict.reason } })).state
  }
  if ((await openObjections(tx, caseRow.id)) > 0) return caseRow.state
  return (await moveCase(tx, ctx, caseRow.id, 'resume_notice')).state
}

async function finish(tx: Tx, ctx: Ctx, loaded: Loaded, saved: Objection, verdict: Verdict): Promise<Answer> {
  const { caseRow, row } = loaded
  if (row.lineId) await tx.noticeLine.update({ where: { id: row.lineId }, data: { outcome: '异议已处理' } })
  const caseState = await moveOn(tx, ctx, loaded, verdict)
  await recordCaseEvent(tx, ctx, caseRow.id, {
    kind: 'objection_decided',
    audience: 'applicant',
    params: { decision: decisionWords[verdict.decision], reason: verdict.reason },
  })
  const detail = { case: caseRow.caseNo, decision: verdict.decision, caseState, ...(verdict.consequence ? { consequence: verdict.consequence } : {}) }
  await recordAudit(tx, ctx, { type: 'objection.decided', subject: { kind: 'objection', id: row.number }, detail })
  // a rejected applicant has the message of the decision itself
  if (caseState !== 'rejected')
    await tellApplicant(tx, caseRow, {
      template: 'objection.outcome',
      key: `objection-outcome:${row.id}`,
      text: `公示期的异议核实完了：${decisionWords[verdict.decision]}。登录后能看到说明。`,
    })
  return { number: saved.number, state: saved.state, caseState }
}

/** 决定: by a leader who did not handle it and took no part in the case. */
export const decideObjection: Command<z.output<typeof decideSchema>, Answer> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.decide', loaded.subject)
    assertSeen(loaded.row, input.version)
    if (loaded.row.kind !== 'objection') throw AppError.notFound()
    const verdict = { decision: input.decision, reason: input.reason, consequence: input.consequence }
    const saved = await settle(tx, ctx, loaded.row, 'decide', verdict)
    return finish(tx, ctx, loaded, saved, verdict)
  })

/** 不予受理 is confirmed by a second person, or taken up after all. */
export const confirmDismissal: Command<z.output<typeof confirmSchema>, Answer> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.decide', loaded.subject)
    assertSeen(loaded.row, input.version)
    if (loaded.row.kind !== 'objection') throw AppError.notFound()
    if (!input.agree) {
      const saved = await save(tx, loaded.row, { state: nextState(loaded.row.state, 'take_up') })
      await recordAudit(tx, ctx, {
        type: 'objection.taken_up',
        subject: { kind: 'objection', id: saved.number },
        reason: input.reason,
        detail: { case: loaded.caseRow.caseNo },
      })
      return { number: saved.number, state: saved.state, caseState: loaded.caseRow.state }
    }
    const verdict = { decision: 'inadmissible' as const, reason: input.reason }
    return finish(tx, ctx, loaded, await settle(tx, ctx, loaded.row, 'confirm', verdict), verdict)
  })
