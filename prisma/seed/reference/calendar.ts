import { addDays, type CalendarDate, calendarDate } from '@/lib/kernel/calendar-date'

/** One year's exceptions as the State Council's notice gives them: [first day, last day, name], make-up days, notice. */
interface YearNotice {
  readonly year: number
  readonly noticeNo: string
  readonly source: string
  readonly off: readonly (readonly [string, string, string])[]
  readonly work: readonly (readonly [string, string])[]
}

export const calendarNotices: readonly YearNotice[] = [
  {
    year: 2025,
    noticeNo: '国办发明电〔2024〕12号',
    source: '国务院办公厅关于2025年部分节假日安排的通知',
    off: [
      ['2025-01-01', '2025-01-01', '元旦'],
      ['2025-01-28', '2025-02-04', '春节'],
      ['2025-04-04', '2025-04-06', '清明节'],
      ['2025-05-01', '2025-05-05', '劳动节'],
      ['2025-05-31', '2025-06-02', '端午节'],
      ['2025-10-01', '2025-10-08', '国庆节、中秋节'],
    ],
    work: [
      ['2025-01-26', '春节调休上班'],
      ['2025-02-08', '春节调休上班'],
      ['2025-04-27', '劳动节调休上班'],
      ['2025-09-28', '国庆节、中秋节调休上班'],
      ['2025-10-11', '国庆节、中秋节调休上班'],
    ],
  },
  {
    year: 2026,
    noticeNo: '国办发明电〔2025〕7号',
    source: '国务院办公厅关于2026年部分节假日安排的通知',
    off: [
      ['2026-01-01', '2026-01-03', '元旦'],
      ['2026-02-15', '2026-02-23', '春节'],
      ['2026-04-04', '2026-04-06', '清明节'],
      ['2026-05-01', '2026-05-05', '劳动节'],
      ['2026-06-19', '2026-06-21', '端午节'],
      ['2026-09-25', '2026-09-27', '中秋节'],
      ['2026-10-01', '2026-10-07', '国庆节'],
    ],
    work: [
      ['2026-01-04', '元旦调休上班'],
      ['2026-02-14', '春节调休上班'],
      ['2026-02-28', '春节调休上班'],
      ['2026-05-09', '劳动节调休上班'],
      ['2026-09-20', '国庆节调休上班'],
      ['2026-10-10', '国庆节调休上班'],
    ],
  },
]

export interface CalendarRow {
  readonly year: number
  readonly date: CalendarDate
  readonly kind: 'off' | 'work'
  readonly why: string
}

/** Every exceptional day of a notice as one row. */
export function calendarRows(notice: YearNotice): CalendarRow[] {
  const rows: CalendarRow[] = []
  for (const [first, last, why] of notice.off) {
    const [from, to] = [calendarDate(first), calendarDate(last)]
    for (let date = from; date <= to; date = addDays(date, 1)) rows.push({ year: notice.year, date, kind: 'off', why })
  }
  for (const [date, why] of notice.work) rows.push({ year: notice.year, date: calendarDate(date), kind: 'work', why })
  return rows
}
