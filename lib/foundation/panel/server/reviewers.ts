import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { instantAt } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { openStates } from '../model/machine'
import { reviewerPolicy } from '../model/policy'
import { PAGE_SIZE, type ReviewerQuery } from '../model/reviewer-query'

export interface ReviewerLine {
  readonly id: string
  readonly no: string
  readonly name: string
  readonly fields: readonly string[]
  readonly employer: string
  readonly title: string
  readonly active: boolean
  /** Sheets still to be written. */
  readonly open: number
  /** Sheets given today; the rule of the day limits them. */
  readonly today: number
  readonly locked: number
}

export interface ReviewersPage {
  readonly lines: readonly ReviewerLine[]
  readonly total: number
  readonly pages: number
  readonly counts: Readonly<Record<'all' | 'active' | 'inactive', number>>
  readonly fields: readonly { readonly field: string; readonly count: number }[]
  readonly sheetsPerDay: number
  readonly canChange: boolean
}

export function assertMayRead(actor: Actor | null): asserts actor is Actor {
  if (!can(reviewerPolicy, 'reviewer.read', actor, { personId: null }).allow) throw AppError.notFound()
}

export const whereOf = (query: ReviewerQuery): Prisma.ReviewerWhereInput => ({
  ...(query.state ? { active: query.state === 'active' } : {}),
  ...(query.field ? { fields: { has: query.field } } : {}),
  ...(query.q
    ? { OR: [{ no: { contains: query.q, mode: 'insensitive' } }, { employer: { contains: query.q } }, { person: { name: { contains: query.q } } }] }
    : {}),
})

/** Open, given today and locked, for each of these reviewers. */
export async function loadOf(client: Tx, reviewerIds: readonly string[]): Promise<(id: string) => { open: number; today: number; locked: number }> {
  const reviewerId = { in: [...reviewerIds] }
  const count = (where: Prisma.ReviewAssignmentWhereInput) =>
    client.reviewAssignment.groupBy({ by: ['reviewerId'], where: { ...where, reviewerId }, _count: { _all: true } })
  const open = await count({ state: { in: [...openStates] } })
  const today = await count({ assignedAt: { gte: instantAt(clock.today(), '00:00') }, state: { notIn: ['recused', 'abstained', 'voided'] } })
  const locked = await count({ state: 'locked' })
  const of = (rows: typeof open, id: string) => rows.find((row) => row.reviewerId === id)?._count._all ?? 0
  return (id) => ({ open: of(open, id), today: of(today, id), locked: of(locked, id) })
}

export async function linesOf(client: Tx, where: Prisma.ReviewerWhereInput, page?: { skip: number; take: number }): Promise<ReviewerLine[]> {
  const rows = await client.reviewer.findMany({ where, orderBy: { no: 'asc' }, include: { person: { select: { name: true } } }, ...page })
  const load = await loadOf(
    client,
    rows.map((row) => row.id),
  )
  return rows.map(({ id, no, person, fields, employer, title, active }) => ({ id, no, name: person.name, fields, employer, title, active, ...load(id) }))
}

/** One page of the list (专家库) for the window, leaders and auditors. */
export async function reviewersPage(actor: Actor | null, query: ReviewerQuery): Promise<ReviewersPage> {
  assertMayRead(actor)
  const where = whereOf(query)
  const [total, byState, fields, rule, lines] = await Promise.all([
    db.reviewer.count({ where }),
    db.reviewer.groupBy({ by: ['active'], _count: { _all: true } }),
    db.$queryRaw<
      { field: string; count: number }[]
    >`SELECT f AS field, count(*)::int AS count FROM reviewer, unnest(fields) AS f GROUP BY f ORDER BY count DESC, f`,
    db.ruleValue.findFirstOrThrow({ where: { key: 'reviewer.sheets_per_day', validTo: null } }),
    linesOf(db, where, { skip: (query.page - 1) * PAGE_SIZE, take: PAGE_SIZE }),
  ])
  const count = (active: boolean) => byState.find((row) => row.active === active)?._count._all ?? 0
  return {
    lines,
    total,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    counts: { all: count(true) + count(false), active: count(true), inactive: count(false) },
    fields,
    sheetsPerDay: rule.value.toNumber(),
    canChange: can(reviewerPolicy, 'reviewer.change', actor, { personId: null }).allow,
  }
}
