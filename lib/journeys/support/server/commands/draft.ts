import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { isGranted } from '@/lib/foundation/casework/model/machine'
import { type CaseRow, lockCase, recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { commitFunds, type Line, promisedTo } from '@/lib/foundation/fund/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, dateColumn, yearOf } from '@/lib/kernel/calendar-date'
import { makeCaseNo } from '@/lib/kernel/case-number'
import { formatYuan } from '@/lib/kernel/money'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { nextOf } from '@/lib/platform/number-series'
import { splitAmount } from '../../model/instalments'
import { milestoneDue } from '../../model/milestones'
import { agreementBlocks, type PlannedInstalment, type PlannedMilestone, supportNoticeBlocks } from '../../model/papers'
import { supportPolicy } from '../../model/policy'
import type { draftSchema } from '../../model/schema'
import { type Plan, planOf, rulesOf, sumOf } from '../plan'
import { subjectFor, userIdOf } from '../repo'
import { tellApplicant } from '../tell'

type DraftInput = z.output<typeof draftSchema>

/** Who may read the papers of an agreement besides the team and the staff of the case. */
const readers = { roles: ['finance', 'bank', 'service'] } as const

export async function nextNumber(tx: Tx, series: 'agreement' | 'clawback', prefix: string, today: CalendarDate): Promise<string> {
  return makeCaseNo(prefix, yearOf(today), await nextOf(tx, series, today))
}

/** The approved case with everything an agreement needs, or why there can be none. */
async function possible(tx: Tx, ctx: Ctx, row: CaseRow, input: DraftInput): Promise<Plan & { amountFen: bigint; line: Line }> {
  if (!isGranted(row.state) || row.measureCode !== 'grant') throw AppError.rule('support.not_approved')
  if (await tx.supportAgreement.findFirst({ where: { caseId: row.id, state: { not: 'terminated' } } })) throw AppError.conflict('support.has_agreement')
  const plan = await planOf(tx, row)
  const { amountFen, line, wish } = plan
  if (amountFen === null) throw AppError.rule('support.not_approved')
  if (!line) throw AppError.rule('support.no_line')
  if (wish.milestones.length === 0) throw AppError.rule('support.no_milestones')
  if (wish.milestones.length !== input.dueOn.length || input.payOn > wish.milestones.length)
    throw AppError.rule('support.milestone_count', { count: wish.milestones.length })
  const ordered = input.dueOn.every((day, i) => day > (input.dueOn[i - 1] ?? ctx.clock.today()) || (i > 0 && day === input.dueOn[i - 1]))
  if (!ordered) throw AppError.rule('support.milestone_past')
  return { ...plan, amountFen, line }
}

/** No agreement over money that the books do not hold. After an agreement that was in force ended, its money went back to the line: it is set aside anew, or there is none left. */
async function commitAgain(tx: Tx, ctx: Ctx, row: CaseRow, number: string, line: Line, amountFen: bigint): Promise<void> {
  const earlier = await tx.supportAgreement.findFirst({ where: { caseId: row.id }, orderBy: { draftedAt: 'desc' }, select: { counterSignedAt: true } })
  if (!earlier?.counterSignedAt) {
    const { committedFen } = await promisedTo(tx, row.id)
    if (committedFen < amountFen) throw AppError.rule('support.nothing_contracted', { availableFen: String(committedFen) })
    return
  }
  const answer = await commitFunds(tx, ctx, { lineId: line.id, caseId: row.id, amountFen, ref: number })
  if (answer.status !== 'posted') throw AppError.rule('fund.insufficient', { availableFen: String(answer.availableFen) })
}

interface Terms {
  readonly number: string
  readonly holderName: string
  readonly party: { readonly holder: string; readonly project: string; readonly caseNo: string }
  readonly instalments: readonly PlannedInstalment[]
  readonly milestones: readonly PlannedMilestone[]
}

async function issuePapers(tx: Tx, ctx: Ctx, row: CaseRow, plan: Plan & { amountFen: bigint }, terms: Terms): Promise<string> {
  const rules = await rulesOf(tx)
  const sum = sumOf(plan.amountFen)
  const common = { caseId: row.id, personId: row.personId, holderName: terms.holderName, readers }
  if (!(await tx.document.findFirst({ where: { caseId: row.id, kind: 'support_notice' }, select: { id: true } })))
    await issueDocument(tx, ctx, {
      kind: 'support_notice',
      ...common,
      data: { office, blocks: supportNoticeBlocks(terms.party, sum, terms.number, terms.instalments) },
    })
  const { id } = await issueDocument(tx, ctx, {
    kind: 'support_agreement',
    ...common,
    data: {
      office,
      blocks: agreementBlocks({
        office: office.name,
        party: terms.party,
        sum,
        instalments: terms.instalments,
        milestones: terms.milestones,
        use: plan.wish.use,
        termMonths: rules.termMonths,
        answerDays: rules.answerDays,
        banMonths: rules.banMonths,
      }),
    },
  })
  return id
}

async function save(
  tx: Tx,
  ctx: Ctx,
  row: CaseRow,
  plan: { amountFen: bigint; line: Line },
  terms: Terms & { documentId: string; termMonths: number },
): Promise<void> {
  const ids = terms.milestones.map(() => randomUUID())
  const { id } = await tx.supportAgreement.create({
    data: {
      number: terms.number,
      caseId: row.id,
      personId: row.personId,
      ventureId: row.application.ventureId,
      fundLineId: plan.line.id,
      amountFen: plan.amountFen,
      termMonths: terms.termMonths,
      documentId: terms.documentId,
      draftedBy: userIdOf(ctx),
      draftedAt: ctx.clock.now(),
    },
    select: { id: true },
  })
  await tx.milestone.createMany({
    data: terms.milestones.map(({ no, title, evidence, dueOn, movedFrom }, i) => ({
      id: ids[i] ?? randomUUID(),
      agreementId: id,
      no,
      title,
      evidence,
      dueOn: dateColumn(dueOn),
      movedFrom: movedFrom ? dateColumn(movedFrom) : null,
    })),
  })
  await tx.instalment.createMany({
    data: terms.instalments.map(({ no, percent, sum, milestone }) => ({
      agreementId: id,
      no,
      percent,
      amountFen: sum.fen,
      condition: milestone === null ? 'on_contract' : 'milestone',
      milestoneId: milestone === null ? null : (ids[milestone - 1] ?? null),
    })),
  })
}

/** 立项通知书 and 资助协议 of an approved case: amounts and milestones as approved and as the application promised them. */
export const draftAgreement: Command<DraftInput, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await lockCase(tx, { caseNo: input.caseNo })
    ctx.assertCan(supportPolicy, 'support.draft', await subjectFor(tx, ctx.actor, row))
    return once(tx, ctx, 'support.draft', input, async () => {
      const plan = await possible(tx, ctx, row, input)
      const rules = await rulesOf(tx)
      const number = await nextNumber(tx, 'agreement', 'XY', ctx.clock.today())
      const person = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: { name: true } })
      const venture = row.application.venture
      const terms: Terms = {
        number,
        holderName: person.name,
        party: {
          holder: `${venture?.companyName ?? venture?.name ?? row.title}（负责人 ${person.name}）`,
          project: plan.wish.project || row.title,
          caseNo: row.caseNo,
        },
        instalments: splitAmount(plan.amountFen, [rules.firstPercent, 100 - rules.firstPercent]).map((part, i) => ({
          no: part.no,
          percent: part.percent,
          sum: sumOf(part.amountFen),
          milestone: i === 0 ? null : input.payOn,
        })),
        milestones: plan.wish.milestones.map((one, i) => ({
          no: i + 1,
          title: one.title,
          evidence: one.evidence,
          ...milestoneDue(plan.calendar, input.dueOn[i] ?? ctx.clock.today()),
        })),
      }
      await commitAgain(tx, ctx, row, number, plan.line, plan.amountFen)
      const documentId = await issuePapers(tx, ctx, row, plan, terms)
      await save(tx, ctx, row, plan, { ...terms, documentId, termMonths: rules.termMonths })
      await recordCaseEvent(tx, ctx, row.id, { kind: 'agreement_drafted', audience: 'public', params: { agreement: number } })
      await recordAudit(tx, ctx, {
        type: 'support.drafted',
        subject: { kind: 'agreement', id: number },
        detail: { case: row.caseNo, amountFen: String(plan.amountFen) },
      })
      await tellApplicant(
        tx,
        row,
        'support.drafted',
        `agreement:${number}`,
        `资助协议 ${number} 拟好了，${formatYuan(plan.amountFen)} 元。登录「我的资助」看过再签。`,
      )
      return { number }
    })
  })
