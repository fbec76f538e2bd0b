import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import type { ReceivedFile } from '@/lib/platform/files'
import { applicationPolicy } from '../../model/policy'
import { dataOf, findForUpdate, materialsFor, subjectOf } from '../repo'

export interface Attachment {
  readonly id: string
  readonly purpose: string
  readonly file: ReceivedFile
}

/** May this actor put a file here? Asked before the first byte is read. */
export const mayAttach: Command<{ id: string }, true> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
    return true as const
  })

/** Adds an uploaded file to the draft; an earlier one for the same purpose is replaced. */
export const attachFile: Command<Attachment, { fileId: string; name: string; size: number }> = (ctx, { id, purpose, file }) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, id)
    ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
    const needs = await materialsFor(tx, dataOf(row))
    if (!needs.some((need) => need.key === purpose)) throw AppError.invalid({ file: 'file.purpose' })
    await tx.storedFile.updateMany({ where: { applicationId: id, purpose, deletedAt: null }, data: { deletedAt: ctx.clock.now() } })
    const made = await tx.storedFile.create({ data: { ownerPersonId: row.personId, applicationId: id, purpose, ...file } })
    await recordAudit(tx, ctx, { type: 'file.uploaded', subject: { kind: 'file', id: made.id }, detail: { purpose, size: file.size } })
    return { fileId: made.id, name: file.name, size: file.size }
  })
