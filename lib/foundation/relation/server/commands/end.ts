import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate, dateColumn, fromDateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { PersonRelation } from '@/prisma/generated/client'
import { relationPolicy } from '../../model/policy'
import type { endRelationSchema, withdrawRelationSchema } from '../../model/schema'
import { relationsChanged } from '../door'

async function relationToChange(tx: Tx, ctx: Ctx, id: string): Promise<PersonRelation> {
  await tx.$queryRaw`SELECT 1 FROM person_relation WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.personRelation.findUnique({ where: { id } })
  ctx.assertCan(relationPolicy, 'relation.change', { personIds: row ? [row.personId, row.otherId ?? ''] : [] })
  if (!row) throw AppError.notFound()
  if (row.withdrawnAt) throw AppError.rule('relation.withdrawn_already')
  return row
}

/** The last day of a relation; it goes on counting for as long as the rule of its kind says. */
export const endRelation: Command<z.output<typeof endRelationSchema>, { relationId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await relationToChange(tx, ctx, input.relationId)
    const untilOn = calendarDate(input.untilOn)
    if (row.sinceOn && untilOn < fromDateColumn(row.sinceOn)) throw AppError.invalid({ untilOn: 'relation.backwards' })
    if (row.untilOn && untilOn > fromDateColumn(row.untilOn)) throw AppError.invalid({ untilOn: 'relation.ended_already' })
    await tx.personRelation.update({ where: { id: row.id }, data: { untilOn: dateColumn(untilOn) } })
    await recordAudit(tx, ctx, { type: 'relation.ended', subject: { kind: 'relation', id: row.id }, detail: { untilOn } })
    await relationsChanged(tx)
    return { relationId: row.id }
  })

/** 撤销: it was never true. The row stays, with the reason; what was voided because of it stays voided. */
export const withdrawRelation: Command<z.output<typeof withdrawRelationSchema>, { relationId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await relationToChange(tx, ctx, input.relationId)
    await tx.personRelation.update({ where: { id: row.id }, data: { withdrawnAt: ctx.clock.now(), withdrawReason: input.reason } })
    await recordAudit(tx, ctx, { type: 'relation.withdrawn', subject: { kind: 'relation', id: row.id }, reason: input.reason, detail: { kind: row.kind } })
    return { relationId: row.id }
  })
