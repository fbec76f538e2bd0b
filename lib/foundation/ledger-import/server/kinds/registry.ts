import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { isLedgerKind, kindNames, type LedgerKindCode } from '../../model/kinds'
import { applicationsKind } from './applications'
import type { LedgerKind } from './kind'
import { projectsKind } from './projects'
import { spaceKind } from './space'

/** Ledgers that can be imported today; a new one is one file here. */
const registry: Partial<Record<LedgerKindCode, LedgerKind>> = { space: spaceKind, projects: projectsKind, applications: applicationsKind }

/** The kind by its code; a known ledger whose journey is not built yet says so. */
export function ledgerKind(code: string): LedgerKind {
  if (!isLedgerKind(code)) throw AppError.invalid({ kind: 'import.kind_unknown' })
  const kind = registry[code]
  if (!kind) throw AppError.rule('import.kind_not_yet', { name: kindNames[code] })
  return kind
}

export const importableKinds = (): LedgerKindCode[] => Object.values(registry).map((kind) => kind.code)
