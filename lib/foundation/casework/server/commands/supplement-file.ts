import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import type { ReceivedFile } from '@/lib/platform/files'
import { casePolicy } from '../../model/policy'
import { findForUpdate, subjectOf } from '../repo'

export interface SupplementFile {
  readonly caseNo: string
  readonly purpose: string
  readonly file: ReceivedFile
}

/** May this actor hand in a material for this case now? Asked before the first byte is read. */
export const maySupplement: Command<{ caseNo: string }, string> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.supplement', subjectOf(row))
    if (row.state !== 'supplement_required') throw AppError.conflict('case.state_changed', { state: row.state })
    return row.id
  })

/** 补正: a new file for one material; the remark goes and the window checks it again. */
export const supplementFile: Command<SupplementFile, { fileId: string; name: string; size: number }> = (ctx, { caseNo, purpose, file }) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo })
    ctx.assertCan(casePolicy, 'case.supplement', subjectOf(row))
    if (row.state !== 'supplement_required') throw AppError.conflict('case.state_changed', { state: row.state })
    const material = await tx.caseMaterial.findUnique({ where: { caseId_key: { caseId: row.id, key: purpose } } })
    if (!material) throw AppError.invalid({ file: 'file.purpose' })
    const made = await tx.storedFile.create({ data: { ownerPersonId: row.personId, applicationId: row.applicationId, purpose, ...file } })
    await tx.caseMaterial.update({ where: { id: material.id }, data: { fileId: made.id, state: 'to_check', remark: '' } })
    await recordAudit(tx, ctx, { type: 'case.material_supplied', subject: { kind: 'case', id: caseNo }, detail: { key: purpose, size: file.size } })
    return { fileId: made.id, name: file.name, size: file.size }
  })
