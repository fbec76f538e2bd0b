import 'server-only'
import type { z } from 'zod'
import { assertProven, type CaseRow, lockCase, moveCase } from '@/lib/foundation/casework/server/door'
import { commitFunds, lineOfRound } from '@/lib/foundation/fund/server/door'
import { holdsRole } from '@/lib/foundation/identity/server/door'
import { loadCalendar, loadRules, reviewDays } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn, dateInShanghai } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { deadlines, decisionWords, reconsiderUntil } from '../../model/objection'
import { objectionPolicy, reconsiderationPolicy } from '../../model/policy'
import type { decideReconsiderationSchema, reconsiderSchema } from '../../model/schema'
import { issueReconsideration } from '../papers'
import { assertSeen, type Loaded, loadForUpdate, nextNumber } from '../repo'
import { tellApplicant } from '../tell'
import { longDay } from '../words'
import { settle } from './decide'

/** 申请复核: by the applicant, within the days of the rule after the result, once. */
export const askReconsideration: Command<z.output<typeof reconsiderSchema>, { number: string; decideDueOn: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(reconsiderationPolicy, 'reconsideration.ask', { applicantPersonId: row.personId })
    if (row.version !== input.version) throw AppError.conflict('case.state_changed')
    if (row.state !== 'rejected' || !row.decidedAt) throw AppError.rule('reconsider.not_rejected')
    const calendar = await loadCalendar(tx)
    const days = await reviewDays(tx)
    const today = ctx.clock.today()
    const until = reconsiderUntil(calendar, dateInShanghai(row.decidedAt), days.applyDays)
    if (today > until) throw AppError.rule('reconsider.over', { until: longDay(until) })
    const number = await nextNumber(tx, ctx, 'reconsideration')
    const rules = await loadRules(tx, ['objection.ack_days'])
    const due = deadlines(calendar, today, { ack: rules['objection.ack_days'].value, decide: days.decideDays })
    await tx.objection.createMany({
      data: [
        {
          number,
          kind: 'reconsideration',
          caseId: row.id,
          personId: row.personId,
          name: ctx.actor?.name ?? '',
          channel: 'online',
          facts: input.facts,
          evidence: input.evidence,
          receivedAt: ctx.clock.now(),
          ackDueOn: dateColumn(due.ackDueOn),
          decideDueOn: dateColumn(due.decideDueOn),
        },
      ],
    })
    await moveCase(tx, ctx, row.id, 'appeal', { params: { number } })
    await recordAudit(tx, ctx, { type: 'reconsideration.asked', subject: { kind: 'reconsideration', id: number }, detail: { case: row.caseNo } })
    return { number, decideDueOn: due.decideDueOn }
  })

/** What an amended result gives; never more than was asked. */
function granted(row: CaseRow, input: z.output<typeof decideReconsiderationSchema>): { quantity: number; amountFen: bigint | null } {
  const quantity = input.quantity ?? row.quantity
  if (quantity > row.quantity) throw AppError.rule('case.more_than_asked', { asked: row.quantity })
  if (row.amountFen === null) return { quantity, amountFen: null }
  const amountFen = input.amountFen === undefined ? row.amountFen : BigInt(input.amountFen)
  if (amountFen > row.amountFen) throw AppError.invalid({ amountFen: 'reconsider.more_than_asked' })
  return { quantity, amountFen }
}

/**
 * An amended result is an approval: above the amount from which the chain of the round asks two leaders, whoever found it right
 * is a leader as well as whoever decides it, and above the amount of the rule the decider proves again who they are.
 */
async function assertWeight(tx: Tx, ctx: Ctx, { caseRow, row }: Loaded, amountFen: bigint | null): Promise<void> {
  const aboveFen = caseRow.chain.find((one) => one.step === 'approval_second')?.aboveFen ?? null
  const two = amountFen !== null && aboveFen !== null && amountFen > aboveFen
  if (two && !(row.handlerId && (await holdsRole(tx, row.handlerId, 'leader'))))
    throw AppError.rule('reconsider.two_leaders', { aboveYuan: String(aboveFen / 100n) })
  await assertProven(tx, ctx, amountFen)
}

/** Money is set aside in the transaction of the decision, or nothing is decided. */
async function commit(tx: Tx, ctx: Ctx, row: CaseRow, amountFen: bigint | null): Promise<void> {
  if (row.measure.caseKind !== 'grant' || amountFen === null) return
  const line = await lineOfRound(tx, row.application.roundId)
  if (!line) throw AppError.rule('fund.no_line')
  const answer = await commitFunds(tx, ctx, { lineId: line.id, caseId: row.id, amountFen, ref: row.caseNo })
  if (answer.status !== 'posted') throw AppError.rule('fund.insufficient', { availableFen: String(answer.availableFen) })
}

/** 复核决定: upheld, or amended with what is given instead; by a leader who neither handled it nor signed the first decision. */
export const decideReconsideration: Command<z.output<typeof decideReconsiderationSchema>, { number: string; caseState: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const loaded = await loadForUpdate(tx, ctx, input.number)
    ctx.assertCan(objectionPolicy, 'objection.decide', loaded.subject)
    assertSeen(loaded.row, input.version)
    if (loaded.row.kind !== 'reconsideration') throw AppError.notFound()
    const { caseRow } = loaded
    const gives = input.decision === 'amended' ? granted(caseRow, input) : null
    if (gives) await assertWeight(tx, ctx, loaded, gives.amountFen)
    const saved = await settle(tx, ctx, loaded.row, loaded.row.state === 'inadmissible' ? 'confirm' : 'decide', {
      decision: input.decision,
      reason: input.reason,
    })
    const moved = gives
      ? await moveCase(tx, ctx, caseRow.id, 'amend', { data: { ...gives, reason: input.reason, decidedAt: ctx.clock.now() } })
      : await moveCase(tx, ctx, caseRow.id, 'uphold')
    if (gives) await commit(tx, ctx, caseRow, gives.amountFen)
    const document = await issueReconsideration(tx, ctx, saved, caseRow, gives)
    const detail = { case: caseRow.caseNo, decision: input.decision, ...(gives ? { quantity: gives.quantity, amountFen: String(gives.amountFen ?? '') } : {}) }
    await recordAudit(tx, ctx, { type: 'reconsideration.decided', subject: { kind: 'reconsideration', id: saved.number }, detail })
    const text = `复核完了：${decisionWords[input.decision]}。决定书 ${document.number}，登录后能看。`
    await tellApplicant(tx, caseRow, { template: 'reconsideration.decided', key: `reconsidered:${saved.id}`, text })
    return { number: saved.number, caseState: moved.state }
  })
