import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { loadCalendar } from '../../../programme/server/door'
import { casePolicy } from '../../model/policy'
import type { pauseSchema, resumeSchema } from '../../model/schema'
import { rewriteDates } from '../clock/clocks'
import { addEvent, assertFresh, assertPossible, findForUpdate, subjectOf, touch } from '../repo'

/**
 * 暂停: the running clock stands still, with a reason from the list that the applicant sees. Until it is resumed nobody
 * signs: a decision made while we say that we are waiting would be about something else than what we wait for.
 */
export const pause: Command<z.output<typeof pauseSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    await assertFresh(tx, row, input.version)
    assertPossible('pause', row)
    const clock = row.clocks.find((c) => c.phase === 'handling' && !c.stoppedOn)
    if (!clock) throw AppError.rule('case.no_running_clock')
    await touch(tx, row, { nextDueOn: null })
    await tx.casePause.create({
      data: { clockId: clock.id, reason: input.reason, detail: input.detail, fromOn: dateColumn(ctx.clock.today()), startedBy: ctx.actor?.userId ?? '' },
    })
    await addEvent(tx, ctx, row.id, { kind: 'paused', audience: 'applicant', params: { reason: input.reason, detail: input.detail } })
    await recordAudit(tx, ctx, { type: 'case.paused', subject: { kind: 'case', id: row.caseNo }, detail: { reason: input.reason } })
    return { caseNo: row.caseNo }
  })

/** The pause ends today; both marks move by its working days. */
export const resume: Command<z.output<typeof resumeSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.intake', subjectOf(row))
    await assertFresh(tx, row, input.version)
    assertPossible('resume', row)
    const clock = row.clocks.find((c) => !c.stoppedOn && c.pauses.some((p) => !p.toOn))
    const open = clock?.pauses.find((p) => !p.toOn)
    if (!clock || !open) throw AppError.rule('case.not_paused')
    const today = ctx.clock.today()
    await tx.casePause.update({ where: { id: open.id }, data: { toOn: dateColumn(today) } })
    const pauses = clock.pauses.map((p) => (p.id === open.id ? { ...p, toOn: dateColumn(today) } : p))
    await touch(tx, row)
    const reading = await rewriteDates(tx, await loadCalendar(tx), { ...clock, pauses }, today)
    await addEvent(tx, ctx, row.id, {
      kind: 'resumed',
      audience: 'applicant',
      params: { pausedDays: reading.pausedDays, promisedDueOn: reading.promisedDueOn },
    })
    await recordAudit(tx, ctx, { type: 'case.resumed', subject: { kind: 'case', id: row.caseNo } })
    return { caseNo: row.caseNo }
  })
