import 'server-only'
import readXlsx from 'read-excel-file/node'
import { AppError } from '@/lib/kernel/app-error'
import { MAX_FILE_BYTES } from '@/lib/kernel/upload'
import type { Cell, Sheet } from '../model/sheet'
import { readTextSheet } from './text-file'

const MAX_UNPACKED = 200 * 1024 * 1024
const MAX_ROWS = 20_000
const MAX_COLUMNS = 500

/** Sum of the unpacked sizes that the archive's own directory states; a bomb is refused before anything is unpacked. */
function unpackedSize(bytes: Buffer): number {
  let total = 0
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1 && at + 46 < bytes.length; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1'))
    total += bytes.readUInt32LE(at + 24)
  return total
}

const isCell = (value: unknown): value is Cell =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Date

/** Reads an .xlsx workbook; formulas give their stored value and are never evaluated. Refuses with a plain reason. */
export async function readWorkbook(bytes: Buffer): Promise<Sheet[]> {
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\x03\x04' || unpackedSize(bytes) > MAX_UNPACKED) throw AppError.invalid({ file: 'file.not_what_it_says' })
  const book = await readXlsx(bytes).catch(() => {
    throw AppError.invalid({ file: 'file.not_what_it_says' })
  })
  return book.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map((cell) => (isCell(cell) ? cell : null))) }))
}

/** A ledger file as sheets: .xlsx, or .csv and .txt in the usual encodings. Refuses what is too large or not a table. */
export async function readLedgerFile(name: string, bytes: Buffer): Promise<Sheet[]> {
  if (bytes.length === 0) throw AppError.invalid({ file: 'file.empty' })
  if (bytes.length > MAX_FILE_BYTES) throw AppError.invalid({ file: 'file.too_large' })
  const ending = name.split('.').pop()?.toLowerCase()
  if (ending !== 'xlsx' && ending !== 'csv' && ending !== 'txt') throw AppError.invalid({ file: 'import.file_type' })
  const book = ending === 'xlsx' ? await readWorkbook(bytes) : [readTextSheet(name, bytes, ending)]
  if (book.some((sheet) => sheet.rows.length > MAX_ROWS || sheet.rows.some((row) => row.length > MAX_COLUMNS)))
    throw AppError.invalid({ file: 'import.too_many_rows' })
  return book
}
