import { readdirSync, readFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, test } from 'vitest'
import { readSpace } from '../model/space'
import { decodeText } from './text-file'
import { readLedgerFile } from './workbook'

const folder = 'prisma/seed/demo/ledgers'
const file = readdirSync(folder).find((name) => /载体/.test(name)) ?? ''

/** GB18030 of what the test needs; the platform decodes it but does not encode. */
function gb18030(text: string): Buffer {
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Buffer.from([...text].flatMap((sign) => (sign.charCodeAt(0) < 128 ? [sign.charCodeAt(0)] : (table.get(sign) ?? [0x3f]))))
}

const utf16 = (text: string, mark: boolean) => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')

const book = await readLedgerFile(file, readFileSync(`${folder}/${file}`))

describe('a table as text', () => {
  const desks = book.find((sheet) => sheet.name === '免费工位')?.rows ?? []
  const csv = stringify(desks.map((row) => [...row]))
  const tabbed = stringify(
    desks.map((row) => [...row]),
    { delimiter: '\t' },
  )
  const expected = readSpace(book)
    .rows.filter((row) => row.sheet === '免费工位')
    .map((row) => row.record)

  test.each([
    ['UTF-8', '工位.csv', Buffer.from(csv)],
    ['UTF-8 with mark', '工位.csv', Buffer.from(`\ufeff${csv}`)],
    ['UTF-8 with Windows line ends', '工位.csv', Buffer.from(csv.replaceAll('\n', '\r\n'))],
    ['GB18030', '工位.csv', gb18030(csv)],
    ['UTF-16 with mark', '工位.csv', utf16(csv, true)],
    ['UTF-16 without mark', '工位.csv', utf16(csv, false)],
    ['UTF-16 big endian', '工位.csv', utf16(csv, true).swap16()],
    ['tabs', '工位.txt', Buffer.from(tabbed)],
    ['tabs in UTF-16, as Excel saves them', '工位.txt', utf16(tabbed, true)],
  ])('%s: the same 200 desks as in the workbook', async (_, name, bytes) => {
    const { rows, errors } = readSpace(await readLedgerFile(name, bytes))
    expect(errors).toEqual([])
    expect(rows.map((row) => row.record)).toEqual(expected)
  })

  test('a rare sign of four bytes comes through', () => expect(decodeText(Buffer.from([0x95, 0x32, 0x82, 0x36, 0xc4, 0xe3]))).toBe('𠀀你'))
})

test.each([
  ['empty', '账.xlsx', Buffer.alloc(0), 'file.empty'],
  ['another kind of file', '账.pdf', Buffer.from('%PDF-1.7'), 'import.file_type'],
  ['a text that says it is a workbook', '账.xlsx', Buffer.from('序号,楼栋'), 'file.not_what_it_says'],
  ['an archive cut in two', '账.xlsx', readFileSync(`${folder}/${file}`).subarray(0, 4000), 'file.not_what_it_says'],
  ['an open quotation mark', '账.csv', Buffer.from('序号,楼栋\n1,"甲\n2,乙'), 'import.broken_table'],
  ['a NUL', '账.csv', Buffer.from('序号,楼栋\n1,甲\0乙,丙,丁,戊'), 'file.not_what_it_says'],
  ['no text in any encoding', '账.csv', Buffer.from([0xff, 0x20, 0xc4, 0xe3, 0xff, 0x20]), 'import.encoding'],
  ['too many columns', '账.csv', Buffer.from(','.repeat(600)), 'import.too_many_rows'],
  ['too large', '账.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'), 'file.too_large'],
])('%s is refused with a reason', async (_, name, bytes, code) => {
  await expect(readLedgerFile(name, bytes)).rejects.toMatchObject({ kind: 'invalid', fields: { file: code } })
})

test('a bomb is refused by what its directory states, before anything is unpacked', async () => {
  const bytes = Buffer.from(readFileSync(`${folder}/${file}`))
  const entry = bytes.indexOf('PK\x01\x02', 0, 'latin1')
  bytes.writeUInt32LE(4_000_000_000, entry + 24)
  await expect(readLedgerFile(file, bytes)).rejects.toMatchObject({ fields: { file: 'file.not_what_it_says' } })
})
