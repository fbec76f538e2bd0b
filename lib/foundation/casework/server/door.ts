import 'server-only'
import { yearOf } from '@/lib/kernel/calendar-date'
import { makeCaseNo } from '@/lib/kernel/case-number'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { nextOf } from '@/lib/platform/number-series'
import { loadRules } from '../../programme/server/door'
import { startClock } from './clock/clocks'
import { addEvent } from './repo'

export { moveCase } from './chain/move'
export { chainPosition, chainSteps, proposalOf } from './chain/position'
export { assertProven } from './chain/proof'
export { hardRelation } from './chain/related'
export { signCase } from './chain/sign'
export { recomputeProvisional } from './clock/recompute'
export { caseList, type OwnCase } from './own-cases'
export { addEvent as recordCaseEvent, type CaseRow, findForUpdate as lockCase, subjectOf } from './repo'

export interface NewCase {
  readonly applicationId: string
  readonly measureCode: string
  readonly personId: string
  readonly title: string
  readonly quantity: number
  readonly amountFen: bigint | null
  readonly phoneTail: string
  readonly materials: readonly { key: string; name: string; required: boolean; fileId: string | null }[]
}

/** Opens a case for one support of a submitted form: number, checklist, intake clock. */
export async function openCase(tx: Tx, ctx: Ctx, input: NewCase): Promise<{ id: string; caseNo: string; promisedDueOn: string }> {
  const measure = await tx.measure.findUniqueOrThrow({ where: { code: input.measureCode } })
  const today = ctx.clock.today()
  const prefix = measure.casePrefix ?? 'YJ'
  const caseNo = makeCaseNo(prefix, yearOf(today), await nextOf(tx, `case:${prefix}`, today))
  const { materials, ...data } = input
  const made = await tx.case.create({
    data: { ...data, caseNo, submittedAt: ctx.clock.now(), materials: { create: materials.map((m) => ({ ...m, state: m.fileId ? 'to_check' : 'missing' })) } },
    select: { id: true },
  })
  const rules = await loadRules(tx, ['intake.promised_days', 'intake.statutory_days'])
  const due = await startClock(tx, made.id, {
    phase: 'intake',
    startedOn: today,
    promisedDays: rules['intake.promised_days'].value,
    statutoryDays: rules['intake.statutory_days'].value,
    ruleVersion: rules['intake.statutory_days']?.version ?? 1,
  })
  await addEvent(tx, ctx, made.id, { kind: 'submitted', audience: 'public', to: 'submitted' })
  await recordAudit(tx, ctx, { type: 'case.opened', subject: { kind: 'case', id: caseNo }, detail: { measure: input.measureCode } })
  return { id: made.id, caseNo, promisedDueOn: due.promisedDueOn }
}
