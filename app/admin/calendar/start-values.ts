import type { YearLine } from '@/lib/foundation/oversight/server/calendar'
import { addDays } from '@/lib/kernel/calendar-date'
import type { Values } from './notice-form'

/** The statutory holidays in the order of the yearly notice. */
const names = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const

/** What the form begins with: an entered year as it stands, a new one with the names and without dates. */
export function startValues(year: number, entered: YearLine | undefined): Values {
  if (!entered)
    return {
      year,
      noticeNo: '',
      source: `国务院办公厅关于${year}年部分节假日安排的通知`,
      off: names.map((why) => ({ from: '', to: '', why })),
      work: [],
      seen: '',
    }
  const off: { from: string; to: string; why: string }[] = []
  for (const day of entered.days) {
    if (day.kind !== 'off') continue
    const last = off.at(-1)
    if (last && last.why === day.why && last.to === addDays(day.date, -1)) last.to = day.date
    else off.push({ from: day.date, to: day.date, why: day.why })
  }
  const work = entered.days.filter((day) => day.kind === 'work').map((day) => ({ date: day.date as string, why: day.why }))
  return { year, noticeNo: entered.noticeNo, source: entered.source, off, work, seen: entered.seen }
}
