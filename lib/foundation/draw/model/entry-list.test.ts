import { expect, test } from 'vitest'
import { MOST_ENTRIES, parseEntryList } from './entry-list'

test('numbers with and without a class, as they are pasted from a sheet', () => {
  expect(parseEntryList('GY-0001\t1\r\nGY-0002，2\n\n  GY-0003  \nGY-0004, 1')).toEqual({
    ok: true,
    value: [
      { entryNo: 'GY-0001', priorityClass: 1 },
      { entryNo: 'GY-0002', priorityClass: 2 },
      { entryNo: 'GY-0003', priorityClass: 1 },
      { entryNo: 'GY-0004', priorityClass: 1 },
    ],
  })
})

test('a wrong line, a number that stands twice and an empty list are named', () => {
  expect(parseEntryList('GY-1\nGY-2 second class')).toEqual({ ok: false, error: { code: 'draw.list_line', line: 2 } })
  expect(parseEntryList('GY-1\n\nGY-1 2')).toEqual({ ok: false, error: { code: 'draw.list_twice', line: 3 } })
  expect(parseEntryList(' \n')).toEqual({ ok: false, error: { code: 'draw.list_empty', line: 0 } })
  const many = Array.from({ length: MOST_ENTRIES + 1 }, (_, i) => `GY-${i}`).join('\n')
  expect(parseEntryList(many)).toMatchObject({ ok: false, error: { code: 'draw.list_too_long' } })
})
