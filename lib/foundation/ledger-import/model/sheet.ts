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

export type Mark = 'ok' | 'warning' | 'error'

/** One row of a ledger as read: what it says, what is odd about it, and the key that finds it again. */
export interface LedgerRow<R> {
  readonly sheet: string
  /** Row number as Excel shows it. */
  readonly row: number
  readonly key: string
  readonly mark: Mark
  readonly messages: readonly Message[]
  readonly record: R
}

export interface LedgerRead<R> {
  readonly rows: readonly LedgerRow<R>[]
  /** Faults of the file as a whole; with any of them nothing is imported. */
  readonly errors: readonly string[]
}

/** Signs that no stored text may carry: control signs (PostgreSQL refuses NUL) and lone surrogates. */
const unstorable = /[\p{Cc}\p{Cs}]/gu

export const textOf = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).replace(unstorable, ' ').trim()
}

/** Full width becomes half; for codes and numbers, never for names. */
export const halfWidth = (text: string): string => text.normalize('NFKC').trim()

/** A whole number as typed; null when it is not one. */
export function wholeOf(cell: Cell | undefined): number | null {
  const text = halfWidth(textOf(cell)).replaceAll(',', '')
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** 万元 with up to four decimals → fen, digit by digit. */
export function wanToFen(cell: Cell | undefined): bigint | null {
  const match = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(halfWidth(textOf(cell)).replaceAll(',', ''))
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
  const match = cell instanceof Date ? null : /^(\d{4})[年\-/.](0?[1-9]|1[0-2])月?$/.exec(halfWidth(textOf(cell)))
  return match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}` : (dayOf(cell)?.slice(0, 7) ?? null)
}

export const listOf = (cell: Cell | undefined, separator: RegExp): string[] =>
  textOf(cell)
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '无')

export interface Table {
  readonly name: string
  readonly columns: ReadonlyMap<string, number>
  readonly body: readonly { readonly row: number; readonly cells: readonly Cell[] }[]
  readonly total: readonly Cell[] | null
}

/** A column's name without its unit in brackets and without blanks. */
const plain = (name: string) =>
  halfWidth(name)
    .replace(/\s/g, '')
    .replace(/[（(][^（(]*[）)]$/, '')

/** How many rows from the top may stand above the head. */
const HEAD_WITHIN = 12

function columnsAt(sheet: Sheet, at: number): { columns: Map<string, number>; height: 1 | 2 } {
  const first = sheet.rows[at] ?? []
  const second = sheet.rows[at + 1] ?? []
  const number = first.findIndex((cell) => plain(textOf(cell)) === '序号')
  // under a two-level head the number column is merged downwards, so the cell below it is empty
  const two = number >= 0 && textOf(second[number]) === '' && second.some((cell) => textOf(cell) !== '')
  const columns = new Map<string, number>()
  for (let c = 0; c < Math.max(first.length, two ? second.length : 0); c += 1) {
    const name = plain((two ? textOf(second[c]) : '') || textOf(first[c]))
    if (name && !columns.has(name)) columns.set(name, c)
  }
  return { columns, height: two ? 2 : 1 }
}

const isTotal = (cells: readonly Cell[]) => cells.some((cell) => /^(合计|总计)$/.test(textOf(cell)))

/**
 * Finds the head by its names (one or two rows), whatever stands above it and in whatever order the columns are; the row
 * that says 合计 is the total. `missing` names the wanted columns that the best head lacks.
 */
export function findTable(sheet: Sheet, wanted: readonly string[]): { table: Table | null; missing: readonly string[] } {
  let best = { at: -1, missing: wanted }
  for (let at = 0; at < Math.min(sheet.rows.length, HEAD_WITHIN); at += 1) {
    const { columns } = columnsAt(sheet, at)
    const missing = wanted.filter((name) => !columns.has(name))
    if (missing.length < best.missing.length) best = { at, missing }
  }
  if (best.at < 0 || best.missing.length > 0) return { table: null, missing: best.missing }
  const { columns, height } = columnsAt(sheet, best.at)
  const start = best.at + height
  const body: { row: number; cells: readonly Cell[] }[] = []
  let total: readonly Cell[] | null = null
  sheet.rows.slice(start).forEach((cells, offset) => {
    if (isTotal(cells)) total = cells
    else if (cells.some((cell) => textOf(cell) !== '')) body.push({ row: start + offset + 1, cells })
  })
  return { table: { name: sheet.name, columns, body, total }, missing: [] }
}

/** The ledger's one table, in whichever sheet it stands, shown as `name` and read row by row; or what its best head lacks. */
export function readTable<T>(
  book: readonly Sheet[],
  name: string,
  wanted: readonly string[],
  readRow: (table: Table, row: number, cells: readonly Cell[]) => LedgerRow<T>,
  wrongTotals: (table: Table) => string[],
): LedgerRead<T> {
  const tries = book.map((sheet) => findTable(sheet, wanted))
  const found = tries.find((one) => one.table)?.table
  if (!found) {
    const missing = tries.map((one) => one.missing).sort((a, b) => a.length - b.length)[0] ?? wanted
    return { rows: [], errors: [`“${name}”缺少列：${missing.join('、')}`] }
  }
  const table = { ...found, name }
  const rows = table.body.map(({ row, cells }) => readRow(table, row, cells))
  return { rows, errors: rows.length === 0 ? [`“${name}”里一行也没有`] : wrongTotals(table) }
}

/** Reads the cells of a row by column name and collects what is wrong with it. */
export class RowReader {
  readonly messages: Message[] = []
  worst: Mark = 'ok'

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

  /** A code or number that people copy around: full width becomes half, blanks go. */
  code(column: string, required = true): string {
    return halfWidth(this.text(column, required)).replace(/\s/g, '')
  }

  whole(column: string): number {
    const n = wholeOf(this.cell(column))
    if (n === null) this.fault(column, '要填整数')
    return n ?? 0
  }

  fen(column: string): bigint {
    const fen = wanToFen(this.cell(column))
    if (fen === null) this.fault(column, '要填金额，单位是万元，最多四位小数')
    return fen ?? 0n
  }

  choice<V>(column: string, options: Readonly<Record<string, V>>): V | undefined {
    const text = this.text(column)
    if (text === '') return undefined
    if (Object.hasOwn(options, text)) return options[text]
    this.fault(column, `“${text}”不在可选范围：${Object.keys(options).join('、')}`)
    return undefined
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
export function refuseTwice<R>(rows: readonly LedgerRow<R>[], column: string): LedgerRow<R>[] {
  const first = new Map<string, number>()
  return rows.map((row) => {
    const before = first.get(row.key)
    if (before === undefined) {
      first.set(row.key, row.row)
      return row
    }
    return { ...row, mark: 'error', messages: [...row.messages, { column, text: `${row.key} 和第 ${before} 行重复` }] }
  })
}

/** What the total row states in a column against the sum of the rows; null when both agree or nothing is stated. */
export function wrongTotal(table: Table, column: string, sum: number, unit: string): string | null {
  const at = table.columns.get(column)
  const stated = at === undefined || !table.total ? '' : halfWidth(textOf(table.total[at])).replaceAll(',', '')
  const match = /^\D*(\d+(?:\.\d+)?)\D*$/.exec(stated)
  if (!match || Number(match[1]) === sum) return null
  return `${table.name}：${column}合计写的是 ${match[1]} ${unit}，各行加起来是 ${sum} ${unit}`
}
