// The zone's ledgers for database tests: as they are, and with one sheet changed. Test support.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { LedgerKindCode } from '@/lib/foundation/ledger-import/model/kinds'
import type { Cell } from '@/lib/foundation/ledger-import/model/sheet'
import { importLedger, recogniseLedger } from '@/lib/foundation/ledger-import/server/door'
import { readWorkbook } from '@/lib/foundation/ledger-import/server/workbook'
import type { Ctx } from '@/lib/platform/command'
import { receiveFile, tableTypes } from '@/lib/platform/files'

const folder = 'prisma/seed/demo/ledgers'
const files = new Map<string, { name: string; bytes: Buffer }>()

export async function loadLedgers(): Promise<void> {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.xlsx'))) {
    const bytes = readFileSync(path.join(folder, name))
    const kind = await recogniseLedger(name, bytes)
    if (kind) files.set(kind, { name, bytes })
  }
}

export function fileOf(kind: LedgerKindCode): { name: string; bytes: Buffer } {
  const found = files.get(kind)
  if (!found) throw new Error(`no ledger ${kind}`)
  return found
}

export const importWhole = (kind: LedgerKindCode, ctx: Ctx) => importLedger(kind, fileOf(kind).name, fileOf(kind).bytes, {}, ctx)

/** One sheet of a ledger as CSV after a change. */
export async function edited(kind: LedgerKindCode, sheet: string, change: (rows: Cell[][]) => Cell[][]): Promise<Buffer> {
  const book = await readWorkbook(fileOf(kind).bytes)
  const rows = change((book.find((one) => one.name === sheet)?.rows ?? []).map((row) => [...row]))
  const text = (cell: Cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))
  return Buffer.from(rows.map((row) => row.map((cell) => `"${text(cell).replaceAll('"', '""')}"`).join(',')).join('\n'))
}

export const withoutTotal = (rows: Cell[][]): Cell[][] => rows.filter((row) => row[0] !== '合计')

/** In the row that has `key`, the cell `was` becomes `now`. */
export const put = (rows: Cell[][], key: string, was: Cell, now: Cell): Cell[][] =>
  rows.map((row) => (row.includes(key) ? row.map((cell) => (cell === was ? now : cell)) : row))

/** A CSV of this kind, received the way an upload is. */
export const received = async (kind: LedgerKindCode, name: string, bytes: Buffer) => ({
  kind,
  file: await receiveFile(new Blob([new Uint8Array(bytes)]).stream(), name, tableTypes),
})
