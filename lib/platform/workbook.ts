import 'server-only'
import writeXlsx from 'write-excel-file/node'

/** `money` is fen and shown as yuan with two decimals; `number` and `money` are real numbers in the sheet, everything else is text. */
export interface SheetColumn {
  readonly title: string
  readonly kind?: 'text' | 'number' | 'money'
  /** In signs of the standard font. */
  readonly width?: number
}

export interface SheetOf {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly (string | number | bigint | null)[])[]
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function cell(value: string | number | bigint | null, kind: SheetColumn['kind']) {
  if (value === null || value === '') return null
  if (kind === 'money') return { value: Number(value) / 100, type: Number, format: '#,##0.00' }
  if (kind === 'number') return { value: Number(value), type: Number }
  // typed as text: a spreadsheet never runs it, whatever somebody wrote as a name
  return { value: String(value), type: String }
}

/** A real `.xlsx`: a bold head that stays in sight, numbers as numbers, texts as texts. Throws without a sheet. */
export async function workbook(sheets: readonly SheetOf[]): Promise<Buffer> {
  const made = await writeXlsx(
    sheets.map((sheet) => ({
      sheet: sheet.name.slice(0, 31),
      columns: sheet.columns.map((column) => ({ width: column.width ?? Math.max(10, column.title.length * 2 + 4) })),
      stickyRowsCount: 1,
      data: [
        sheet.columns.map((column) => ({ value: column.title, type: String, fontWeight: 'bold' as const })),
        ...sheet.rows.map((row) => row.map((value, i) => cell(value, sheet.columns[i]?.kind))),
      ],
    })),
  )
  return made.toBuffer()
}
