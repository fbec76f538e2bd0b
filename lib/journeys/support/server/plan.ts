import 'server-only'
import { type CaseRow, proposalOf } from '@/lib/foundation/casework/server/door'
import { type Line, lineOfRound } from '@/lib/foundation/fund/server/door'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { fen } from '@/lib/kernel/money'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import { amountInWords } from '@/lib/platform/amount-in-words'
import type { Tx } from '@/lib/platform/db'
import { type GrantWish, grantWish } from '../model/grant'
import { dueAtEndOf, type MilestoneDue } from '../model/milestones'
import type { Sum } from '../model/papers'

/** An amount as papers state it. */
export const sumOf = (amount: bigint): Sum => ({ fen: amount, words: amountInWords(fen(amount)) })

const supportRules = [
  'support.first_percent',
  'support.term_months',
  'support.payee_cooldown_hours',
  'support.remind_far_days',
  'support.remind_near_days',
  'support.clawback_answer_days',
  'support.ban_months',
] as const

/** The rule numbers of this room that are in force. */
export async function rulesOf(tx: Tx) {
  const rows = await loadRules(tx, supportRules)
  return {
    firstPercent: rows['support.first_percent'].value,
    termMonths: rows['support.term_months'].value,
    cooldownHours: rows['support.payee_cooldown_hours'].value,
    reminders: { farDays: rows['support.remind_far_days'].value, nearDays: rows['support.remind_near_days'].value },
    answerDays: rows['support.clawback_answer_days'].value,
    banMonths: rows['support.ban_months'].value,
  }
}

export interface Plan {
  readonly amountFen: bigint | null
  readonly line: Line | null
  readonly wish: GrantWish
  /** One day for each milestone: the end of the month that the application names. */
  readonly due: readonly MilestoneDue[]
  readonly calendar: WorkCalendar
}

/** What an agreement of this case would say today: the approved amount and what the application promised. */
export async function planOf(tx: Tx, row: CaseRow): Promise<Plan> {
  const wish = grantWish(row.application.data)
  const calendar = await loadCalendar(tx)
  return {
    amountFen: proposalOf(row).amountFen,
    line: await lineOfRound(tx, row.application.roundId),
    wish,
    due: wish.milestones.map((one) => dueAtEndOf(calendar, one.by)),
    calendar,
  }
}
