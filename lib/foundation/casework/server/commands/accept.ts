import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { issueDocument, office } from '../../../document/server/door'
import { notify } from '../../../notification/server/door'
import { casePolicy } from '../../model/policy'
import type { acceptSchema } from '../../model/schema'
import { startClock, stopClock } from '../clock/clocks'
import { addEvent, assertFresh, assertPossible, findForUpdate, nextState, subjectOf, transition } from '../repo'
import { longDate } from '../words'

/** 受理: the intake clock stops, the handling clock starts today (day zero), the applicant gets the notice; somebody else reviews. */
export const accept: Command<z.output<typeof acceptSchema>, { caseNo: string; document: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, 'accept')
    assertPossible('accept', row)
    // a round may promise other days than the measure does by itself
    const promisedDays = row.application.round.promisedDays ?? row.measure.promisedDays ?? 0
    const statutoryDays = row.measure.statutoryDays ?? 0
    const today = ctx.clock.today()
    await transition(tx, row, to, { acceptedAt: ctx.clock.now(), acceptedBy: ctx.actor?.userId ?? null, assigneeId: null })
    await stopClock(tx, row.id, 'intake', today)
    const due = await startClock(tx, row.id, { phase: 'handling', startedOn: today, promisedDays, statutoryDays, ruleVersion: row.measure.version })
    const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
    const document = await issueDocument(tx, ctx, {
      kind: 'acceptance',
      caseId: row.id,
      personId: row.personId,
      holderName: holder.name,
      data: {
        holderName: holder.name,
        caseNo: row.caseNo,
        item: row.measure.name,
        office,
        materials: row.materials.filter((m) => m.fileId).map((m) => m.name),
        promisedBy: longDate(due.promisedDueOn),
        statutoryBy: longDate(due.statutoryDueOn),
        promisedDays,
        statutoryDays,
        provisional: due.provisional,
      },
    })
    await addEvent(tx, ctx, row.id, { kind: 'accepted', audience: 'public', from: row.state, to, params: { document: document.number } })
    await recordAudit(tx, ctx, { type: 'case.accepted', subject: { kind: 'case', id: row.caseNo }, detail: { document: document.number } })
    if (holder.phone)
      await notify(tx, {
        channel: 'sms',
        recipient: holder.phone,
        template: 'case.accepted',
        dedupeKey: `accepted:${row.id}`,
        caseId: row.id,
        body: `你的${row.measure.name}申请（${row.caseNo}）受理了，${longDate(due.promisedDueOn)}前给你结果。`,
      })
    return { caseNo: row.caseNo, document: document.number }
  })
