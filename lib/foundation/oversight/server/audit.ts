import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { addDays, dateInShanghai, formatDateZh, formatTimeZh, instantAt, parseCalendarDate } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import type { AuditEvent, Prisma } from '@/prisma/generated/client'
import { oversightPolicy } from '../model/policy'
import type { AuditQuery } from '../model/schema'

export const PAGE_SIZE = 50
/** Up to here the whole chain is recomputed with every page; beyond, only when asked for. */
const CHECKED_AT_ONCE = 50_000

export interface AuditLine {
  readonly id: string
  readonly when: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly outcome: 'ok' | 'denied' | 'error'
  readonly reason: string
  readonly detail: string
}

export interface Chain {
  readonly sealed: number
  readonly unsealed: number
  /** Number of the first row that does not follow; null when the chain holds; undefined when it was not checked. */
  readonly firstBroken: number | null | undefined
  readonly head: string
}

export interface AuditPage {
  readonly lines: readonly AuditLine[]
  readonly older: string | null
  readonly chain: Chain
}

/** The rows that the filters mean; a day is a day in Shanghai. */
export function auditWhere(query: Omit<AuditQuery, 'before'>): Prisma.AuditEventWhereInput {
  const day = query.day ? parseCalendarDate(query.day) : null
  const [kind, ...rest] = query.subject.split(':')
  const id = rest.join(':')
  return {
    ...(query.actor ? { actorName: { contains: query.actor } } : {}),
    ...(query.action ? { action: { startsWith: query.action } } : {}),
    ...(query.subject ? (id ? { subjectKind: kind ?? '', subjectId: id } : { subjectId: query.subject }) : {}),
    ...(query.outcome ? { outcome: query.outcome } : {}),
    ...(day?.ok ? { at: { gte: instantAt(day.value, '00:00'), lt: instantAt(addDays(day.value, 1), '00:00') } } : {}),
  }
}

export const lineOf = (row: AuditEvent): AuditLine => ({
  id: String(row.id),
  when: `${formatDateZh(dateInShanghai(row.at), { year: true })} ${formatTimeZh(row.at)}`,
  actor: row.actorName ?? (row.actorId ? row.actorId : '系统'),
  action: row.action,
  subject: `${row.subjectKind}:${row.subjectId}`,
  outcome: row.outcome,
  reason: row.reason ?? '',
  detail: row.detail && Object.keys(row.detail).length > 0 ? JSON.stringify(row.detail) : '',
})

async function chainStatus(force: boolean): Promise<Chain> {
  const [head] = await db.$queryRaw<{ n: bigint; hash: string; unsealed: bigint }[]>`
    SELECT n, encode(hash, 'hex') AS hash, (SELECT count(*) FROM audit_event e LEFT JOIN audit_seal s ON s.audit_id = e.id WHERE s.n IS NULL) AS unsealed
      FROM chain_head WHERE chain = 'audit'`
  const sealed = Number(head?.n ?? 0)
  if (!force && sealed > CHECKED_AT_ONCE) return { sealed, unsealed: Number(head?.unsealed ?? 0), firstBroken: undefined, head: head?.hash ?? '' }
  const [answer] = await db.$queryRaw<{ n: bigint | null }[]>`SELECT audit_first_broken() AS n`
  return {
    sealed,
    unsealed: Number(head?.unsealed ?? 0),
    firstBroken: answer?.n === null || answer === undefined ? null : Number(answer.n),
    head: head?.hash ?? '',
  }
}

/** One page of the audit, newest first, and whether the chain holds. */
export async function auditPage(actor: Actor | null, query: AuditQuery, checkChain: boolean): Promise<AuditPage> {
  if (!can(oversightPolicy, 'audit.read', actor, null).allow) throw AppError.notFound()
  const rows = await db.auditEvent.findMany({
    where: { ...auditWhere(query), ...(query.before ? { id: { lt: BigInt(query.before) } } : {}) },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
  })
  const shown = rows.slice(0, PAGE_SIZE)
  return {
    lines: shown.map(lineOf),
    older: rows.length > PAGE_SIZE ? String(shown.at(-1)?.id ?? '') : null,
    chain: await chainStatus(checkChain),
  }
}
