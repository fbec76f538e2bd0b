import 'server-only'
import { parse } from 'csv-parse/sync'
import { AppError } from '@/lib/kernel/app-error'
import type { Sheet } from '../model/sheet'

/** A cell longer than this is a broken quotation mark, not a text. */
const MAX_RECORD = 200_000

const startsWith = (bytes: Buffer, ...signs: number[]) => signs.every((sign, i) => bytes[i] === sign)

const LOOKED_AT = 65_536

/** UTF-16 without a mark: ASCII signs (separators, digits) leave a zero at every second byte, Chinese ones almost never. */
function looksUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0]
  for (const [i, byte] of bytes.subarray(0, LOOKED_AT).entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > 4 && odd > even * 10) return 'utf-16le'
  return even > 4 && even > odd * 10 ? 'utf-16be' : null
}

/** Text of a file in UTF-8 (with or without mark), UTF-16 or GB18030 (which includes GBK and GB2312). */
export function decodeText(bytes: Buffer): string {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes)
  const wide = looksUtf16(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // not UTF-8: Excel on a Chinese Windows writes GBK
  }
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    throw AppError.invalid({ file: 'import.encoding' })
  }
}

/** A comma- or tab-separated file as a sheet whose name is the file's. */
export function readTextSheet(name: string, bytes: Buffer, ending: 'csv' | 'txt'): Sheet {
  const text = decodeText(bytes)
  if (text.includes('\0')) throw AppError.invalid({ file: 'file.not_what_it_says' })
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = ending === 'txt' || (firstLine.includes('\t') && !firstLine.includes(',')) ? '\t' : ','
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: delimiter === '\t',
      skip_empty_lines: false,
      max_record_size: MAX_RECORD,
    })
    return { name: name.replace(/\.[^.]*$/, ''), rows }
  } catch {
    throw AppError.invalid({ file: 'import.broken_table' })
  }
}
