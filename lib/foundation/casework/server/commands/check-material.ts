import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { type CaseState, statesOf } from '../../model/machine'
import { casePolicy } from '../../model/policy'
import type { checkMaterialSchema } from '../../model/schema'
import { findForUpdate, subjectOf } from '../repo'

/** Marks one material as checked or refused, while the case is at the window; a refusal needs a remark. */
export const checkMaterial: Command<z.output<typeof checkMaterialSchema>, { key: string; state: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    if (!statesOf('awaitingWindow').includes(row.state as CaseState)) throw AppError.conflict('case.state_changed', { state: row.state })
    if (!input.ok && input.remark === '') throw AppError.invalid({ remark: 'remark.too_short' })
    const state = input.ok ? 'checked' : 'refused'
    const material = row.materials.find((one) => one.key === input.key)
    if (!material?.fileId) throw AppError.invalid({ key: 'material.without_file' })
    if (material.fileId !== input.fileId) throw AppError.conflict('material.replaced', { name: material.name })
    await tx.caseMaterial.update({
      where: { id: material.id },
      data: { state, remark: input.remark, checkedBy: ctx.actor?.userId ?? null, checkedAt: ctx.clock.now() },
    })
    await recordAudit(tx, ctx, { type: 'case.material_checked', subject: { kind: 'case', id: row.caseNo }, detail: { key: input.key, state } })
    return { key: input.key, state }
  })
