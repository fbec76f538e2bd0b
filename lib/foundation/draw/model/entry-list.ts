import { err, ok, type Result } from '@/lib/kernel/result'
import type { DrawEntryIn } from './order'

export interface ListFault {
  readonly code: 'draw.list_empty' | 'draw.list_line' | 'draw.list_twice' | 'draw.list_too_long'
  readonly line: number
}

export const MOST_ENTRIES = 5000
const FIRST_CLASS = 1

/**
 * Reads a pasted list: one entry number a line, after a tab, comma or blanks its class (1 when it is left out; a smaller class
 * stands before a greater one). A wrong line is named, never skipped.
 */
export function parseEntryList(text: string): Result<DrawEntryIn[], ListFault> {
  const entries: DrawEntryIn[] = []
  const seen = new Set<string>()
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.normalize('NFKC').trim()
    if (line === '') continue
    const match = /^([^\s,]{1,40})(?:(?:\s*,\s*|\s+)(\d{1,2}))?$/.exec(line)
    if (!match) return err({ code: 'draw.list_line', line: i + 1 })
    const entryNo = match[1] ?? ''
    if (seen.has(entryNo)) return err({ code: 'draw.list_twice', line: i + 1 })
    seen.add(entryNo)
    entries.push({ entryNo, priorityClass: match[2] === undefined ? FIRST_CLASS : Number(match[2]) })
  }
  if (entries.length === 0) return err({ code: 'draw.list_empty', line: 0 })
  return entries.length > MOST_ENTRIES ? err({ code: 'draw.list_too_long', line: MOST_ENTRIES + 1 }) : ok(entries)
}
