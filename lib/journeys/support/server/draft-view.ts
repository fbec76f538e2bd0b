import 'server-only'
import { isGranted } from '@/lib/foundation/casework/model/machine'
import { lockCase } from '@/lib/foundation/casework/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { fen } from '@/lib/kernel/money'
import { can } from '@/lib/kernel/policy'
import { amountInWords } from '@/lib/platform/amount-in-words'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { splitAmount } from '../model/instalments'
import { supportPolicy } from '../model/policy'
import { planOf, rulesOf } from './plan'
import { subjectFor } from './repo'

export interface DraftView {
  readonly caseNo: string
  readonly applicant: string
  readonly project: string
  readonly use: string
  readonly amountFen: bigint
  readonly words: string
  readonly line: string | null
  readonly parts: readonly { readonly no: number; readonly percent: number; readonly amountFen: bigint; readonly words: string }[]
  readonly milestones: readonly {
    readonly title: string
    readonly evidence: string
    readonly by: string
    readonly dueOn: CalendarDate
    readonly movedFrom: CalendarDate | null
  }[]
  readonly termMonths: number
}

/** What the agreement of an approved case would say, before it is drafted. */
export const draftView = (actor: Actor, caseNo: string): Promise<DraftView> =>
  db.$transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo })
    if (!can(supportPolicy, 'support.draft', actor, await subjectFor(tx, actor, row)).allow) throw AppError.notFound()
    const plan = await planOf(tx, row)
    const live = await tx.supportAgreement.count({ where: { caseId: row.id, state: { not: 'terminated' } } })
    if (!isGranted(row.state) || row.measureCode !== 'grant' || plan.amountFen === null || live > 0) throw AppError.notFound()
    const rules = await rulesOf(tx)
    const words = (amount: bigint) => amountInWords(fen(amount))
    return {
      caseNo: row.caseNo,
      applicant: row.application.venture?.name ?? row.title,
      project: plan.wish.project || row.title,
      use: plan.wish.use,
      amountFen: plan.amountFen,
      words: words(plan.amountFen),
      line: plan.line ? `${plan.line.year} ${plan.line.name}` : null,
      parts: splitAmount(plan.amountFen, [rules.firstPercent, 100 - rules.firstPercent]).map((part) => ({ ...part, words: words(part.amountFen) })),
      milestones: plan.wish.milestones.map((one, i) => ({ ...one, dueOn: plan.due[i]?.dueOn ?? clock.today(), movedFrom: plan.due[i]?.movedFrom ?? null })),
      termMonths: rules.termMonths,
    }
  })
