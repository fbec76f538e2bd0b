import 'server-only'
import { calendarDate } from '@/lib/kernel/calendar-date'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import type { Tx } from '@/lib/platform/db'

/** The rule values in force, by key; a missing rule is a fault of the data and stops the command. */
export async function loadRules(tx: Tx, keys: readonly string[]): Promise<Record<string, { value: number; version: number }>> {
  const rows = await tx.ruleValue.findMany({ where: { key: { in: [...keys] }, validTo: null } })
  const found = Object.fromEntries(rows.map((row) => [row.key, { value: row.value.toNumber(), version: row.version }]))
  for (const key of keys) if (!found[key]) throw new Error(`rule ${key} has no value in force`)
  return found
}

/** Working days as entered: about thirty rows a year. */
export async function loadCalendar(tx: Tx): Promise<WorkCalendar> {
  // one after the other: a transaction has one connection
  const years = await tx.calendarYear.findMany({ select: { year: true } })
  const days = await tx.calendarDay.findMany()
  return {
    years: new Set(years.map((row) => row.year)),
    days: new Map(days.map((row) => [calendarDate(row.date.toISOString().slice(0, 10)), { kind: row.kind === 'work' ? 'work' : 'off', why: row.why }])),
  }
}
