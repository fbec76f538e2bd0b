import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { type CaseState, isOpen } from '../../model/machine'
import { casePolicy, mayNotHandle } from '../../model/policy'
import type { assignSchema } from '../../model/schema'
import { addEvent, assertFresh, findForUpdate, subjectOf, touch } from '../repo'

/** Gives the case to a member of the window; a case of one's own is never theirs to handle. */
export const assign: Command<z.output<typeof assignSchema>, { assignee: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    const subject = subjectOf(row)
    ctx.assertCan(casePolicy, 'case.assign', subject)
    await assertFresh(tx, row, input.version)
    const user = await tx.user.findFirst({
      where: { id: input.userId, disabledAt: null, grants: { some: { roleCode: 'intake', revokedAt: null } } },
      include: { person: true },
    })
    if (!user) throw AppError.invalid({ userId: 'assignee.unknown' })
    if (mayNotHandle(user.personId, subject)) throw AppError.denied('policy.own_case')
    if (!isOpen(row.state as CaseState)) throw AppError.conflict('case.state_changed', { state: row.state })
    await touch(tx, row, { assigneeId: user.id })
    await addEvent(tx, ctx, row.id, { kind: 'assigned', audience: 'staff', params: { to: user.person.name } })
    await recordAudit(tx, ctx, { type: 'case.assigned', subject: { kind: 'case', id: row.caseNo }, detail: { to: user.id } })
    return { assignee: user.person.name }
  })
