import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { issueDocument, office } from '../../../document/server/door'
import { notify } from '../../../notification/server/door'
import { casePolicy } from '../../model/policy'
import type { refuseSchema } from '../../model/schema'
import { stopClock } from '../clock/clocks'
import { addEvent, assertFresh, findForUpdate, nextState, subjectOf, transition } from '../repo'

/** 不予受理: a reason in words and its legal basis, in a numbered notice with the remedy. */
export const refuse: Command<z.output<typeof refuseSchema>, { caseNo: string; document: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, 'refuse')
    await transition(tx, row, to, { reason: input.reason, legalBasis: input.legalBasis, decidedAt: ctx.clock.now(), nextDueOn: null })
    await stopClock(tx, row.id, 'intake', ctx.clock.today())
    const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
    const document = await issueDocument(tx, ctx, {
      kind: 'refusal',
      caseId: row.id,
      personId: row.personId,
      holderName: holder.name,
      data: { holderName: holder.name, caseNo: row.caseNo, item: row.measure.name, office, reason: input.reason, legalBasis: input.legalBasis },
    })
    await addEvent(tx, ctx, row.id, { kind: 'not_accepted', audience: 'public', from: row.state, to, params: { document: document.number } })
    await addEvent(tx, ctx, row.id, { kind: 'reason', audience: 'applicant', params: { reason: input.reason, legalBasis: input.legalBasis } })
    await recordAudit(tx, ctx, { type: 'case.refused', subject: { kind: 'case', id: row.caseNo }, detail: { document: document.number } })
    if (holder.phone)
      await notify(tx, {
        channel: 'sms',
        recipient: holder.phone,
        template: 'case.refused',
        dedupeKey: `refused:${row.id}`,
        caseId: row.id,
        body: `你的${row.measure.name}申请（${row.caseNo}）这次没有受理。原因和下一步，登录后能看到。`,
      })
    return { caseNo: row.caseNo, document: document.number }
  })
