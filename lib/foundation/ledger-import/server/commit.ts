import 'server-only'
import { errorText } from '@/lib/i18n/errors'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Clock } from '@/lib/platform/clock'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db, type Tx } from '@/lib/platform/db'
import { revalidateAfterCommit } from '@/lib/platform/revalidate'
import { changedFields, type JsonRecord, takesEffect } from '../model/plan'
import type { LedgerKind } from './kinds/kind'
import { ledgerKind } from './kinds/registry'
import { findForUpdate, type ImportRow, lastImport, lockKind } from './repo'

export interface CommitOptions {
  /** When a row takes effect; the demo spreads receipt days over the last working days. Default: now. */
  readonly clockOf?: (no: number) => Clock
}

/** Preview → committing. Refused when another import of the kind came in between, or when there is nothing to do. */
export async function beginCommit(tx: Tx, ctx: Ctx, row: ImportRow): Promise<void> {
  await lockKind(tx, row.kind)
  if (row.state !== 'preview') throw AppError.conflict('import.state_changed')
  const last = await lastImport(tx, row.kind)
  if (last?.id !== row.summary.basedOn?.id) throw AppError.conflict('import.stale')
  if (last && (await tx.ledgerImport.count({ where: { id: last.id, state: 'committing' } })) > 0) throw AppError.conflict('import.running')
  if (row.summary.counts.effective === 0) throw AppError.rule('import.nothing_to_do')
  const committedBy = ctx.actor ? { userId: ctx.actor.userId, name: ctx.actor.name } : null
  const summary = { ...row.summary, generation: (last?.generation ?? 0) + 1, committedBy }
  await tx.ledgerImport.update({ where: { id: row.id }, data: { state: 'committing', summary } })
  await recordAudit(tx, ctx, { type: 'import.commit_started', subject: { kind: 'ledger_import', id: row.id }, detail: { kind: row.kind } })
}

/** The record that was imported under this key before this import. */
async function baseOf(tx: Tx, row: ImportRow, keys: readonly string[]): Promise<Map<string, JsonRecord>> {
  const rows = await tx.$queryRaw<{ key: string; record: JsonRecord }[]>`
    SELECT DISTINCT ON (r.key) r.key, r.record
      FROM ledger_import_row r JOIN ledger_import i ON i.id = r.import_id
     WHERE i.kind = ${row.kind} AND i.state = 'committed' AND r.mark <> 'error' AND r.change <> 'gone' AND r.key = ANY (${[...keys]}::text[])
     ORDER BY r.key, (i.summary->>'generation')::int DESC`
  return new Map(rows.map((one) => [one.key, one.record]))
}

async function finish(tx: Tx, ctx: Ctx, row: ImportRow, kind: LedgerKind): Promise<void> {
  await tx.ledgerImport.update({ where: { id: row.id }, data: { state: 'committed', committedAt: ctx.clock.now(), doneCount: row.rowCount } })
  const rows = await tx.ledgerImportRow.findMany({ where: { importId: row.id }, select: { mark: true, change: true, record: true } })
  const made = new Map<string, { new: number; changed: number }>()
  for (const one of rows.filter(takesEffect)) {
    const object = kind.objectOf(one.record as JsonRecord)
    const count = made.get(object) ?? { new: 0, changed: 0 }
    count[one.change === 'new' ? 'new' : 'changed'] += 1
    made.set(object, count)
  }
  const skipped = rows.filter((one) => one.mark === 'error').length
  for (const [object, count] of made)
    await recordAudit(tx, ctx, { type: `import.${object}_changed`, subject: { kind: 'ledger_import', id: row.id }, detail: { ...count } })
  await recordAudit(tx, ctx, { type: 'import.committed', subject: { kind: 'ledger_import', id: row.id }, detail: { kind: row.kind, skipped } })
  await revalidateAfterCommit(tx, 'stats')
}

/**
 * The next rows in one transaction: what they change and how far the import has come are saved together, so that a
 * killed run goes on where it stopped and no row acts twice. Answers false when there is nothing left.
 */
async function commitBatch(ctx: Ctx, id: string, size: number, options: CommitOptions): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, id)
    if (row.state !== 'committing') return false
    const kind = ledgerKind(row.kind)
    const rows = await tx.ledgerImportRow.findMany({ where: { importId: id, no: { gt: row.doneCount } }, orderBy: { no: 'asc' }, take: size })
    if (rows.length === 0) {
      await finish(tx, actingFor(ctx, row), row, kind)
      return false
    }
    const acting = rows.filter(takesEffect)
    const base = await baseOf(
      tx,
      row,
      acting.map((one) => one.key),
    )
    for (const one of acting) {
      const record = one.record as JsonRecord
      const before = base.get(one.key) ?? null
      const changed = new Set(before ? changedFields(before, record, kind.ignored) : Object.keys(record))
      const clock = options.clockOf?.(one.no) ?? ctx.clock
      await kind.apply(tx, makeCtx(null, { clock, requestId: ctx.requestId }), record, before, changed)
    }
    await tx.ledgerImport.update({ where: { id }, data: { doneCount: rows.at(-1)?.no ?? row.doneCount } })
    return true
  })
}

/** The audit names the member of staff who let the import in, not the worker that carries it out. */
function actingFor(ctx: Ctx, row: ImportRow): Ctx {
  const by = row.summary.committedBy
  const actor = by && { userId: by.userId, personId: '', name: by.name, roles: new Set<never>(), departments: new Set<string>(), sessionId: '' }
  return makeCtx(actor, { clock: ctx.clock, requestId: ctx.requestId })
}

/** Is this a refusal of one row (a rule, a constraint), not trouble with the database as a whole? */
const isRowFault = (error: unknown): boolean => {
  if (error instanceof AppError) return true
  const text = error instanceof Error ? `${(error as { code?: string }).code ?? ''} ${error.message}` : ''
  return /P2002|P2003|P2004|P2025|23\d{3}|constraint/i.test(text)
}

/** Sets the next row aside with the reason, so that the others go on. */
async function skipRow(ctx: Ctx, id: string, error: unknown): Promise<void> {
  const why = error instanceof AppError ? errorText(Object.values(error.fields ?? {})[0] ?? error.code, error.params) : errorText('database.refused')
  await ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, id)
    if (row.state !== 'committing') return
    const next = await tx.ledgerImportRow.findFirst({ where: { importId: id, no: { gt: row.doneCount } }, orderBy: { no: 'asc' } })
    if (!next) return
    const messages = [...(next.messages as { column: string; text: string }[]), { column: '整行', text: `没有导入：${why}` }]
    await tx.ledgerImportRow.update({ where: { importId_no: { importId: id, no: next.no } }, data: { mark: 'error', messages } })
    await tx.ledgerImport.update({ where: { id }, data: { doneCount: next.no } })
  })
}

/** Carries a begun import to its end; may be called again after any interruption. */
export async function runCommit(ctx: Ctx, id: string, options: CommitOptions = {}): Promise<void> {
  const { kind } = await db.ledgerImport.findUniqueOrThrow({ where: { id }, select: { kind: true } })
  const batch = ledgerKind(kind).batch
  let size = batch
  for (;;) {
    try {
      if (!(await commitBatch(ctx, id, size, options))) return
      size = batch
    } catch (error) {
      if (!isRowFault(error)) throw error
      // one row of the batch is refused and took the others with it: go one by one until it is found
      if (size > 1) size = 1
      else await skipRow(ctx, id, error)
    }
  }
}
