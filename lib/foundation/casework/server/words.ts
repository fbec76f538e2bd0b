import 'server-only'
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'

/** `2026年11月27日（周五）`, with 暂定 where the year's notice is missing. */
export const longDate = (date: CalendarDate, provisional = false): string =>
  `${formatDateZh(date, { year: true, weekday: true })}${provisional ? '（暂定）' : ''}`
