import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import { type RecordedRelation, type RelationEnd, relationEnds, relationsRecordedOf } from '../../relation/server/door'
import { reviewerPolicy } from '../model/policy'
import { assertMayRead, loadOf } from './reviewers'

export interface ReviewerPage {
  readonly id: string
  readonly no: string
  readonly personId: string
  readonly name: string
  readonly fields: readonly string[]
  readonly employer: string
  readonly employerCode: string
  readonly title: string
  readonly active: boolean
  readonly version: number
  readonly addedOn: string
  readonly load: { readonly open: number; readonly today: number; readonly locked: number }
  readonly ended: readonly { readonly state: 'recused' | 'abstained' | 'voided'; readonly count: number }[]
  readonly teams: readonly string[]
  readonly relations: readonly RecordedRelation[]
  /** People, teams and companies that fit what was searched for, as the other end of a new relation. */
  readonly ends: readonly RelationEnd[]
  readonly canChange: boolean
  /** Why not, when the actor may change others. */
  readonly because: string | null
}

/** One reviewer with the relations on record, withdrawn ones too. `find`: whom a new relation is with. */
export async function reviewerPage(actor: Actor | null, id: string, find: string): Promise<ReviewerPage> {
  assertMayRead(actor)
  const row = await db.reviewer.findUnique({ where: { id }, include: { person: { select: { name: true } } } })
  if (!row) throw AppError.notFound()
  const [load, ended, teams, relations, ends] = await Promise.all([
    loadOf(db, [row.id]),
    db.reviewAssignment.groupBy({ by: ['state'], where: { reviewerId: row.id, state: { in: ['recused', 'abstained', 'voided'] } }, _count: { _all: true } }),
    db.ventureMember.findMany({ where: { personId: row.personId }, include: { venture: { select: { name: true } } }, orderBy: { joinedAt: 'asc' } }),
    relationsRecordedOf(db, row.personId),
    relationEnds(db, find, row.personId),
  ])
  const may = can(reviewerPolicy, 'reviewer.change', actor, { personId: row.personId })
  return {
    id: row.id,
    no: row.no,
    personId: row.personId,
    name: row.person.name,
    fields: row.fields,
    employer: row.employer,
    employerCode: row.employerCode ?? '',
    title: row.title,
    active: row.active,
    version: row.version,
    addedOn: formatDateZh(dateInShanghai(row.addedAt), { year: true }),
    load: load(row.id),
    ended: ended.flatMap(({ state, _count }) => (state === 'recused' || state === 'abstained' || state === 'voided' ? { state, count: _count._all } : [])),
    teams: teams.map((one) => `${one.venture.name}${one.leftAt ? `（${formatDateZh(dateInShanghai(one.leftAt), { year: true })}离开）` : ''}`),
    relations,
    ends,
    canChange: may.allow,
    because: may.allow || !can(reviewerPolicy, 'reviewer.change', actor, { personId: null }).allow ? null : may.reason,
  }
}
