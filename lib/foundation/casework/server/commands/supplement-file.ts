import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { ReceivedFile } from '@/lib/platform/files'
import { casePolicy } from '../../model/policy'
import { findForUpdate, subjectOf } from '../repo'

export interface SupplementFile {
  readonly caseNo: string
  readonly purpose: string
  readonly file: ReceivedFile
}

/** The case and its material, when this actor may hand it in now. */
async function openFor(tx: Tx, ctx: Ctx, caseNo: string, purpose: string) {
  const row = await findForUpdate(tx, { caseNo })
  ctx.assertCan(casePolicy, 'case.supplement', subjectOf(row))
  if (row.state !== 'supplement_required') throw AppError.conflict('case.state_changed', { state: row.state })
  const material = row.materials.find((one) => one.key === purpose)
  if (!material) throw AppError.invalid({ file: 'file.purpose' })
  return { row, material }
}

/** May this actor hand in a material for this case now? Asked before the first byte is read. */
export const maySupplement: Command<{ caseNo: string; purpose: string }, true> = (ctx, { caseNo, purpose }) =>
  ctx.transaction(async (tx) => {
    await openFor(tx, ctx, caseNo, purpose)
    return true as const
  })

/** 补正: a new file for one material; the remark goes and the window checks it again. */
export const supplementFile: Command<SupplementFile, { fileId: string; name: string; size: number }> = (ctx, { caseNo, purpose, file }) =>
  ctx.transaction(async (tx) => {
    const { row, material } = await openFor(tx, ctx, caseNo, purpose)
    const made = await tx.storedFile.create({ data: { ownerPersonId: row.personId, applicationId: row.applicationId, purpose, ...file } })
    await tx.caseMaterial.update({ where: { id: material.id }, data: { fileId: made.id, state: 'to_check', remark: '' } })
    await recordAudit(tx, ctx, { type: 'case.material_supplied', subject: { kind: 'case', id: caseNo }, detail: { key: purpose, size: file.size } })
    return { fileId: made.id, name: file.name, size: file.size }
  })
