import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { declaration } from '../../model/declaration'
import type { AssignmentEvent } from '../../model/machine'
import { assignmentPolicy } from '../../model/policy'
import type { declareSchema, endSchema } from '../../model/schema'
import { subjectOfAssignment } from '../assignment'
import { type AssignmentRow, lockAssignment, moveAssignment } from '../repo'
import { type Substitution, substitute } from '../seats'

async function ownSheet(tx: Tx, ctx: Ctx, assignmentId: string): Promise<AssignmentRow> {
  const row = await lockAssignment(tx, assignmentId)
  ctx.assertCan(assignmentPolicy, 'assignment.answer', await subjectOfAssignment(tx, row))
  return row
}

/** The expert signs 回避声明与保密承诺. With a hard relation on record the signature is refused: the sheet is about to be voided. */
export const declareAssignment: Command<z.output<typeof declareSchema>, { assignmentId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await ownSheet(tx, ctx, input.assignmentId)
    const { hardKind } = await subjectOfAssignment(tx, row)
    if (hardKind !== null) throw AppError.denied('review.hard_relation')
    await moveAssignment(tx, ctx, row, 'declare', { declaredAt: ctx.clock.now() }, { declaration: declaration.version })
    return { assignmentId: row.id }
  })

async function leave(tx: Tx, ctx: Ctx, input: z.output<typeof endSchema>, event: AssignmentEvent, words: string): Promise<Substitution> {
  const row = await ownSheet(tx, ctx, input.assignmentId)
  await moveAssignment(tx, ctx, row, event, { endReason: `${words}：${input.reason}`, endedAt: ctx.clock.now() })
  const answer = await substitute(tx, ctx, row.id, words)
  // nobody left to take the seat: the sheets that are locked may be all that will come
  await enqueue(tx, 'review.reaggregate', { entryId: row.entryId }, { key: `review.reaggregate:${row.entryId}` })
  return answer
}

/** 回避: the expert knows of a relation that the portal does not. The next one of the order takes the seat. */
export const recuse: Command<z.output<typeof endSchema>, Substitution> = (ctx, input) => ctx.transaction((tx) => leave(tx, ctx, input, 'recuse', '声明回避'))

/** 弃评: the expert cannot judge this one. The next one of the order takes the seat. */
export const abstain: Command<z.output<typeof endSchema>, Substitution> = (ctx, input) => ctx.transaction((tx) => leave(tx, ctx, input, 'abstain', '弃评'))
