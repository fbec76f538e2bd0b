import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { ReceivedFile } from '@/lib/platform/files'
import { applicationPolicy } from '../../model/policy'
import { type ApplicationRow, findForUpdate, materialsFor, subjectOf } from '../repo'

export interface Attachment {
  readonly id: string
  readonly purpose: string
  readonly file: ReceivedFile
}

/** The draft, when this actor may put a file for this purpose there. */
async function openFor(tx: Tx, ctx: Ctx, id: string, purpose: string): Promise<ApplicationRow> {
  const row = await findForUpdate(tx, id)
  ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
  const needs = await materialsFor(tx, row)
  if (!needs.some((need) => need.key === purpose)) throw AppError.invalid({ file: 'file.purpose' })
  return row
}

/** May this actor put a file here? Asked before the first byte is read. */
export const mayAttach: Command<{ id: string; purpose: string }, true> = (ctx, { id, purpose }) =>
  ctx.transaction(async (tx) => {
    await openFor(tx, ctx, id, purpose)
    return true as const
  })

/** Adds an uploaded file to the draft; an earlier one for the same purpose is replaced. */
export const attachFile: Command<Attachment, { fileId: string; name: string; size: number }> = (ctx, { id, purpose, file }) =>
  ctx.transaction(async (tx) => {
    const row = await openFor(tx, ctx, id, purpose)
    await tx.storedFile.updateMany({ where: { applicationId: id, purpose, deletedAt: null }, data: { deletedAt: ctx.clock.now() } })
    const made = await tx.storedFile.create({ data: { ownerPersonId: row.personId, applicationId: id, purpose, ...file } })
    await recordAudit(tx, ctx, { type: 'file.uploaded', subject: { kind: 'file', id: made.id }, detail: { purpose, size: file.size } })
    return { fileId: made.id, name: file.name, size: file.size }
  })
