import 'server-only'
import { type CalendarDate, dateColumn, fromDateColumn } from '@/lib/kernel/calendar-date'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import type { Tx } from '@/lib/platform/db'

/** The rule values in force, by key; a missing rule is a fault of the data and stops the command. */
export async function loadRules<K extends string>(tx: Tx, keys: readonly K[]): Promise<Record<K, { value: number; version: number }>> {
  const rows = await tx.ruleValue.findMany({ where: { key: { in: [...keys] }, validTo: null } })
  const inForce = (key: K) => {
    const row = rows.find((one) => one.key === key)
    if (!row) throw new Error(`rule ${key} has no value in force`)
    return [key, { value: row.value.toNumber(), version: row.version }] as const
  }
  return Object.fromEntries(keys.map(inForce)) as Record<K, { value: number; version: number }>
}

/** The value of a rule that was in force on a day. */
export async function ruleOn(tx: Tx, key: string, day: CalendarDate): Promise<number> {
  const on = dateColumn(day)
  const row = await tx.ruleValue.findFirst({
    where: { key, validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gt: on } }] },
    orderBy: { version: 'desc' },
  })
  if (!row) throw new Error(`rule ${key} has no value on ${day}`)
  return row.value.toNumber()
}

/** 复核 in working days, as the rule rows in force say: until when one may ask, and until when one is answered. */
export async function reviewDays(tx: Tx): Promise<{ applyDays: number; decideDays: number }> {
  const rules = await loadRules(tx, ['review_again.apply_days', 'review_again.decide_days'])
  return { applyDays: rules['review_again.apply_days'].value, decideDays: rules['review_again.decide_days'].value }
}

/** Working days as entered: about thirty rows a year. */
export async function loadCalendar(tx: Tx): Promise<WorkCalendar> {
  // one after the other: a transaction has one connection
  const years = await tx.calendarYear.findMany({ select: { year: true } })
  const days = await tx.calendarDay.findMany()
  return {
    years: new Set(years.map((row) => row.year)),
    days: new Map(days.map((row) => [fromDateColumn(row.date), { kind: row.kind === 'work' ? 'work' : 'off', why: row.why }])),
  }
}
