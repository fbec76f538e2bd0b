import 'server-only'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import type { Prisma } from '@/prisma/generated/client'
import { isAggregated } from '../model/machine'
import { type AssignmentRow, moveAssignment, moveEntry } from './repo'
import { type Substitution, substitute } from './seats'

/**
 * A sheet that must not count any more, locked or not: an aggregated entry is reviewed again, the next of the order takes the
 * seat, the aggregate is asked for anew. The sheet must be locked for this transaction. `why` goes to the observers: a class
 * of reason, no names.
 */
export async function voidSheet(tx: Tx, ctx: Ctx, row: AssignmentRow, why: string, detail: Prisma.InputJsonObject): Promise<Substitution> {
  if (isAggregated(row.entry.state)) await moveEntry(tx, ctx, row.entry, 'reopen', { because: why })
  const told = { entry: row.entry.code, reviewer: row.reviewer.no, was: row.state, ...detail }
  await moveAssignment(tx, ctx, row, 'void', { endReason: why, endedAt: ctx.clock.now() }, told)
  const answer = await substitute(tx, ctx, row.id, why)
  await enqueue(tx, 'review.reaggregate', { entryId: row.entryId }, { key: `review.reaggregate:${row.entryId}` })
  return answer
}
