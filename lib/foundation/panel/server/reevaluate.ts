import 'server-only'
import type { Ctx } from '@/lib/platform/command'
import { makeCtx } from '@/lib/platform/command'
import { db, type Tx } from '@/lib/platform/db'
import { wordsOfKind } from '../../relation/model/kinds'
import { graphOf } from '../../relation/server/door'
import { isLive, isSeated, liveStates, seatedStates } from '../model/machine'
import { noteLate, stoppable } from './late'
import { lockAssignment } from './repo'
import { voidSheet } from './void'

/** Sheets that count or will count: on entries about which nothing is decided yet, and where an approval can still be stopped. */
const concerned = {
  state: { in: [...seatedStates] },
  entry: {
    OR: [{ state: { in: [...liveStates] } }, { state: 'decided' as const, application: { cases: { some: { state: { in: [...stoppable] } } } } }],
  },
}

interface Hit {
  readonly assignmentId: string
  readonly hardKind: string
}

/** Sheets whose expert has a hard relation to the application as the rows stand now. */
async function hits(ctx: Ctx): Promise<Hit[]> {
  const rows = await db.reviewAssignment.findMany({
    where: concerned,
    select: { id: true, reviewer: { select: { personId: true } }, entry: { select: { applicationId: true } } },
    orderBy: [{ entryId: 'asc' }, { id: 'asc' }],
  })
  if (rows.length === 0) return []
  const personIds = [...new Set(rows.map((row) => row.reviewer.personId))]
  const graph = await graphOf(db, ctx.clock.today(), personIds, [...new Set(rows.map((row) => row.entry.applicationId))])
  return rows.flatMap((row) => {
    const hardKind = graph.hardKind(row.reviewer.personId, row.entry.applicationId)
    return hardKind ? [{ assignmentId: row.id, hardKind }] : []
  })
}

/** False when the sheet has ended in the meantime, or its entry is decided: then what came to light is noted. */
async function voidOne(tx: Tx, ctx: Ctx, hit: Hit): Promise<boolean> {
  const row = await lockAssignment(tx, hit.assignmentId)
  if (!isSeated(row.state)) return false
  if (!isLive(row.entry.state)) {
    await noteLate(tx, ctx, row, hit.hardKind)
    return false
  }
  await voidSheet(tx, ctx, row, `发现利益关系（${wordsOfKind(hit.hardKind)}），评分作废`, { kind: hit.hardKind })
  return true
}

/**
 * Looks at every sheet again: whose expert now has a hard relation is voided (a locked one too: it counts no more), a
 * substitute takes the seat, observers and the panel's clerk are told, the aggregate is asked for anew. After the meeting
 * nothing is voided: the case is flagged for its approver. One transaction per sheet, so that one that fails holds up no other. Answers how many were voided.
 */
export async function reevaluate(ctx: Ctx = makeCtx(null)): Promise<number> {
  let voided = 0
  for (const hit of await hits(ctx)) if (await ctx.transaction((tx) => voidOne(tx, ctx, hit))) voided++
  return voided
}
