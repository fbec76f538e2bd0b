import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { notify } from '../../../notification/server/door'
import { casePolicy } from '../../model/policy'
import type { noteSchema } from '../../model/schema'
import { type CaseRow, findForUpdate, subjectOf } from '../repo'

async function write(tx: Tx, ctx: Ctx, row: CaseRow, input: z.output<typeof noteSchema>): Promise<{ id: string }> {
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
  const fromTeam = ctx.actor !== null && subjectOf(row).teamPersonIds.includes(ctx.actor.personId)
  if (input.internal || fromTeam) return { id: note.id }
  const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
  if (holder.phone)
    await notify(tx, {
      channel: 'sms',
      recipient: holder.phone,
      template: 'case.message',
      dedupeKey: `message:${note.id}`,
      caseId: row.id,
      body: `你的${row.measure.name}申请（${row.caseNo}）有一条窗口的留言，登录后能看到，也能直接回。`,
    })
  return { id: note.id }
}

/**
 * An internal note (staff only) or a message in the thread with the applicant: two kinds, never mixed. A message of the
 * staff is announced to the applicant by SMS, without its text. Sent once per idempotency key.
 */
export const addNote: Command<z.output<typeof noteSchema>, { id: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, input.internal ? 'case.note' : 'case.message', subjectOf(row))
    return once(tx, ctx, 'case.note', input, () => write(tx, ctx, row, input))
  })
