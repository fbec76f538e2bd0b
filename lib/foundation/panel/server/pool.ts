import 'server-only'
import { instantAt } from '@/lib/kernel/calendar-date'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { loadRules } from '../../programme/server/door'
import { graphOf } from '../../relation/server/door'
import { type PoolRow, type PoolRule, poolOf } from '../model/pool'

export interface PoolEntry {
  readonly code: string
  readonly applicationId: string
}

export interface PoolWish {
  /** The panel that has been drawn before, if it has. */
  readonly panelId: string | null
  readonly entries: readonly PoolEntry[]
  readonly fields: readonly string[]
}

export interface NamedPoolRow extends PoolRow {
  readonly name: string
  readonly employer: string
}

/** The pool as it stands in this moment: every active expert with the reasons that keep them out or have to be disclosed. */
export async function poolNow(client: Tx, ctx: Pick<Ctx, 'clock'>, wish: PoolWish): Promise<{ rule: PoolRule; rows: NamedPoolRow[] }> {
  const today = ctx.clock.today()
  const rules = await loadRules(client, ['reviewer.sheets_per_day'])
  const rule: PoolRule = { fields: wish.fields, entries: wish.entries.length, sheetsPerDay: rules['reviewer.sheets_per_day'].value }
  const reviewers = await client.reviewer.findMany({ where: { active: true }, orderBy: { no: 'asc' }, include: { person: { select: { name: true } } } })
  const given = await client.reviewAssignment.groupBy({
    by: ['reviewerId'],
    where: { assignedAt: { gte: instantAt(today, '00:00') }, state: { notIn: ['recused', 'abstained', 'voided'] } },
    _count: { _all: true },
  })
  const givenToday = new Map(given.map((row) => [row.reviewerId, row._count._all]))
  const before = wish.panelId ? await client.panelPoolRow.findMany({ where: { panelId: wish.panelId, excluded: false }, select: { reviewerId: true } }) : []
  const drawnBefore = new Set(before.map((row) => row.reviewerId))
  const graph = await graphOf(
    client,
    today,
    reviewers.map((row) => row.personId),
    wish.entries.map((entry) => entry.applicationId),
  )
  const rows = poolOf(
    reviewers.map((row) => ({
      reviewerId: row.id,
      no: row.no,
      fields: row.fields,
      givenToday: givenToday.get(row.id) ?? 0,
      drawnBefore: drawnBefore.has(row.id),
      conflicts: wish.entries.map((entry) => ({ entryCode: entry.code, found: graph.conflicts(row.personId, entry.applicationId) })),
    })),
    rule,
  )
  const named = new Map(reviewers.map((row) => [row.id, { name: row.person.name, employer: row.employer }]))
  return { rule, rows: rows.map((row) => ({ ...row, name: named.get(row.reviewerId)?.name ?? '', employer: named.get(row.reviewerId)?.employer ?? '' })) }
}
