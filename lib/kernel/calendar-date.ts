import { err, ok, type Result } from './result'

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Not an instant: two different types on purpose. */
export type CalendarDate = string & { readonly __calendarDate: unique symbol }

const DAY = 86_400_000
/** China has kept UTC+8 without summer time since 1992; instants before that do not occur here. */
const SHANGHAI = 8 * 3_600_000

const utc = (date: CalendarDate) => Date.parse(`${date}T00:00:00Z`)
const fromUtc = (ms: number) => new Date(ms).toISOString().slice(0, 10) as CalendarDate

/** Reads 2026-11-22, 20261122, 2026/11/22, 2026年11月22日 (full width too). Two-digit years are asked back, not guessed. */
export function parseCalendarDate(text: string): Result<CalendarDate, 'format' | 'not_a_day'> {
  const half = text.trim().replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(half) ?? /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(half) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(half)
  if (!match) return err('format')
  const [, y = '', m = '', d = ''] = match
  const text10 = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const ms = Date.parse(`${text10}T00:00:00Z`)
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text10 ? err('not_a_day') : ok(text10 as CalendarDate)
}

/** For dates that must be right (rows, constants of tests); throws on anything else. */
export function calendarDate(text: string): CalendarDate {
  const parsed = parseCalendarDate(text)
  if (!parsed.ok) throw new RangeError(`not a calendar date: ${text}`)
  return parsed.value
}

export const addDays = (date: CalendarDate, days: number): CalendarDate => fromUtc(utc(date) + days * DAY)

/** Adds months and clamps to the end of the month: 31 Jan + 1 → 28 Feb. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const at = new Date(utc(date))
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)
  const last = new Date(Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0)).getUTCDate()
  return fromUtc(first + (Math.min(at.getUTCDate(), last) - 1) * DAY)
}

/** Days from a to b; negative when b is earlier. */
export const daysBetween = (a: CalendarDate, b: CalendarDate): number => Math.round((utc(b) - utc(a)) / DAY)

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (date: CalendarDate): number => new Date(utc(date)).getUTCDay()

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4))

/** A day as PostgreSQL's `date` travels: midnight UTC. */
export const dateColumn = (date: CalendarDate): Date => new Date(utc(date))
export const fromDateColumn = (column: Date): CalendarDate => fromUtc(column.getTime())

/** The day it is in Shanghai at this instant. */
export const dateInShanghai = (instant: Date): CalendarDate => fromUtc(instant.getTime() + SHANGHAI)

/** The instant of a wall-clock time in Shanghai, e.g. ('2026-11-27', '17:00'). */
export const instantAt = (date: CalendarDate, time: string): Date => new Date(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`)

const weekdayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** `11月27日（周五）`; with `year` `2026年11月27日`. */
export function formatDateZh(date: CalendarDate, options: { weekday?: boolean; year?: boolean } = {}): string {
  const [y, m, d] = date.split('-').map(Number)
  const day = `${options.year ? `${y}年` : ''}${m}月${d}日`
  return options.weekday ? `${day}（${weekdayNames[weekday(date)]}）` : day
}

/** `14:32`, Shanghai time. */
export const formatTimeZh = (instant: Date): string => new Date(instant.getTime() + SHANGHAI).toISOString().slice(11, 16)
