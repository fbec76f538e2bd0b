import { addDays, type CalendarDate, calendarDate, parseCalendarDate } from '@/lib/kernel/calendar-date'

export type Cell = string | number | boolean | Date | null
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
}

export interface Message {
  readonly column: string
  readonly text: string
}

/** One row of a ledger as read: what it says, what is odd about it, and the key that finds it again. */
export interface LedgerRow<R> {
  readonly sheet: string
  /** Row number as Excel shows it. */
  readonly row: number
  readonly key: string
  readonly mark: 'ok' | 'warning' | 'error'
  readonly messages: readonly Message[]
  readonly record: R
}

export interface LedgerRead<R> {
  readonly rows: readonly LedgerRow<R>[]
  /** Faults of the file as a whole; with any of them nothing is imported. */
  readonly errors: readonly string[]
}

export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim()

/** A whole number as typed; null when it is not one. */
export function wholeOf(cell: Cell | undefined): number | null {
  const text = textOf(cell).normalize('NFKC').replaceAll(',', '')
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** 万元 with up to four decimals → fen, digit by digit. */
export function wanToFen(cell: Cell | undefined): bigint | null {
  const match = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(textOf(cell).normalize('NFKC').replaceAll(',', ''))
  return match ? BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(4, '0')) * 100n : null
}

/** A day from a real date cell (UTC midnight), an Excel serial number or a spelling; null when it is none of them. */
export function dayOf(cell: Cell | undefined): CalendarDate | null {
  if (cell instanceof Date) return calendarDate(cell.toISOString().slice(0, 10))
  if (typeof cell === 'number' && cell > 20_000 && cell < 80_000) return addDays(calendarDate('1899-12-30'), Math.floor(cell))
  const parsed = parseCalendarDate(textOf(cell))
  return parsed.ok ? parsed.value : null
}

/** `2025年6月` → `2025-06`. */
export function monthOf(cell: Cell | undefined): string | null {
  const match = /^(\d{4})年(\d{1,2})月$/.exec(textOf(cell))
  return match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}` : (dayOf(cell)?.slice(0, 7) ?? null)
}

export const listOf = (cell: Cell | undefined, separator: RegExp): string[] =>
  textOf(cell)
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '无')

export interface Table {
  readonly name: string
  /** Column names; under a two-level head `组/列` as well as the plain name. */
  readonly columns: ReadonlyMap<string, number>
  readonly body: readonly { readonly row: number; readonly cells: readonly Cell[] }[]
  readonly total: readonly Cell[] | null
}

const plain = (name: string) => name.replace(/[\s（(][^）)]*[）)]?$/, '').replace(/\s/g, '')

/** Finds the head by its names (one or two rows), whatever stands above it; the row that begins with 合计 is the total. */
export function findTable(sheet: Sheet, wanted: readonly string[]): Table | null {
  for (let i = 0; i < Math.min(sheet.rows.length, 12); i += 1) {
    const first = sheet.rows[i] ?? []
    if (plain(textOf(first[0])) !== '序号') continue
    const second = sheet.rows[i + 1] ?? []
    const twoLevels = textOf(second[0]) === '' && second.some((cell) => textOf(cell) !== '')
    const columns = new Map<string, number>()
    const width = Math.max(first.length, second.length)
    for (let c = 0; c < width; c += 1) {
      const name = plain(textOf((twoLevels ? second[c] : null) ?? null) || textOf(first[c]))
      if (name && !columns.has(name)) columns.set(name, c)
    }
    if (!wanted.every((name) => columns.has(name))) return null
    const start = i + (twoLevels ? 2 : 1)
    const body: { row: number; cells: readonly Cell[] }[] = []
    let total: readonly Cell[] | null = null
    sheet.rows.slice(start).forEach((cells, offset) => {
      if (textOf(cells[0]) === '合计') total = cells
      else if (cells.some((cell) => textOf(cell) !== '')) body.push({ row: start + offset + 1, cells })
    })
    return { name: sheet.name, columns, body, total }
  }
  return null
}

/** Reads the cells of a row by column name and collects what is wrong with it. */
export class RowReader {
  readonly messages: Message[] = []
  worst: 'ok' | 'warning' | 'error' = 'ok'

  constructor(
    private readonly table: Table,
    private readonly cells: readonly Cell[],
  ) {}

  cell(column: string): Cell | undefined {
    const at = this.table.columns.get(column)
    return at === undefined ? undefined : this.cells[at]
  }

  text(column: string, required = true): string {
    const text = textOf(this.cell(column))
    if (required && text === '') this.fault(column, '没有填')
    return text
  }

  whole(column: string): number {
    const n = wholeOf(this.cell(column))
    if (n === null) this.fault(column, '要填整数')
    return n ?? 0
  }

  choice<V>(column: string, options: Readonly<Record<string, V>>): V | undefined {
    const text = this.text(column)
    if (text !== '' && !Object.hasOwn(options, text)) this.fault(column, `“${text}”不在可选范围：${Object.keys(options).join('、')}`)
    return options[text]
  }

  fault(column: string, text: string): void {
    this.messages.push({ column, text })
    this.worst = 'error'
  }

  warn(column: string, text: string): void {
    this.messages.push({ column, text })
    if (this.worst === 'ok') this.worst = 'warning'
  }
}

/** Marks keys that occur twice; a ledger names each thing once. */
export function refuseTwice<R>(rows: readonly LedgerRow<R>[]): LedgerRow<R>[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    if (!seen.has(row.key)) {
      seen.add(row.key)
      return row
    }
    return { ...row, mark: 'error', messages: [...row.messages, { column: '编号', text: `${row.key} 出现了两次` }] }
  })
}
