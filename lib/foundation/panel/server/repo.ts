import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type AssignmentEvent, type AssignmentState, assignmentMachine, type EntryEvent, type EntryState, entryMachine } from '../model/machine'

const panelParts = {
  draw: true,
  entries: { orderBy: { code: 'asc' }, include: { application: { include: { venture: true } } } },
} satisfies Prisma.ReviewPanelInclude

export type PanelRow = Prisma.ReviewPanelGetPayload<{ include: typeof panelParts }>

/** The panel, locked for this transaction; `not_found` when there is none. */
export async function lockPanel(tx: Tx, id: string): Promise<PanelRow> {
  await tx.$queryRaw`SELECT 1 FROM review_panel WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.reviewPanel.findUnique({ where: { id }, include: panelParts })
  if (!row) throw AppError.notFound()
  return row
}

export async function touchPanel(tx: Tx, row: PanelRow, data: Prisma.ReviewPanelUncheckedUpdateManyInput): Promise<void> {
  const saved = await tx.reviewPanel.updateMany({ where: { id: row.id, version: row.version }, data: { ...data, version: row.version + 1 } })
  if (saved.count !== 1) throw AppError.conflict('panel.state_changed')
}

const assignmentParts = {
  reviewer: { include: { person: { select: { id: true, name: true, phone: true, user: { select: { id: true, phone: true } } } } } },
  entry: { include: { round: true } },
} satisfies Prisma.ReviewAssignmentInclude

export type AssignmentRow = Prisma.ReviewAssignmentGetPayload<{ include: typeof assignmentParts }>

export const findAssignment = (client: Tx, id: string): Promise<AssignmentRow | null> =>
  client.reviewAssignment.findUnique({ where: { id }, include: assignmentParts })

/**
 * The sheet with its entry, both locked for this transaction (the entry first: that is the order of everybody who draws a
 * substitute); `not_found` when there is none.
 */
export async function lockAssignment(tx: Tx, id: string): Promise<AssignmentRow> {
  await tx.$queryRaw`SELECT 1 FROM review_entry WHERE id = (SELECT entry_id FROM review_assignment WHERE id = ${id}::uuid) FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM review_assignment WHERE id = ${id}::uuid FOR UPDATE`
  const row = await findAssignment(tx, id)
  if (!row) throw AppError.notFound()
  return row
}

type AssignmentData = Omit<Prisma.ReviewAssignmentUncheckedUpdateManyInput, 'state' | 'version'>

/** One step of a sheet: compare-and-set on state and version, and its audit row. The only way a sheet changes its state. */
export async function moveAssignment(
  tx: Tx,
  ctx: Ctx,
  row: { id: string; state: AssignmentState; version: number },
  event: AssignmentEvent,
  data: AssignmentData = {},
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  const next = step(assignmentMachine, row.state, event)
  if (!next.ok) throw AppError.conflict(row.state === 'locked' ? 'review.locked_already' : 'review.state_changed', { state: row.state })
  const saved = await tx.reviewAssignment.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw AppError.conflict('review.state_changed', { state: row.state })
  await recordAudit(tx, ctx, { type: `assignment.${next.value}`, subject: { kind: 'assignment', id: row.id }, detail })
}

/** One step of an entry: compare-and-set and audit, as above. Lock the entry before. */
export async function moveEntry(
  tx: Tx,
  ctx: Ctx,
  row: { id: string; code: string; state: EntryState; version: number },
  event: EntryEvent,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  const next = step(entryMachine, row.state, event)
  if (!next.ok) throw AppError.conflict('review.state_changed', { state: row.state })
  const saved = await tx.reviewEntry.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw AppError.conflict('review.state_changed', { state: row.state })
  await recordAudit(tx, ctx, { type: `entry.${next.value}`, subject: { kind: 'entry', id: row.id }, detail: { code: row.code, ...detail } })
}
