import 'server-only'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import type { PersonState } from '../model/machine'
import { PAGE_SIZE, type PeopleQuery } from '../model/people-query'
import { parseMobile } from '../model/phone'

export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly state: PersonState
  readonly merged: boolean
  /** Last four signs of the identity number; empty when none is stored. */
  readonly idTail: string
  readonly team: string
  readonly source: string
  readonly since: string
  readonly alike: boolean
  readonly open: boolean
}

export interface PeoplePage {
  readonly lines: readonly PersonLine[]
  readonly total: number
  readonly pages: number
  /** Registered people who gave an identity number that nobody at the window has seen. */
  readonly waiting: number
  readonly counts: Readonly<Record<'all' | 'imported' | 'registered' | 'verified' | 'merged' | 'alike' | 'open', number>>
}

export const sourceWords: Readonly<Record<string, string>> = { registration: '自己注册', demo: '演示', ledger: '台账', counter: '窗口代办' }

/** Everybody who reads people belongs to the window; for others the page does not exist. */
export function assertWindow(actor: Actor | null): asserts actor is Actor {
  if (!actor || !hasRole(actor, 'intake')) throw AppError.notFound()
}

/** Registered people for whom a ledger row with the same telephone or identity number still stands beside them. */
const alikeIds = async (): Promise<string[]> => {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM person r WHERE r.state <> 'imported' AND r.merged_into IS NULL AND EXISTS (
      SELECT 1 FROM person i WHERE i.state = 'imported' AND i.merged_into IS NULL AND (i.phone = r.phone OR i.id_blind_index = r.id_blind_index))`
  return rows.map((row) => row.id)
}

function searched(q: string): Prisma.PersonWhereInput {
  if (!q) return {}
  const phone = parseMobile(q)
  if (phone.ok) return { phone: phone.value }
  if (/^\d{3,10}$/.test(q)) return { phone: { endsWith: q } }
  return { name: { contains: q } }
}

const stateIs = (state: PeopleQuery['state']): Prisma.PersonWhereInput => {
  if (state === 'merged') return { mergedIntoId: { not: null } }
  return { mergedIntoId: null, ...(state ? { state } : {}) }
}

/** One page of people for the window; names, full telephone numbers (field table 3.3, column S-INT), tails of identity numbers. */
export async function peoplePage(actor: Actor | null, query: PeopleQuery): Promise<PeoplePage> {
  assertWindow(actor)
  const [alike, openRows, byState, merged, waiting] = await Promise.all([
    alikeIds(),
    db.personChange.findMany({ where: { decidedAt: null }, select: { personId: true } }),
    db.person.groupBy({ by: ['state'], where: { mergedIntoId: null }, _count: true }),
    db.person.count({ where: { mergedIntoId: { not: null } } }),
    db.person.count({ where: { state: 'registered', idLast4: { not: null } } }),
  ])
  const open = openRows.map((row) => row.personId)
  const viewed: Prisma.PersonWhereInput = query.view === 'alike' ? { id: { in: alike } } : query.view === 'open' ? { id: { in: open } } : {}
  const where = { AND: [stateIs(query.state), searched(query.q), viewed] }
  const [total, rows] = await Promise.all([
    db.person.count({ where }),
    db.person.findMany({
      where,
      include: { memberships: { where: { leftAt: null }, include: { venture: { select: { name: true } } }, take: 1 } },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      skip: (query.page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
  ])
  const count = (state: PersonState) => byState.find((row) => row.state === state)?._count ?? 0
  const [imported, registered, verified] = [count('imported'), count('registered'), count('verified')]
  const alikeSet = new Set(alike)
  const openSet = new Set(open)
  return {
    total,
    waiting,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    counts: { all: imported + registered + verified, imported, registered, verified, merged, alike: alike.length, open: openSet.size },
    lines: rows.map((row) => ({
      id: row.id,
      name: row.name,
      phone: row.phone ?? '',
      state: row.state,
      merged: row.mergedIntoId !== null,
      idTail: row.idLast4 ?? '',
      team: row.memberships[0]?.venture.name ?? '',
      source: sourceWords[row.source] ?? row.source,
      since: formatDateZh(dateInShanghai(row.createdAt), { year: true }),
      alike: alikeSet.has(row.id),
      open: openSet.has(row.id),
    })),
  }
}
