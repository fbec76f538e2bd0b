import { expect, test } from 'vitest'
import { calendarDate } from '@/lib/kernel/calendar-date'
import { fen } from '@/lib/kernel/money'
import { amountInWords } from './amount-in-words'
import { calendarFile, calendarResponse } from './calendar-file'

const entry = {
  uid: 'case-1',
  date: calendarDate('2026-12-31'),
  title: '融资对接（引导基金无息贷款）：告诉你受不受理的最后一天',
  text: '办件编号 DK-2026-0001-M',
}

test('an all-day entry with a reminder, ending on the next day', () => {
  const file = calendarFile([entry])
  const unfolded = file.replace(/\r\n[ \t]/g, '')
  expect(unfolded).toContain('UID:case-1@climber\r\n')
  expect(unfolded).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n')
  expect(unfolded).toContain(`SUMMARY:${entry.title}\r\n`)
  expect(unfolded).toContain('BEGIN:VALARM')
})

test('no line is longer than 75 octets, and no sign is cut', () => {
  const file = calendarFile([{ ...entry, title: '𠮷'.repeat(80) }])
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(file.replace(/\r\n[ \t]/g, '')).toContain('𠮷'.repeat(80))
})

test('the download keeps its Chinese name', () => {
  const headers = calendarResponse([entry], '到期提醒').headers
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('到期提醒.ics')}`)
})

test('amounts in capital numerals', () => {
  expect(amountInWords(fen(50_000_000))).toBe('伍拾万圆整')
  expect(amountInWords(fen(1_234_567))).toBe('壹万贰仟叁佰肆拾伍圆陆角柒分')
  expect(amountInWords(fen(5))).toMatch(/伍分/)
})
