import { addMonths, type CalendarDate } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { nextWorkingDay, type WorkCalendar } from '@/lib/kernel/working-days'
import { equalParts } from './instalments'

/** Grounds of a clawback; each has its formula (domain paper 5.13). */
export const grounds = ['misuse', 'fraud', 'early_departure', 'honest_failure'] as const
export type Ground = (typeof grounds)[number]

export const groundWords: Readonly<Record<Ground, { name: string; rule: string }>> = {
  misuse: { name: '挪作他用', rule: '全额追回，并在限期内不能再申请' },
  fraud: { name: '弄虚作假', rule: '全额追回，并在限期内不能再申请' },
  early_departure: { name: '没到约定年限就迁出', rule: '按没有履行的月数占约定月数的比例追回' },
  honest_failure: { name: '诚实失败，有证据', rule: '不追回' },
}

export interface Claim {
  readonly claimedFen: bigint
  readonly monthsTotal: number | null
  readonly monthsLeft: number | null
  /** The computation in one line, as the notice prints it. */
  readonly formula: string
}

/** Part of an amount by months, half a fen up. */
export const proRata = (amountFen: bigint, monthsLeft: number, monthsTotal: number): bigint =>
  (2n * amountFen * BigInt(monthsLeft) + BigInt(monthsTotal)) / (2n * BigInt(monthsTotal))

/** Whole months of a term that begins on `from` and were not served when somebody left on `leftOn`. A month that began counts as served. */
export function monthsNotServed(from: CalendarDate, months: number, leftOn: CalendarDate): number {
  let served = 0
  while (served < months && addMonths(from, served) <= leftOn) served += 1
  return months - served
}

/** What is claimed of the amount that was paid. `term` and `leftOn` are used for an early departure only. */
export function claimOf(ground: Ground, paidFen: bigint, term: { readonly from: CalendarDate; readonly months: number }, leftOn: CalendarDate): Claim {
  if (ground === 'honest_failure') return { claimedFen: 0n, monthsTotal: null, monthsLeft: null, formula: '诚实失败且证据充分，应退 0.00 元' }
  if (ground !== 'early_departure')
    return { claimedFen: paidFen, monthsTotal: null, monthsLeft: null, formula: `已拨付 ${formatYuan(paidFen)} 元 × 100% = ${formatYuan(paidFen)} 元` }
  const monthsLeft = monthsNotServed(term.from, term.months, leftOn)
  const claimedFen = proRata(paidFen, monthsLeft, term.months)
  return {
    claimedFen,
    monthsTotal: term.months,
    monthsLeft,
    formula: `已拨付 ${formatYuan(paidFen)} 元 × 未履行 ${monthsLeft} 个月 ÷ 约定 ${term.months} 个月 = ${formatYuan(claimedFen)} 元`,
  }
}

export interface Repayment {
  readonly no: number
  readonly dueOn: CalendarDate
  readonly movedFrom: CalendarDate | null
  readonly amountFen: bigint
}

/** Monthly repayments from a month after the decision; a day off moves to the next working day. Nothing to pay: no rows. */
export function repaymentPlan(calendar: WorkCalendar, decidedOn: CalendarDate, amountFen: bigint, months: number): Repayment[] {
  if (amountFen === 0n) return []
  return equalParts(amountFen, months).map((part, i) => {
    const meant = addMonths(decidedOn, i + 1)
    const { dueOn } = nextWorkingDay(calendar, meant)
    return { no: i + 1, dueOn, movedFrom: dueOn === meant ? null : meant, amountFen: part }
  })
}

/** What becomes of the part that is not paid yet. */
export const rests = ['keep', 'reduce', 'terminate'] as const
export type Rest = (typeof rests)[number]
export const restWords: Readonly<Record<Rest, string>> = {
  keep: '协议照旧，没付的继续付',
  reduce: '没付的不再付（核减），其余义务照旧',
  terminate: '没付的不再付，协议终止',
}
