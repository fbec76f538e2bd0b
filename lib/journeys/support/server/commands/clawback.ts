import 'server-only'
import type { z } from 'zod'
import { recordCaseEvent } from '@/lib/foundation/casework/server/door'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { addMonths, type CalendarDate, dateColumn, formatDateZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { dueOn } from '@/lib/kernel/working-days'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { once } from '@/lib/platform/idempotency'
import { claimOf, type Ground, grounds } from '../../model/clawback'
import { grantWish } from '../../model/grant'
import { clawbackNoticeBlocks } from '../../model/papers'
import { type SupportSubject, supportPolicy } from '../../model/policy'
import type { answerSchema, clawbackSchema, decideSchema, openClawbackSchema } from '../../model/schema'
import { rulesOf, sumOf } from '../plan'
import { assertSeen, type ClawbackRow, type Locked, lockAgreement, moveAgreement, moveClawback, subjectFor, userIdOf } from '../repo'
import { tellApplicant } from '../tell'
import { nextNumber } from './draft'
import { cancelUnpaid, completeIfDone, releaseUnpaid } from './sign'

export interface AtHand extends Locked {
  readonly one: ClawbackRow
}

/** The clawback at hand, when this actor may take this step on it and has seen it as it is. */
export async function clawbackAtHand(tx: Tx, ctx: Ctx, input: { number: string; version: number }, action: keyof typeof supportPolicy): Promise<AtHand> {
  const locked = await lockAgreement(tx, { clawbackNo: input.number })
  const one = locked.row.clawbacks.find((clawback) => clawback.number === input.number)
  if (!one) throw AppError.notFound()
  const who: Partial<SupportSubject> = { openedBy: one.openedBy, decidedBy: one.decidedBy }
  ctx.assertCan(supportPolicy, action, await subjectFor(tx, ctx.actor, locked.case, who))
  assertSeen(one, input.version)
  return { ...locked, one }
}

export const recordClawback = (tx: Tx, ctx: Ctx, type: string, { row, one }: AtHand, detail: Record<string, string> = {}) =>
  recordAudit(tx, ctx, { type, subject: { kind: 'clawback', id: one.number }, detail: { agreement: row.number, ...detail } })

/** Paid out and not given back yet, in fen. */
const outstanding = ({ instalments, clawbacks }: Locked['row']): bigint =>
  instalments.reduce((sum, one) => sum + (one.state === 'paid' ? one.amountFen : 0n), 0n) - clawbacks.reduce((sum, one) => sum + one.recoveredFen, 0n)

function leftOnOf(row: Locked['row'], given: CalendarDate | undefined, ground: Ground, today: CalendarDate): CalendarDate {
  if (ground !== 'early_departure') return today
  if (!given) throw AppError.invalid({ leftOn: 'support.left_on_missing' })
  const from = row.termFrom ? fromDateColumn(row.termFrom) : today
  if (given < from || given > today) throw AppError.invalid({ leftOn: 'support.left_on_range' })
  return given
}

/** 立案: ground, clause, facts; the sum follows from the ground. Payments of the case stand still until it is decided. */
export const openClawback: Command<z.output<typeof openClawbackSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { row, case: found } = await lockAgreement(tx, { number: input.number })
    ctx.assertCan(supportPolicy, 'support.open_clawback', await subjectFor(tx, ctx.actor, found))
    return once(tx, ctx, 'support.open_clawback', input, async () => {
      const paidFen = outstanding(row)
      if (paidFen <= 0n) throw AppError.rule('support.nothing_paid')
      if (row.clawbacks.some((one) => one.state !== 'recovered' && one.state !== 'written_off')) throw AppError.conflict('support.clawback_open')
      const today = ctx.clock.today()
      const from = row.termFrom ? fromDateColumn(row.termFrom) : today
      const claim = claimOf(input.ground, paidFen, { from, months: row.termMonths }, leftOnOf(row, input.leftOn, input.ground, today))
      const number = await nextNumber(tx, 'clawback', 'ZH', today)
      await tx.clawback.create({
        data: {
          number,
          caseId: row.caseId,
          agreementId: row.id,
          personId: row.personId,
          ground: input.ground,
          clause: input.clause,
          facts: input.facts,
          ...claim,
          paidFen,
          openedBy: userIdOf(ctx),
          openedAt: ctx.clock.now(),
        },
      })
      await recordAudit(tx, ctx, {
        type: 'support.clawback_opened',
        subject: { kind: 'clawback', id: number },
        detail: { agreement: row.number, ground: input.ground, claimedFen: String(claim.claimedFen) },
      })
      return { number }
    })
  })

const groundOf = (one: ClawbackRow): Ground => {
  const ground = grounds.find((known) => known === one.ground)
  if (!ground) throw new Error(`unknown ground ${one.ground}`)
  return ground
}

/** 追回通知书: from now the applicant has the working days of the rule to answer. */
export const sendClawbackNotice: Command<z.output<typeof clawbackSchema>, { document: string; answerDueOn: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await clawbackAtHand(tx, ctx, input, 'support.send_notice')
    const { row, one, case: found } = at
    const { answerDays } = await rulesOf(tx)
    const today = ctx.clock.today()
    const due = dueOn(await loadCalendar(tx), today, answerDays)
    const person = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: { name: true } })
    const document = await issueDocument(tx, ctx, {
      kind: 'clawback_notice',
      caseId: found.id,
      personId: row.personId,
      holderName: person.name,
      readers: { roles: ['finance', 'bank', 'service'] },
      data: {
        office,
        blocks: clawbackNoticeBlocks({
          party: { holder: person.name, project: grantWish(found.application.data).project || found.title, caseNo: found.caseNo },
          agreementNo: row.number,
          ground: groundOf(one),
          clause: one.clause,
          facts: one.facts,
          formula: one.formula,
          claimed: sumOf(one.claimedFen),
          answerDueOn: due.dueOn,
          answerDays,
          provisional: due.provisional,
        }),
      },
    })
    await moveClawback(tx, one, 'send_notice', { noticeOn: dateColumn(today), answerDueOn: dateColumn(due.dueOn), documentId: document.id })
    await recordCaseEvent(tx, ctx, found.id, { kind: 'clawback_notice', audience: 'applicant', params: { document: document.number } })
    await recordClawback(tx, ctx, 'support.clawback_notice', at, { document: document.number, answerDueOn: due.dueOn })
    const until = formatDateZh(due.dueOn, { weekday: true })
    await tellApplicant(
      tx,
      found,
      'support.clawback_notice',
      `clawback:${one.number}`,
      `关于资助协议 ${row.number} 有一份追回通知，请在 ${until} 前登录「我的资助」看过并答复。`,
    )
    return { document: document.number, answerDueOn: due.dueOn }
  })

export const answerClawback: Command<z.output<typeof answerSchema>, { number: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await clawbackAtHand(tx, ctx, input, 'support.answer')
    await moveClawback(tx, at.one, 'answer', { answer: input.answer, answeredAt: ctx.clock.now() })
    await recordCaseEvent(tx, ctx, at.case.id, { kind: 'clawback_answered', audience: 'applicant' })
    await recordClawback(tx, ctx, 'support.clawback_answered', at)
    return { number: at.one.number }
  })

type Decision = z.output<typeof decideSchema>

/** What the decision does to the part that is not paid (核减, 终止). */
async function dealWithRest(tx: Tx, ctx: Ctx, { row, one }: AtHand, input: Decision): Promise<void> {
  if (input.rest === 'keep') return
  if (row.state !== 'in_force') throw AppError.rule('support.not_in_force')
  await releaseUnpaid(tx, ctx, row, await cancelUnpaid(tx, row), one.number, `追回 ${one.number}：${input.reason}`)
  if (input.rest === 'terminate') await moveAgreement(tx, row, 'end', { endedAt: ctx.clock.now(), endedBy: userIdOf(ctx), endReason: `追回 ${one.number}` })
}

/** A leader who did not open it decides, after the time to answer; nothing to pay back settles it at once. */
export const decideClawback: Command<Decision, { number: string; state: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const at = await clawbackAtHand(tx, ctx, input, 'support.decide')
    const { one, case: found } = at
    const answerDueOn = one.answerDueOn ? fromDateColumn(one.answerDueOn) : null
    if (answerDueOn === null) throw AppError.conflict('support.state_changed', { state: one.state })
    if (ctx.clock.today() <= answerDueOn) throw AppError.rule('support.answer_time', { until: formatDateZh(answerDueOn, { weekday: true }) })
    if (input.amountYuan > one.claimedFen) throw AppError.rule('support.more_than_claimed', { claimedFen: String(one.claimedFen) })
    const banned = input.ban && (one.ground === 'misuse' || one.ground === 'fraud')
    const banUntil = banned ? dateColumn(addMonths(ctx.clock.today(), (await rulesOf(tx)).banMonths)) : null
    const decided = await moveClawback(tx, one, 'decide', {
      decidedFen: input.amountYuan,
      decidedBy: userIdOf(ctx),
      decidedAt: ctx.clock.now(),
      reason: input.reason,
      rest: input.rest,
      repayMonths: input.repayMonths,
      banUntil,
    })
    await dealWithRest(tx, ctx, at, input)
    const settled = input.amountYuan === 0n
    const last = settled ? await moveClawback(tx, decided, 'settle') : decided
    await recordCaseEvent(tx, ctx, found.id, {
      kind: 'clawback_decided',
      audience: 'applicant',
      params: { amount: formatYuan(input.amountYuan), reason: input.reason },
    })
    await recordClawback(tx, ctx, 'support.clawback_decided', at, { decidedFen: String(input.amountYuan), rest: input.rest })
    const words = settled ? '决定不用退' : `决定退 ${formatYuan(input.amountYuan)} 元${input.repayMonths > 1 ? `，分 ${input.repayMonths} 个月` : ''}`
    await tellApplicant(
      tx,
      found,
      'support.clawback_decided',
      `clawback-decided:${one.number}`,
      `追回 ${one.number} 有决定了：${words}。理由和退款办法登录「我的资助」看。`,
    )
    if (settled) await completeIfDone(tx, ctx, at.row.id)
    return { number: one.number, state: last.state }
  })
