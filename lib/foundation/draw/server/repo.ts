import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Draw, Prisma } from '@/prisma/generated/client'
import { type DrawEvent, drawMachine } from '../model/machine'

/** The draw, locked for this transaction; `not_found` when there is none. */
export async function lockDraw(tx: Tx, where: { id: string } | { number: string }): Promise<Draw> {
  if ('id' in where) await tx.$queryRaw`SELECT 1 FROM draw WHERE id = ${where.id}::uuid FOR UPDATE`
  else await tx.$queryRaw`SELECT 1 FROM draw WHERE number = ${where.number} FOR UPDATE`
  const row = await tx.draw.findFirst({ where })
  if (!row) throw AppError.notFound()
  return row
}

/** One step of the draw's machine: compare-and-set on state and version, and its audit row. */
export async function moveDraw(
  tx: Tx,
  ctx: Ctx,
  row: Draw,
  event: DrawEvent,
  data: Prisma.DrawUncheckedUpdateManyInput,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  const next = step(drawMachine, row.state, event)
  if (!next.ok) throw AppError.conflict('draw.state_changed', { state: row.state })
  const saved = await tx.draw.updateMany({
    where: { id: row.id, version: row.version, state: row.state },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw AppError.conflict('draw.state_changed', { state: row.state })
  await recordAudit(tx, ctx, { type: `draw.${next.value}`, subject: { kind: 'draw', id: row.number }, detail })
}
