import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { pauseReasons } from '../../model/pause'
import { casePolicy } from '../../model/policy'
import { rewriteDates } from '../clocks'
import { addEvent, assertFresh, dateColumn, findForUpdate, subjectOf } from '../repo'

export const pauseSchema = z.strictObject({
  caseNo: z.string(),
  version: z.int(),
  reason: z.enum(pauseReasons),
  detail: z.string().trim().min(2, 'detail.too_short').max(200, 'detail.too_long'),
})

/** 暂停: the running clock stands still, with a reason from the list that the applicant sees. */
export const pause: Command<z.output<typeof pauseSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const clock = row.clocks.find((c) => c.phase === 'handling' && !c.stoppedOn)
    if (!clock) throw AppError.rule('case.no_running_clock')
    if (clock.pauses.some((p) => !p.toOn)) throw AppError.conflict('case.paused_already')
    await tx.casePause.create({
      data: { clockId: clock.id, reason: input.reason, detail: input.detail, fromOn: dateColumn(ctx.clock.today()), startedBy: ctx.actor?.userId ?? '' },
    })
    await addEvent(tx, ctx, row.id, { kind: 'paused', audience: 'applicant', params: { reason: input.reason, detail: input.detail } })
    await recordAudit(tx, ctx, { type: 'case.paused', subject: { kind: 'case', id: row.caseNo }, detail: { reason: input.reason } })
    return { caseNo: row.caseNo }
  })

export const resumeSchema = z.strictObject({ caseNo: z.string(), version: z.int() })

/** The pause ends today; both marks move by its working days. */
export const resume: Command<z.output<typeof resumeSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const clock = row.clocks.find((c) => c.pauses.some((p) => !p.toOn))
    const open = clock?.pauses.find((p) => !p.toOn)
    if (!clock || !open) throw AppError.rule('case.not_paused')
    const today = ctx.clock.today()
    await tx.casePause.update({ where: { id: open.id }, data: { toOn: dateColumn(today) } })
    const pauses = clock.pauses.map((p) => (p.id === open.id ? { ...p, toOn: dateColumn(today) } : p))
    const reading = await rewriteDates(tx, { ...clock, pauses }, today)
    await addEvent(tx, ctx, row.id, {
      kind: 'resumed',
      audience: 'applicant',
      params: { pausedDays: reading.pausedDays, promisedDueOn: reading.promisedDueOn },
    })
    await recordAudit(tx, ctx, { type: 'case.resumed', subject: { kind: 'case', id: row.caseNo } })
    return { caseNo: row.caseNo }
  })
