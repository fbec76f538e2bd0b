import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { casePolicy } from '../../model/policy'
import { findForUpdate, subjectOf } from '../repo'

export const noteSchema = z.strictObject({
  caseNo: z.string(),
  internal: z.boolean(),
  text: z.string().trim().min(1, 'text.empty').max(1000, 'text.too_long'),
})

/** An internal note (staff only) or a message in the thread with the applicant: two kinds, never mixed. */
export const addNote: Command<z.output<typeof noteSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, input.internal ? 'case.note' : 'case.message', subjectOf(row))
    const note = await tx.caseNote.create({
      data: {
        caseId: row.id,
        internal: input.internal,
        authorId: ctx.actor?.userId ?? '',
        authorName: ctx.actor?.name ?? '',
        text: input.text,
        at: ctx.clock.now(),
      },
    })
    await recordAudit(tx, ctx, { type: input.internal ? 'case.noted' : 'case.messaged', subject: { kind: 'case', id: row.caseNo } })
    return { id: note.id }
  })
