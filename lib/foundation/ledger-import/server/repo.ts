import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import type { RowsQuery } from '../model/schema'

const counts = z.object({
  ok: z.int(),
  warning: z.int(),
  error: z.int(),
  new: z.int(),
  changed: z.int(),
  same: z.int(),
  gone: z.int(),
  effective: z.int(),
})

const summarySchema = z.object({
  errors: z.array(z.string()),
  counts,
  figures: z.array(z.object({ label: z.string(), value: z.string() })),
  basedOn: z.object({ id: z.string(), generation: z.int() }).nullable(),
  /** Order of the imports of one kind: the one with the highest number is what the ledger said last. */
  generation: z.int().nullable(),
  committedBy: z.object({ userId: z.string(), name: z.string() }).nullable(),
})

export type ImportSummary = z.output<typeof summarySchema>

export type ImportRow = Omit<Prisma.LedgerImportGetPayload<object>, 'summary'> & { summary: ImportSummary }

export const readSummary = (json: unknown): ImportSummary => summarySchema.parse(json)

const open = <T extends { summary: unknown }>(row: T) => ({ ...row, summary: readSummary(row.summary) })

/** One lock per kind of ledger: two imports of the same kind never run side by side. */
export async function lockKind(tx: Tx, kind: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`ledger-import:${kind}`}))`
}

/** The import, locked; `not_found` when there is none. */
export async function findForUpdate(tx: Tx, id: string): Promise<ImportRow> {
  await tx.$queryRaw`SELECT 1 FROM ledger_import WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.ledgerImport.findUnique({ where: { id } })
  if (!row) throw AppError.notFound()
  return open(row)
}

/** The import of this kind that was committed, or began to be, last. */
export async function lastImport(tx: Tx, kind: string): Promise<{ id: string; generation: number } | null> {
  const rows = await tx.$queryRaw<{ id: string; generation: number }[]>`
    SELECT id, (summary->>'generation')::int AS generation FROM ledger_import
     WHERE kind = ${kind} AND state IN ('committing', 'committed') ORDER BY (summary->>'generation')::int DESC LIMIT 1`
  return rows[0] ?? null
}

const messageList = z.array(z.object({ column: z.string(), text: z.string() }))

export const messagesOf = (json: unknown) => messageList.parse(json)

/** Rows of a preview under the filters of the page; without a filter, the ones that there is something to say about. */
export function rowsWhere(importId: string, { mark, change }: Pick<RowsQuery, 'mark' | 'change'>): Prisma.LedgerImportRowWhereInput {
  if (!mark && !change) return { importId, NOT: { mark: 'ok', change: 'same' } }
  return { importId, ...(mark ? { mark } : {}), ...(change && change !== 'all' ? { change } : {}) }
}
