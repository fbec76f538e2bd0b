import 'server-only'
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'

/** `2026年12月2日（周三）`. */
export const longDay = (date: CalendarDate): string => formatDateZh(date, { year: true, weekday: true })
