import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { applicationMachine } from '../../model/machine'
import { applicationPolicy } from '../../model/policy'
import { findForUpdate, subjectOf } from '../repo'

export const discardSchema = z.strictObject({ id: z.uuid() })

/** Gives up a draft: its files and confirmations go, the team stays. A submitted form is taken back case by case. */
export const discardDraft: Command<z.output<typeof discardSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(applicationPolicy, 'application.discard', subjectOf(row))
    const next = step(applicationMachine, row.state, 'withdraw')
    if (!next.ok) throw AppError.conflict('application.already_submitted')
    const now = ctx.clock.now()
    const saved = await tx.application.updateMany({
      where: { id: row.id, version: row.version, state: row.state },
      data: { state: next.value, data: {}, version: row.version + 1, savedAt: now },
    })
    if (saved.count !== 1) throw AppError.conflict('draft.stale', { at: row.savedAt.toISOString() })
    await tx.storedFile.updateMany({ where: { applicationId: row.id, deletedAt: null }, data: { deletedAt: now } })
    await tx.memberConfirmation.deleteMany({ where: { applicationId: row.id } })
    await recordAudit(tx, ctx, { type: 'application.discarded', subject: { kind: 'application', id: row.id } })
    return { id: row.id }
  })
