import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { enqueue } from '@/lib/platform/jobs'
import { loadRules } from '../../../programme/server/door'
import { casePolicy } from '../../model/policy'
import type { ownCaseSchema } from '../../model/schema'
import { startClock, stopClock } from '../clock/clocks'
import { addEvent, assertFresh, findForUpdate, nextState, subjectOf, transition } from '../repo'

/** The applicant takes the case back; possible until it is decided. */
export const withdrawCase: Command<z.output<typeof ownCaseSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.withdraw', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const to = nextState(row, 'withdraw')
    await transition(tx, row, to, { nextDueOn: null })
    await stopClock(tx, row.id, 'intake', ctx.clock.today())
    await stopClock(tx, row.id, 'handling', ctx.clock.today())
    await addEvent(tx, ctx, row.id, { kind: 'withdrawn', audience: 'public', from: row.state, to })
    await recordAudit(tx, ctx, { type: 'case.withdrawn', subject: { kind: 'case', id: row.caseNo } })
    // whoever keeps something for this case lets it go
    await enqueue(tx, 'case-withdrawn', { caseId: row.id })
    return { caseNo: row.caseNo }
  })

/** 补正: everything asked for is there again, so the case goes back to the window and the intake clock starts anew. */
export const resubmit: Command<z.output<typeof ownCaseSchema>, { caseNo: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, { caseNo: input.caseNo })
    ctx.assertCan(casePolicy, 'case.supplement', subjectOf(row))
    await assertFresh(tx, row, input.version)
    const open = await tx.caseMaterial.findMany({ where: { caseId: row.id, state: { in: ['missing', 'refused'] }, remark: { not: '' } } })
    if (open.length > 0) throw AppError.rule('case.materials_missing', { names: open.map((m) => m.name).join('、') })
    const to = nextState(row, 'resubmit')
    await transition(tx, row, to, { submittedAt: ctx.clock.now() })
    const rules = await loadRules(tx, ['intake.promised_days', 'intake.statutory_days'])
    await startClock(tx, row.id, {
      phase: 'intake',
      startedOn: ctx.clock.today(),
      promisedDays: rules['intake.promised_days'].value,
      statutoryDays: rules['intake.statutory_days'].value,
      ruleVersion: rules['intake.statutory_days']?.version ?? 1,
    })
    await addEvent(tx, ctx, row.id, { kind: 'resubmitted', audience: 'public', from: row.state, to })
    await recordAudit(tx, ctx, { type: 'case.resubmitted', subject: { kind: 'case', id: row.caseNo } })
    return { caseNo: row.caseNo }
  })
