import 'server-only'
import { createEvents } from 'ics'
import { addDays, type CalendarDate } from '@/lib/kernel/calendar-date'

export interface CalendarEntry {
  /** Stays the same when the file is loaded again, so that no entry appears twice. */
  readonly uid: string
  readonly date: CalendarDate
  readonly title: string
  readonly text: string
}

const parts = (date: CalendarDate): [number, number, number] => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return [year, month, day]
}

/** No line longer than 75 octets (RFC 5545, 3.1): the library counts signs, and a Chinese one has three octets. */
function foldOctets(file: string): string {
  const unfolded = file.replace(/\r\n[ \t]/g, '')
  const fold = (line: string): string => {
    let folded = ''
    let octets = 0
    for (const sign of line) {
      const size = Buffer.byteLength(sign)
      if (octets + size > 75) {
        folded += '\r\n '
        octets = 1
      }
      folded += sign
      octets += size
    }
    return folded
  }
  return unfolded.split('\r\n').map(fold).join('\r\n')
}

/** All-day entries as an .ics file (RFC 5545) with a reminder a day before; throws only on dates that do not exist. */
export function calendarFile(entries: readonly CalendarEntry[]): string {
  const { error, value } = createEvents(
    entries.map(({ uid, date, title, text }) => ({
      uid: `${uid}@climber`,
      productId: 'climber',
      title,
      description: text,
      start: parts(date),
      end: parts(addDays(date, 1)),
      alarms: [{ action: 'display' as const, description: title, trigger: { before: true, hours: 15 } }],
    })),
  )
  if (error || !value) throw error ?? new Error('no calendar')
  return foldOctets(value)
}

/** The answer of a route that hands out a calendar file. */
export const calendarResponse = (entries: readonly CalendarEntry[], name: string): Response =>
  new Response(calendarFile(entries), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="climber.ics"; filename*=UTF-8''${encodeURIComponent(`${name}.ics`)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
