import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import type { Likeness } from '../model/likeness'
import type { PersonState } from '../model/machine'
import { personPolicy } from '../model/policy'
import { assertWindow, sourceWords } from './queries'
import { suggestionsFor } from './repo'

/** What hangs on a person, each as one readable line: what a merge would move. */
export interface Holdings {
  readonly teams: readonly string[]
  readonly applications: readonly string[]
  readonly units: readonly string[]
  readonly documents: readonly string[]
}

export interface Counterpart {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly source: string
  readonly why: Likeness
  readonly holdings: Holdings
}

export interface OpenChange {
  readonly id: string
  readonly kind: 'merge' | 'correct_identity'
  readonly by: string
  readonly when: string
  readonly reason: string
  readonly from: { readonly id: string; readonly name: string; readonly holdings: Holdings } | null
  /** A message code when this clerk may not carry it out. */
  readonly refused: string | null
  readonly mine: boolean
}

export interface PersonPage {
  readonly id: string
  readonly name: string
  readonly state: PersonState
  readonly phone: string
  readonly email: string
  readonly idTail: string
  readonly facts: readonly (readonly [string, string])[]
  readonly verified: string
  readonly mergedInto: { readonly id: string; readonly name: string } | null
  readonly mergedFrom: readonly string[]
  readonly account: string
  readonly holdings: Holdings
  readonly history: readonly { readonly text: string; readonly when: string; readonly by: string; readonly reason: string }[]
  readonly counterparts: readonly Counterpart[]
  readonly change: OpenChange | null
  /** A message code when this clerk may not act on this person. */
  readonly refused: string | null
}

const when = (at: Date) => `${formatDateZh(dateInShanghai(at), { year: true })} ${formatTimeZh(at)}`

const actionWords: Readonly<Record<string, string>> = {
  'person.verified': '证件当面核过',
  'person.unmasked': '看了完整证件号',
  'person.looked_up': '按证件号查到',
  'person.merge_suggested': '注册时发现可能是台账里的人',
  'person.merge_proposed': '提出合并',
  'person.merged': '合并了台账里的人',
  'person.correction_proposed': '提出更正证件号',
  'person.identity_corrected': '更正了证件号',
  'person.change_dropped': '撤下了提议',
}

async function holdingsOf(personId: string): Promise<Holdings> {
  const [members, applications, allocations, documents] = await Promise.all([
    db.ventureMember.findMany({ where: { personId }, include: { venture: { select: { name: true } } }, orderBy: { id: 'asc' } }),
    db.application.findMany({ where: { personId }, include: { cases: { select: { caseNo: true } } }, orderBy: { createdAt: 'asc' } }),
    db.allocation.findMany({ where: { personId }, include: { unit: { select: { code: true } } }, orderBy: { createdAt: 'asc' } }),
    db.document.findMany({ where: { personId }, select: { number: true }, orderBy: { createdAt: 'asc' } }),
  ])
  return {
    teams: members.map((row) => `${row.venture.name}${row.role === 'lead' ? '（负责人）' : ''}${row.leftAt ? '（已离开）' : ''}`),
    applications: applications.map((row) => {
      const numbers = row.cases.map((one) => one.caseNo).join('、')
      return numbers || row.externalNo || (row.state === 'draft' ? '没交的草稿' : '申请表')
    }),
    units: allocations.map((row) => row.unit.code),
    documents: documents.map((row) => row.number),
  }
}

async function changeOf(actor: Actor, personId: string): Promise<OpenChange | null> {
  const row = await db.personChange.findFirst({
    where: { decidedAt: null, OR: [{ personId }, { fromId: personId }] },
    include: { from: { select: { id: true, name: true } } },
  })
  if (!row) return null
  const subject = { personIds: row.fromId ? [row.personId, row.fromId] : [row.personId], proposedBy: row.proposedBy }
  const may = can(personPolicy, 'person.decide', actor, subject)
  return {
    id: row.id,
    kind: row.kind === 'merge' ? 'merge' : 'correct_identity',
    by: row.proposerName,
    when: when(row.proposedAt),
    reason: row.reason,
    from: row.from ? { ...row.from, holdings: await holdingsOf(row.from.id) } : null,
    refused: may.allow ? null : may.reason,
    mine: row.proposedBy === actor.userId,
  }
}

async function historyOf(id: string): Promise<PersonPage['history']> {
  const rows = await db.auditEvent.findMany({
    where: { subjectKind: 'person', subjectId: id, outcome: 'ok', action: { in: Object.keys(actionWords) } },
    orderBy: { id: 'desc' },
    take: 20,
  })
  return rows.map((row) => ({ text: actionWords[row.action] ?? row.action, when: when(row.at), by: row.actorName ?? '系统', reason: row.reason ?? '' }))
}

/** Everything the window may see of one person; the identity number only by its last four signs. */
export async function personPage(actor: Actor | null, id: string): Promise<PersonPage> {
  assertWindow(actor)
  const row = await db.person.findUnique({
    where: { id },
    include: {
      user: { include: { grants: { where: { revokedAt: null }, include: { role: true } } } },
      mergedInto: true,
      mergedFrom: { select: { name: true } },
    },
  })
  if (!row) throw AppError.notFound()
  const [holdings, history, change, suggestions] = await Promise.all([holdingsOf(id), historyOf(id), changeOf(actor, id), suggestionsFor(db, row)])
  const counterparts = await Promise.all(
    suggestions.map(async (one) => ({
      ...one,
      phone: one.phone ?? '',
      source: sourceWords[one.source] ?? one.source,
      holdings: await holdingsOf(one.id),
    })),
  )
  const may = can(personPolicy, 'person.verify', actor, { personIds: [id] })
  const study = [row.school, row.major, row.degree].filter(Boolean).join(' · ')
  const facts: (readonly [string, string])[] = [
    ['手机号', row.phone ?? '没有'],
    ['邮箱', row.email ?? row.user?.email ?? '没有'],
    ['出生日期', row.birthDate ? fromDateColumn(row.birthDate) : '没有'],
    ['学业', study || '没有'],
    ['来源', `${sourceWords[row.source] ?? row.source}，${formatDateZh(dateInShanghai(row.createdAt), { year: true })}`],
  ]
  return {
    id,
    name: row.name,
    state: row.state,
    phone: row.phone ?? '',
    email: row.email ?? '',
    idTail: row.idLast4 ?? '',
    facts,
    verified: row.verifiedAt ? when(row.verifiedAt) : '',
    mergedInto: row.mergedInto ? { id: row.mergedInto.id, name: row.mergedInto.name } : null,
    mergedFrom: row.mergedFrom.map((one) => one.name),
    account: row.user ? row.user.grants.map((grant) => grant.role.name).join('、') || '没有角色' : '',
    holdings,
    history,
    counterparts,
    change,
    refused: may.allow ? null : may.reason,
  }
}
