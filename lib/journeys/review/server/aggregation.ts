import 'server-only'
import { moveCase } from '@/lib/foundation/casework/server/door'
import { type EntryState, entryMachine, isOpen } from '@/lib/foundation/panel/model/machine'
import { moveEntry } from '@/lib/foundation/panel/server/door'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { recordAudit } from '@/lib/platform/audit'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { aggregate, outcomeOf } from '../model/aggregate'

/** `waiting`: sheets are still open, or too few count. `same`: the sheets that count have not changed. */
export type Aggregation = 'waiting' | 'same' | 'ended' | 'score' | 'discuss'

/** The system acts: an aggregate must not carry the name of the expert who happened to lock last. */
const systemOf = (ctx: Ctx): Ctx => makeCtx(null, { clock: ctx.clock, requestId: ctx.requestId })

const sheetsOf = (tx: Tx, entryId: string) =>
  tx.reviewAssignment.findMany({
    where: { entryId },
    select: { id: true, state: true, totalPoints: true, scores: { select: { criterion: true, level: true } } },
  })

/**
 * The aggregate of an entry when its last sheet is in: a new row of results, the entry scored or up for discussion, its cases
 * one step further. Lock the entry before. Nothing happens while a sheet is open or fewer than the round's least are locked.
 */
export async function aggregateEntry(tx: Tx, ctx: Ctx, entryId: string): Promise<Aggregation> {
  const entry = await tx.reviewEntry.findUniqueOrThrow({ where: { id: entryId }, include: { round: true, results: { orderBy: { seq: 'desc' }, take: 1 } } })
  if (!(entryMachine.groups.live ?? []).includes(entry.state)) return 'ended'
  const all = await sheetsOf(tx, entryId)
  const locked = all.filter((sheet) => sheet.state === 'locked')
  if (all.some((sheet) => isOpen(sheet.state)) || locked.length < entry.round.minSheets) return 'waiting'
  const rules = await loadRules(tx, ['review.trim_from', 'review.spread_discussion'])
  const sheets = locked.map(({ id, totalPoints, scores }) => ({
    id,
    total: totalPoints ?? 0,
    levels: Object.fromEntries(scores.map(({ criterion, level }) => [criterion, level])),
  }))
  const result = aggregate(sheets, rules['review.trim_from'].value)
  if (!result) return 'waiting'
  const last = entry.results[0]
  if (last && entry.state !== 'reviewing' && last.sheetIds.join() === result.sheetIds.join()) return 'same'
  const seq = (last?.seq ?? 0) + 1
  await tx.reviewResult.createMany({
    data: [{ entryId, seq, ...result, sheetIds: [...result.sheetIds], byCriterion: { ...result.byCriterion }, computedAt: ctx.clock.now() }],
  })
  const system = systemOf(ctx)
  await recordAudit(tx, system, {
    type: 'review.aggregated',
    subject: { kind: 'entry', id: entryId },
    detail: { code: entry.code, seq, sheets: result.sheets, formula: result.formulaVersion },
  })
  const event = outcomeOf(result, rules['review.spread_discussion'].value)
  const to: EntryState = event === 'score' ? 'scored' : 'discussion'
  if (entry.state !== to) await moveEntry(tx, system, entry, event)
  await moveCases(tx, system, entry.applicationId)
  return event
}

/** Cases that wait for the experts go on to the meeting; one that is there already stays. */
async function moveCases(tx: Tx, system: Ctx, applicationId: string): Promise<void> {
  const cases = await tx.case.findMany({ where: { applicationId, state: 'expert_review' }, select: { id: true }, orderBy: { id: 'asc' } })
  for (const { id } of cases) await moveCase(tx, system, id, 'score', { audience: 'applicant' })
}

/** Job `review.reaggregate`: the sheets of an entry that count have changed (one was voided, a seat stayed empty). */
export const reaggregate = (entryId: string, ctx: Ctx = makeCtx(null)): Promise<Aggregation> =>
  ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM review_entry WHERE id = ${entryId}::uuid FOR UPDATE`
    return aggregateEntry(tx, ctx, entryId)
  })
