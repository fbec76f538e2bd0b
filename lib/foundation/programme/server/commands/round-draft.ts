import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { type changeRoundSchema, type createRoundSchema, type RoundFields, roundPolicy } from '../../model/round'
import { columnsOf, findForUpdate, save } from '../rounds/repo'

const PROGRAMME = 'climber'

/** What the ids point at must be there, and the name must be free. */
async function assertKnown(tx: Tx, round: RoundFields, own: string | null): Promise<void> {
  const measures = await tx.measure.count({ where: { code: { in: round.measures }, openForApply: true } })
  if (measures !== new Set(round.measures).size) throw AppError.invalid({ measures: 'round.measure_unknown' })
  if (!(await tx.formVersion.findUnique({ where: { version: round.formVersion } }))) throw AppError.invalid({ formVersion: 'round.form' })
  if (round.rubricId && !(await tx.rubric.findUnique({ where: { id: round.rubricId } }))) throw AppError.invalid({ rubricId: 'round.rubric' })
  const line = round.fundLineId ? await tx.fundLine.findUnique({ where: { id: round.fundLineId } }) : null
  if (round.fundLineId && (!line || line.closedOn)) throw AppError.invalid({ fundLineId: 'round.line' })
  const named = await tx.round.findFirst({ where: { programmeCode: PROGRAMME, name: round.name }, select: { id: true } })
  if (named && named.id !== own) throw AppError.invalid({ name: 'round.name_taken' })
}

/** A round as a draft: nobody sees it outside the office, and nobody can apply. */
export const createRound: Command<z.output<typeof createRoundSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction((tx) =>
    once(tx, ctx, 'round.create', input, async () => {
      ctx.assertCan(roundPolicy, 'round.manage', null)
      await assertKnown(tx, input.round, null)
      const made = await tx.round.create({ data: { programmeCode: PROGRAMME, ...columnsOf(input.round), createdBy: ctx.actor?.userId ?? null } })
      await recordAudit(tx, ctx, { type: 'round.created', subject: { kind: 'round', id: made.id }, detail: { name: made.name } })
      return { id: made.id }
    }),
  )

/** Changes a draft. What is published stays as people read it. */
export const changeRound: Command<z.output<typeof changeRoundSchema>, { version: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(roundPolicy, 'round.manage', null)
    const row = await findForUpdate(tx, input.id, input.version)
    if (row.publishedAt) throw AppError.conflict('round.published_already')
    await assertKnown(tx, input.round, row.id)
    const columns = columnsOf(input.round)
    await save(tx, row, columns)
    const changed = Object.entries(columns).flatMap(([key, value]) => (JSON.stringify(value) === JSON.stringify(row[key as keyof typeof columns]) ? [] : [key]))
    await recordAudit(tx, ctx, { type: 'round.changed', subject: { kind: 'round', id: row.id }, detail: { name: row.name, changed } })
    return { version: row.version + 1 }
  })
