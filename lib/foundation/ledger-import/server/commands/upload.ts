import 'server-only'
import type { Command } from '@/lib/platform/command'
import { type ReceivedFile, readStored } from '@/lib/platform/files'
import type { LedgerKindCode } from '../../model/kinds'
import { importPolicy } from '../../model/policy'
import { ledgerKind } from '../kinds/registry'
import { planImport } from '../plan'
import { storePlan } from '../store'
import { readLedgerFile } from '../workbook'

export interface LedgerUpload {
  readonly kind: LedgerKindCode
  readonly file: ReceivedFile
}

const nobody = { startedBy: null }

/** May this actor bring a ledger of this kind? Asked before the first byte is read. */
export const mayUpload: Command<{ kind: LedgerKindCode }, true> = async (ctx, input) => {
  ctx.assertCan(importPolicy, 'import.preview', nobody)
  ledgerKind(input.kind)
  return true
}

/** Reads an uploaded ledger and keeps the dry run with its rows; nothing of it takes effect until somebody else commits. */
export const uploadLedger: Command<LedgerUpload, { id: string }> = (ctx, { kind: code, file }) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(importPolicy, 'import.preview', nobody)
    const kind = ledgerKind(code)
    const bytes = await readStored(file.sha256)
    const plan = await planImport(tx, kind, await readLedgerFile(file.name, bytes))
    const stored = await tx.storedFile.create({ data: { ownerPersonId: ctx.actor?.personId ?? '', purpose: 'ledger', ...file } })
    return storePlan(tx, ctx, plan, { name: file.name, bytes, fileId: stored.id })
  })
