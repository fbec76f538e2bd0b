import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { dueOn } from '@/lib/kernel/working-days'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { issueDocument, office } from '../../../document/server/door'
import { notify } from '../../../notification/server/door'
import { loadCalendar, loadRules, materialNeeds } from '../../../programme/server/door'
import { missingOf } from '../../model/decision'
import { casePolicy } from '../../model/policy'
import type { requireSupplementSchema } from '../../model/schema'
import { stopClock } from '../clock/clocks'
import { addEvent, assertFresh, assertPossible, factsOf, findForUpdate, nextState, subjectOf, transition } from '../repo'
import { longDate } from '../words'

/**
 * 一次性告知: everything that is missing, in one notice (行政许可法 art. 32); a notice that leaves out a missing required
 * material is refused. A second notice on the same case needs a supervisor and is refused.
 */
export const requireSupplement: Command<z.output<typeof requireSupplementSchema>, { caseNo: string; document: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, 'require_supplement')
    assertPossible('supplement', row)
    const unsaid = missingOf(factsOf(row)).filter((need) => !input.items.some((item) => item.key === need.key))
    if (unsaid.length > 0) throw AppError.rule('case.notice_incomplete', { names: unsaid.map((m) => m.name).join('、') })
    const rules = Object.fromEntries(materialNeeds(row.measure.materials).map((m) => [m.key, m.where]))
    const { 'supplement.days': days } = await loadRules(tx, ['supplement.days'])
    const today = ctx.clock.today()
    const deadline = dueOn(await loadCalendar(tx), today, days.value)
    const listed = input.items.map((item) => {
      const material = row.materials.find((m) => m.key === item.key)
      if (!material) throw AppError.invalid({ items: 'items.unknown' })
      return { material, remark: item.remark }
    })
    for (const { material, remark } of listed)
      await tx.caseMaterial.update({
        where: { id: material.id },
        data: { state: material.fileId ? 'refused' : 'missing', remark, checkedBy: ctx.actor?.userId ?? null, checkedAt: ctx.clock.now() },
      })
    await transition(tx, row, to, { noticesSent: row.noticesSent + 1, nextDueOn: dateColumn(deadline.dueOn) })
    await stopClock(tx, row.id, 'intake', today)
    const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId } })
    const deadlineText = longDate(deadline.dueOn, deadline.provisional)
    const document = await issueDocument(tx, ctx, {
      kind: 'supplement',
      caseId: row.id,
      personId: row.personId,
      holderName: holder.name,
      data: {
        holderName: holder.name,
        caseNo: row.caseNo,
        item: row.measure.name,
        office,
        rows: listed.map(({ material, remark }) => ({ what: `${material.name}：${remark}`, where: rules[material.key] ?? '受理窗口', by: deadlineText })),
        deadline: deadlineText,
      },
    })
    await addEvent(tx, ctx, row.id, {
      kind: 'supplement_required',
      audience: 'public',
      from: row.state,
      to,
      params: { document: document.number, count: listed.length },
    })
    await recordAudit(tx, ctx, { type: 'case.supplement_required', subject: { kind: 'case', id: row.caseNo }, detail: { document: document.number } })
    if (holder.phone)
      await notify(tx, {
        channel: 'sms',
        recipient: holder.phone,
        template: 'case.supplement',
        dedupeKey: `supplement:${row.id}:${row.version}`,
        caseId: row.id,
        body: `你的${row.measure.name}申请（${row.caseNo}）还差 ${listed.length} 份材料，请在 ${deadlineText} 前补上。缺什么、去哪开，登录后能看到。`,
      })
    return { caseNo: row.caseNo, document: document.number }
  })
