import 'server-only'
import readXlsx from 'read-excel-file/node'
import { AppError } from '@/lib/kernel/app-error'
import type { Cell, Sheet } from '../model/sheet'

const MAX_BYTES = 20 * 1024 * 1024
const MAX_UNPACKED = 200 * 1024 * 1024

/** Sum of the unpacked sizes that the archive's own directory states; a bomb is refused before anything is unpacked. */
function unpackedSize(bytes: Buffer): number {
  let total = 0
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1 && at + 46 < bytes.length; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1'))
    total += bytes.readUInt32LE(at + 24)
  return total
}

/** Reads an .xlsx workbook; formulas give their stored value and are never evaluated. Refuses with a plain reason. */
export async function readWorkbook(bytes: Buffer): Promise<Sheet[]> {
  if (bytes.length > MAX_BYTES) throw AppError.invalid({ file: 'file.too_large' })
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\x03\x04' || unpackedSize(bytes) > MAX_UNPACKED) throw AppError.invalid({ file: 'file.not_what_it_says' })
  const book = await readXlsx(bytes).catch(() => {
    throw AppError.invalid({ file: 'file.not_what_it_says' })
  })
  return book.map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as Cell[][] }))
}
