import 'server-only'
import type { z } from 'zod'
import { lockCase, moveCase, recordCaseEvent, signCase } from '@/lib/foundation/casework/server/door'
import { moveEntry } from '@/lib/foundation/panel/server/door'
import { ruleOn } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { meetingPolicy } from '../../model/policy'
import type { closeItemSchema } from '../../model/schema'
import { decideItem, type Outcome } from '../../model/voting'
import { minuteAbsences } from '../absence'
import { assertOpen, countedVotes, type ItemRow, lockByItem, type MeetingRow } from '../repo'

type Closing = z.output<typeof closeItemSchema>

/** What the applicant reads in place of the chair, who has scored as an expert too. */
const MEETING = '评审会议'

/**
 * 议定: the chair states what the votes say. A concurring item is signed and waits for its notice, a rejected one ends
 * its case, with the reason in the words that the applicant reads.
 */
export const closeItem: Command<Closing, { outcome: Outcome }> = async (ctx, input) => {
  const answer = await ctx.transaction(async (tx) => {
    const { meeting, item } = await lockByItem(tx, input.itemId)
    ctx.assertCan(meetingPolicy, 'meeting.close_item', meeting)
    assertOpen(meeting, item)
    const added = await minuteAbsences(tx, ctx, meeting, item.id)
    const absences = [...item.absences, ...added]
    // the refusal follows after the commit: what was minuted stays
    if (absences.some((one) => one.userId === meeting.chairId)) return 'chair_related' as const
    return decide(tx, ctx, input, meeting, { votes: item.votes, absences: absences.map(({ userId }) => ({ userId })) }, item)
  })
  if (answer === 'chair_related') throw AppError.denied('meeting.chair_related')
  return answer
}

async function decide(
  tx: Tx,
  ctx: Ctx,
  input: Closing,
  meeting: MeetingRow,
  room: { votes: ItemRow['votes']; absences: readonly { userId: string }[] },
  item: ItemRow,
): Promise<{ outcome: Outcome }> {
  const row = await lockCase(tx, { id: item.caseId })
  const decided = decideItem(
    {
      tally: countedVotes(room),
      quorum: meeting.quorum,
      majorityPercent: await ruleOn(tx, 'meeting.majority_percent', ctx.clock.today()),
      askedQuantity: row.quantity,
      askedFen: row.amountFen,
    },
    {
      outcome: input.outcome,
      quantity: input.quantity ?? null,
      amountFen: input.amountFen === undefined ? null : BigInt(input.amountFen),
      reason: input.reason,
    },
  )
  if (!decided.ok) throw AppError.rule(decided.error.code, decided.error.params)
  const { outcome, quantity, amountFen, reason } = decided.value
  await signCase(tx, ctx, row, {
    step: 'panel',
    decision: outcome,
    reason,
    ...(quantity === null ? {} : { quantity }),
    ...(amountFen === null ? {} : { amountFen }),
  })
  const saved = await tx.meetingItem.updateMany({
    where: { id: item.id, outcome: null },
    data: { outcome, quantity, amountFen, reason, decidedAt: ctx.clock.now() },
  })
  if (saved.count !== 1) throw AppError.conflict('meeting.item_closed')
  await recordCaseEvent(tx, ctx, row.id, {
    kind: 'panel_signed',
    audience: 'staff',
    params: { decision: outcome, reason, quantity, amountFen: amountFen === null ? null : String(amountFen) },
  })
  await recordAudit(tx, ctx, {
    type: 'meeting.item_closed',
    subject: { kind: 'meeting_item', id: item.id },
    detail: { case: row.caseNo, outcome, quantity, amountFen: amountFen === null ? null : String(amountFen), ...countedVotes(room) },
  })
  if (outcome === 'reject') {
    await moveCase(tx, ctx, row.id, 'reject', { by: MEETING, data: { reason } })
    await recordCaseEvent(tx, ctx, row.id, { kind: 'reason', audience: 'applicant', by: MEETING, params: { reason, quantity: row.quantity } })
  }
  await decideEntry(tx, ctx, item)
  return { outcome }
}

/** The entry is decided with the last of its cases. */
async function decideEntry(tx: Tx, ctx: Ctx, item: ItemRow): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM review_entry WHERE id = ${item.entryId}::uuid FOR UPDATE`
  const entry = await tx.reviewEntry.findUniqueOrThrow({ where: { id: item.entryId } })
  if (entry.state !== 'scored' && entry.state !== 'discussion') return
  const open = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM case_file c WHERE c.application_id = ${entry.applicationId}::uuid
       AND (c.state = 'expert_review' OR (c.state = 'panel_decision' AND NOT EXISTS (
         SELECT 1 FROM case_signature s WHERE s.case_id = c.id AND s.round = c.signature_round AND s.step = 'panel')))`
  if (open[0]?.n === 0n) await moveEntry(tx, ctx, entry, 'decide', { meeting: item.meetingId })
}
