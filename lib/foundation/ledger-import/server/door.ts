import 'server-only'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { kindOfBook } from '../model/kinds'
import type { Counts, PlannedRow } from '../model/plan'
import { beginCommit, type CommitOptions, runCommit } from './commit'
import { ledgerKind } from './kinds/registry'
import { type ImportPlan, planImport } from './plan'
import { findForUpdate, messagesOf } from './repo'
import { storePlan } from './store'
import { readLedgerFile } from './workbook'

/** Which ledger a file is, by its columns; null when it is none that the portal knows. */
export const recogniseLedger = async (name: string, bytes: Buffer) => kindOfBook(await readLedgerFile(name, bytes))

/** Dry run for the command line: nothing is written. */
export async function dryRun(code: string, name: string, bytes: Buffer): Promise<ImportPlan> {
  const kind = ledgerKind(code)
  return planImport(db, kind, await readLedgerFile(name, bytes))
}

export interface Imported {
  readonly plan: ImportPlan
  /** Null when there was nothing to do or the file was refused. */
  readonly id: string | null
  readonly counts: Counts
  /** Rows that the plan let through and the database refused. */
  readonly setAside: readonly Pick<PlannedRow, 'key' | 'messages'>[]
}

async function setAside(id: string, plan: ImportPlan): Promise<Imported['setAside']> {
  const planned = new Set(plan.rows.filter((row) => row.mark === 'error').map((row) => row.key))
  const rows = await db.ledgerImportRow.findMany({ where: { importId: id, mark: 'error' }, orderBy: { no: 'asc' } })
  return rows.filter((row) => !planned.has(row.key)).map((row) => ({ key: row.key, messages: messagesOf(row.messages) }))
}

/** An import of this kind that was interrupted is carried to its end first. */
async function finishBegun(ctx: Ctx, kind: string, options: CommitOptions): Promise<void> {
  const begun = await db.ledgerImport.findFirst({ where: { kind, state: 'committing' }, select: { id: true } })
  if (begun) await runCommit(ctx, begun.id, options)
}

/** Preview and commit in one go, for the command line and the demo seed. */
export async function importLedger(code: string, name: string, bytes: Buffer, options: CommitOptions = {}, ctx: Ctx = makeCtx(null)): Promise<Imported> {
  const kind = ledgerKind(code)
  const book = await readLedgerFile(name, bytes)
  await finishBegun(ctx, kind.code, options)
  const { plan, id } = await ctx.transaction(async (tx) => {
    const plan = await planImport(tx, kind, book)
    if (plan.errors.length > 0 || plan.counts.effective === 0) return { plan, id: null }
    const made = await storePlan(tx, ctx, plan, { name, bytes })
    await beginCommit(tx, ctx, await findForUpdate(tx, made.id))
    return { plan, id: made.id }
  })
  if (id) await runCommit(ctx, id, options)
  return { plan, id, counts: plan.counts, setAside: id ? await setAside(id, plan) : [] }
}

/** The worker's task: carries on with an import that a member of staff let in. */
export const ledgerCommitJob = (id: string): Promise<void> => runCommit(makeCtx(null), id)
