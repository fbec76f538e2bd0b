import type { LedgerRow, Mark, Message } from './sheet'

export type Change = 'new' | 'changed' | 'same' | 'gone'
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonRecord = { readonly [key: string]: Json }

/** The last record that was imported under a key. */
export interface BaseRow {
  readonly key: string
  readonly sheet: string
  readonly record: JsonRecord
}

export interface PlannedRow {
  readonly sheet: string
  readonly row: number
  readonly key: string
  readonly mark: Mark
  readonly change: Change
  readonly messages: readonly Message[]
  readonly record: JsonRecord
}

export interface Counts {
  readonly ok: number
  readonly warning: number
  readonly error: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly gone: number
  /** Rows that a commit would act on: new or changed, and without a fault. */
  readonly effective: number
}

/** A fixed spelling of a value, so that the order of keys does not count as a difference. */
function spelling(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(spelling).join(',')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${spelling(one)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

/** The fields in which two records differ; `ignored` are fields that differ by nature (encrypted anew each time). */
export function changedFields(base: JsonRecord, next: JsonRecord, ignored: readonly string[] = []): string[] {
  const fields = new Set([...Object.keys(base), ...Object.keys(next)])
  return [...fields].filter((field) => !ignored.includes(field) && spelling(base[field]) !== spelling(next[field]))
}

type Show = (value: Json | undefined) => string

const LONGEST = 40

/** A value as a person reads it; `words` are the names of codes. */
const showWith = (words: Readonly<Record<string, string>>): Show => {
  const show: Show = (value) => {
    if (value === undefined || value === null || value === '') return '空'
    if (Array.isArray(value)) return value.length === 0 ? '空' : value.map(show).join('、')
    if (typeof value === 'object') return Object.values(value).map(show).join('；')
    const text = words[String(value)] ?? String(value)
    return [...text].length > LONGEST ? `${[...text].slice(0, LONGEST).join('')}…` : text
  }
  return show
}

/** Only the parts of a nested value that differ, so that a message stays short. */
function showBoth(show: Show, was: Json | undefined, now: Json | undefined): [string, string] {
  const isObject = (value: Json | undefined): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject(was) || !isObject(now)) return [show(was), show(now)]
  const fields = changedFields(was, now)
  return [fields.map((field) => show(was[field])).join('；'), fields.map((field) => show(now[field])).join('；')]
}

export interface PlanRules {
  /** Field → column name, for messages about what changed. */
  readonly labels: Readonly<Record<string, string>>
  /** Codes in a record → the words of the ledger. */
  readonly words: Readonly<Record<string, string>>
  readonly ignored: readonly string[]
  /** Fields whose values are not to be shown, only that they changed. */
  readonly hidden: readonly string[]
}

function planRow(row: LedgerRow<JsonRecord>, base: BaseRow | undefined, rules: PlanRules): PlannedRow {
  const { sheet, row: no, key, mark, messages, record } = row
  if (!base) return { sheet, row: no, key, mark, change: 'new', messages, record }
  const order = Object.keys(rules.labels)
  const fields = changedFields(base.record, record, rules.ignored).sort((a, b) => order.indexOf(a) - order.indexOf(b))
  const changes = fields.map((field) => {
    const [was, now] = showBoth(showWith(rules.words), base.record[field], record[field])
    return { column: rules.labels[field] ?? field, text: rules.hidden.includes(field) ? '有改动' : `原来“${was}”，现在“${now}”` }
  })
  return { sheet, row: no, key, mark, change: changes.length > 0 ? 'changed' : 'same', messages: [...messages, ...changes], record }
}

/**
 * What a file would do, against what was imported last: rows that are new, changed or the same, and the ones that the
 * same sheets no longer name. A thing that is gone from a ledger is shown and never deleted by an import.
 */
export function planRows(rows: readonly LedgerRow<JsonRecord>[], base: readonly BaseRow[], rules: PlanRules): PlannedRow[] {
  const before = new Map(base.map((row) => [row.key, row]))
  const planned = rows.map((row) => planRow(row, before.get(row.key), rules))
  const sheets = new Set(rows.map((row) => row.sheet))
  const named = new Set(rows.map((row) => row.key))
  const gone = base.filter((row) => sheets.has(row.sheet) && !named.has(row.key))
  const text = '这份台账里没有它了。导入不会删除，要停用请到相应页面处理'
  return [
    ...planned,
    ...gone.map(
      ({ sheet, key, record }): PlannedRow => ({
        sheet,
        row: 0,
        key,
        mark: 'warning',
        change: 'gone',
        messages: [{ column: '整行', text }],
        record,
      }),
    ),
  ]
}

/** Does committing this row do something? */
export const takesEffect = (row: { mark: string; change: string }): boolean => row.mark !== 'error' && (row.change === 'new' || row.change === 'changed')

export function countRows(rows: readonly { mark: Mark; change: Change }[]): Counts {
  const counts = { ok: 0, warning: 0, error: 0, new: 0, changed: 0, same: 0, gone: 0, effective: 0 }
  for (const row of rows) {
    counts[row.mark] += 1
    counts[row.change] += 1
    if (takesEffect(row)) counts.effective += 1
  }
  return counts
}
