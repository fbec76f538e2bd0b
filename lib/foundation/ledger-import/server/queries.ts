import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import { isLedgerKind, kindNames, type LedgerKindCode } from '../model/kinds'
import { importPolicy } from '../model/policy'
import { PAGE_SIZE, type RowsQuery } from '../model/schema'
import type { Mark } from '../model/sheet'
import { importableKinds } from './kinds/registry'
import { lastImport, messagesOf, readSummary, rowsWhere } from './repo'

const LISTED = 50

const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`
const nameOf = (kind: string) => (isLedgerKind(kind) ? kindNames[kind] : kind)

/** What exists is not told to people who have no business with ledgers. */
function mustList(actor: Actor | null): void {
  if (!can(importPolicy, 'import.list', actor, { startedBy: null }).allow) throw AppError.notFound()
}

async function namesOf(userIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = userIds.filter((id) => id !== null)
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, person: { select: { name: true } } } })
  return new Map(users.map((user) => [user.id, user.person.name]))
}

const BY_COMMAND_LINE = '命令行'

/** The imports so far, the latest first, and the kinds that can be uploaded. */
export async function importsPage(actor: Actor | null) {
  mustList(actor)
  const rows = await db.ledgerImport.findMany({ orderBy: { startedAt: 'desc' }, take: LISTED })
  const names = await namesOf(rows.map((row) => row.startedBy))
  return {
    kinds: importableKinds().map((code): readonly [LedgerKindCode, string] => [code, kindNames[code]]),
    imports: rows.map((row) => ({
      id: row.id,
      kind: nameOf(row.kind),
      fileName: row.fileName,
      state: row.state,
      counts: readSummary(row.summary).counts,
      by: row.startedBy ? (names.get(row.startedBy) ?? '') : BY_COMMAND_LINE,
      at: when(row.startedAt),
      mine: row.startedBy === actor?.userId,
    })),
  }
}

export type ImportsPage = Awaited<ReturnType<typeof importsPage>>

/** The same file imported before: second uploads are harmless, but people want to know. */
async function importedBefore(row: { id: string; kind: string; sha256: string }) {
  const before = await db.ledgerImport.findFirst({
    where: { kind: row.kind, sha256: row.sha256, state: 'committed', id: { not: row.id } },
    orderBy: { startedAt: 'desc' },
  })
  if (!before?.committedAt) return null
  return { at: when(before.committedAt), by: readSummary(before.summary).committedBy?.name ?? BY_COMMAND_LINE }
}

/** Why the import cannot be committed by this person now; null when it can. */
async function obstacleOf(actor: Actor | null, row: { state: string; kind: string; startedBy: string | null; summary: unknown }): Promise<string | null> {
  const decision = can(importPolicy, 'import.commit', actor, { startedBy: row.startedBy })
  const { counts, basedOn } = readSummary(row.summary)
  if (row.state !== 'preview') return 'import.state_changed'
  if (counts.effective === 0) return 'import.nothing_to_do'
  if ((await lastImport(db, row.kind))?.id !== basedOn?.id) return 'import.stale'
  return decision.allow ? null : decision.reason
}

/** One import as its page shows it: what the file as a whole says, and the rows under the filters. */
export async function importView(actor: Actor | null, id: string, query: RowsQuery) {
  mustList(actor)
  const row = await db.ledgerImport.findUnique({ where: { id } })
  if (!row) throw AppError.notFound()
  const where = rowsWhere(id, query)
  const [rows, total, names, before, obstacle] = await Promise.all([
    db.ledgerImportRow.findMany({ where, orderBy: { no: 'asc' }, skip: (query.page - 1) * PAGE_SIZE, take: PAGE_SIZE }),
    db.ledgerImportRow.count({ where }),
    namesOf([row.startedBy]),
    importedBefore(row),
    obstacleOf(actor, row),
  ])
  const { errors, counts, figures, committedBy } = readSummary(row.summary)
  return {
    id: row.id,
    kind: nameOf(row.kind),
    fileName: row.fileName,
    state: row.state,
    by: row.startedBy ? (names.get(row.startedBy) ?? '') : BY_COMMAND_LINE,
    at: when(row.startedAt),
    committed: row.committedAt ? { at: when(row.committedAt), by: committedBy?.name ?? BY_COMMAND_LINE } : null,
    before,
    errors,
    counts,
    figures,
    rowCount: row.rowCount,
    doneCount: row.doneCount,
    obstacle,
    total,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    rows: rows.map((one) => ({
      no: one.no,
      sheet: one.sheet,
      row: one.row,
      key: one.key,
      mark: one.mark as Mark,
      change: one.change,
      messages: messagesOf(one.messages),
      done: row.state === 'committed' || (row.state === 'committing' && one.no <= row.doneCount),
    })),
  }
}

export type ImportView = Awaited<ReturnType<typeof importView>>
