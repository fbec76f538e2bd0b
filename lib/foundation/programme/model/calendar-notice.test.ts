import { expect, test } from 'vitest'
import { calendarDate } from '@/lib/kernel/calendar-date'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import { calendarNoticeSchema, daysOf, effectOf, missingYear } from './calendar-notice'

const good = {
  year: 2027,
  noticeNo: '国办发明电〔2026〕9号',
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  off: [
    { from: '2027-01-01', to: '2027-01-03', why: '元旦' },
    { from: '2027-02-05', to: '2027-02-12', why: '春节' },
  ],
  work: [{ date: '2027-01-30', why: '春节调休上班' }],
  seen: '',
}
const codes = (change: object) => {
  const parsed = calendarNoticeSchema.safeParse({ ...good, ...change })
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

test('a good notice becomes one row per exceptional day', () => {
  const parsed = calendarNoticeSchema.parse(good)
  const { seen: _, ...notice } = parsed
  const days = daysOf(notice)
  expect(days).toHaveLength(3 + 8 + 1)
  expect(days[3]).toEqual({ date: '2027-01-30', kind: 'work', why: '春节调休上班' })
})

test.each([
  [{ off: [{ from: '2027-02-30', to: '2027-03-01', why: '春节' }] }, 'off.0.from calendar.date'],
  [{ off: [{ from: '', to: '2027-03-01', why: '春节' }] }, 'off.0.from calendar.date_empty'],
  [{ off: [{ from: '2027-02-12', to: '2027-02-05', why: '春节' }] }, 'off.0.to calendar.backwards'],
  [{ off: [{ from: '2027-02-01', to: '2027-02-20', why: '春节' }] }, 'off.0.to calendar.too_long'],
  [{ off: [{ from: '2028-01-01', to: '2028-01-02', why: '元旦' }] }, 'off.0.from calendar.other_year'],
  [{ off: [...good.off, { from: '2027-01-03', to: '2027-01-04', why: '元旦' }] }, 'off.2.from calendar.overlap'],
  [{ work: [{ date: '2027-01-02', why: '调休' }] }, 'work.0.date calendar.off_and_work'],
  [{ work: [{ date: '2027-01-29', why: '调休' }] }, 'work.0.date calendar.not_weekend'],
  [{ work: [good.work[0], good.work[0]] }, 'work.1.date calendar.twice'],
  [{ noticeNo: ' ' }, 'noticeNo calendar.notice_empty'],
  [{ off: [] }, 'off calendar.off_empty'],
])('%j is told at its field', (change, expected) => {
  expect(codes(change)).toContain(expected)
})

test('元旦 may begin in the year before', () => {
  expect(codes({ off: [{ from: '2026-12-31', to: '2027-01-02', why: '元旦' }] })).toEqual([])
})

test('the effect counts only days whose answer changes', () => {
  const empty: WorkCalendar = { years: new Set(), days: new Map() }
  const { seen: _, ...notice } = calendarNoticeSchema.parse(good)
  const effect = effectOf(empty, notice)
  expect(effect.offDays).toBe(11)
  // 1 January is a fixed holiday and the 2nd and 3rd are a weekend; of 5–12 February two are a weekend
  expect(effect.newlyOff.map((day) => day.date)).toEqual(['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'])
  expect(effect.newlyWorked.map((day) => day.date)).toEqual(['2027-01-30'])
})

test('the next year is missed from October on, this year always', () => {
  const years = new Set([2025, 2026])
  expect(missingYear(years, calendarDate('2026-09-30'))).toBeNull()
  expect(missingYear(years, calendarDate('2026-10-01'))).toBe(2027)
  expect(missingYear(years, calendarDate('2027-01-01'))).toBe(2027)
  expect(missingYear(new Set([2026, 2027]), calendarDate('2026-12-31'))).toBeNull()
})
