import 'server-only'
import { type CalendarDate, yearOf } from '@/lib/kernel/calendar-date'
import type { Tx } from './db'

/** The next number of a series in the year of `today`, from 1; without gaps, because it is taken in the transaction of what it numbers. */
export async function nextOf(tx: Pick<Tx, '$queryRaw'>, series: string, today: CalendarDate): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`SELECT next_number(${series}, ${yearOf(today)}::int) AS n`
  const n = rows[0]?.n
  if (n === undefined) throw new Error(`series ${series} gave no number`)
  return n
}

/** The same as people write it: `GS-2026-0003`. */
export async function nextNumbered(tx: Pick<Tx, '$queryRaw'>, series: string, prefix: string, today: CalendarDate): Promise<string> {
  return `${prefix}-${yearOf(today)}-${String(await nextOf(tx, series, today)).padStart(4, '0')}`
}
