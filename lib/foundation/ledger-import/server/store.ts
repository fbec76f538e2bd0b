import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import { sha256Hex } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import type { ImportPlan } from './plan'
import type { ImportSummary } from './repo'

export interface LedgerFile {
  readonly name: string
  readonly bytes: Buffer
  /** The stored file, when it came by upload. */
  readonly fileId?: string
}

/** Keeps a dry run with its rows, so that people can look at it and commit exactly what they saw. */
export async function storePlan(tx: Tx, ctx: Ctx, plan: ImportPlan, file: LedgerFile): Promise<{ id: string }> {
  const { errors, counts, figures, basedOn } = plan
  const summary = {
    errors: [...errors],
    counts: { ...counts },
    figures: figures.map((figure) => ({ ...figure })),
    basedOn: basedOn && { ...basedOn },
    generation: null,
    committedBy: null,
  } satisfies ImportSummary
  const made = await tx.ledgerImport.create({
    data: {
      kind: plan.kind,
      fileName: file.name,
      sha256: sha256Hex(file.bytes),
      state: errors.length > 0 ? 'refused' : 'preview',
      rowCount: plan.rows.length,
      summary,
      startedBy: ctx.actor?.userId ?? null,
      startedAt: ctx.clock.now(),
      fileId: file.fileId ?? null,
    },
    select: { id: true },
  })
  await tx.ledgerImportRow.createMany({
    data: plan.rows.map((row, at) => ({
      importId: made.id,
      no: at + 1,
      sheet: row.sheet,
      row: row.row,
      key: row.key,
      mark: row.mark,
      change: row.change,
      messages: row.messages.map((message) => ({ ...message })),
      record: row.record as Prisma.InputJsonObject,
    })),
  })
  await recordAudit(tx, ctx, { type: 'import.previewed', subject: { kind: 'ledger_import', id: made.id }, detail: { kind: plan.kind, ...counts } })
  return made
}
