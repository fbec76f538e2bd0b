import 'server-only'
import type { Tx } from '@/lib/platform/db'
import { kindNames, kindOfBook } from '../model/kinds'
import { type BaseRow, type Counts, countRows, type JsonRecord, type PlannedRow, planRows } from '../model/plan'
import type { Sheet } from '../model/sheet'
import type { Figure, LedgerKind } from './kinds/kind'
import { lastImport } from './repo'

export interface ImportPlan {
  readonly kind: string
  readonly errors: readonly string[]
  readonly rows: readonly PlannedRow[]
  readonly counts: Counts
  readonly figures: readonly Figure[]
  /** The last import of this kind when the plan was made; another one in between makes the plan stale. */
  readonly basedOn: { readonly id: string; readonly generation: number } | null
}

/** The records that the last imports left under their keys. */
async function baseRows(tx: Tx, kind: string): Promise<BaseRow[]> {
  return tx.$queryRaw<{ key: string; sheet: string; record: JsonRecord }[]>`
    SELECT DISTINCT ON (r.key) r.key, r.sheet, r.record
      FROM ledger_import_row r JOIN ledger_import i ON i.id = r.import_id
     WHERE i.kind = ${kind} AND i.state IN ('committing', 'committed') AND r.no <= i.done_count AND r.mark <> 'error' AND r.change <> 'gone'
     ORDER BY r.key, (i.summary->>'generation')::int DESC`
}

/** Dry run: what this file would do. Nothing is written; with a fault of the file as a whole nothing would be. */
export async function planImport(tx: Tx, kind: LedgerKind, book: readonly Sheet[]): Promise<ImportPlan> {
  const { rows, errors } = kind.read(book)
  const other = kindOfBook(book)
  const misplaced = errors.length > 0 && other && other !== kind.code ? [`这份文件看起来是${kindNames[other]}，不是${kindNames[kind.code]}`] : []
  const basedOn = await lastImport(tx, kind.code)
  if (errors.length > 0) return { kind: kind.code, errors: [...misplaced, ...errors], rows: [], counts: countRows([]), figures: [], basedOn }
  const planned = planRows(rows, await baseRows(tx, kind.code), kind)
  const moving = planned.filter((row) => row.mark !== 'error' && row.change !== 'same' && row.change !== 'gone')
  const against = await kind.check(
    tx,
    moving.map((row) => row.record),
  )
  const checked = planned.map((row): PlannedRow => {
    const messages = moving.includes(row) ? (against.get(row.key) ?? []) : []
    return messages.length > 0 ? { ...row, mark: 'error', messages: [...messages, ...row.messages] } : row
  })
  const figures = kind.figures(checked.filter((row) => row.change !== 'gone').map((row) => row.record))
  return { kind: kind.code, errors: [], rows: checked, counts: countRows(checked), figures, basedOn }
}
