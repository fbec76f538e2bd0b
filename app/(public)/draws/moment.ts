import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'

export const moment = (at: Date): string => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`
