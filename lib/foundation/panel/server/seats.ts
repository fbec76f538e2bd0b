import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { graphOf } from '../../relation/server/door'
import { isSeated } from '../model/machine'
import { type Invited, tellObservers, tellReviewers } from './notices'
import { moveEntry, type PanelRow } from './repo'

/** An expert in the order in which a panel's experts stand. */
interface Placed extends Invited {
  readonly no: string
  readonly personId: string
  /** From 1, over all draws of the panel. */
  readonly place: number
}

/**
 * The order in which the experts of a panel stand: its draws one after the other, each by rank. Whoever left the list since
 * keeps their place but is not seated.
 */
async function orderOf(tx: Tx, panelId: string): Promise<Placed[]> {
  const places = await tx.$queryRaw<{ no: string; place: number }[]>`
    SELECT e.entry_no AS no, (row_number() OVER (ORDER BY d.drawn_at, d.id, e.rank))::int AS place
      FROM draw d JOIN draw_entry e ON e.draw_id = d.id
     WHERE e.rank IS NOT NULL AND d.id IN (SELECT draw_id FROM panel_pool_row WHERE panel_id = ${panelId}::uuid)
     ORDER BY place`
  const reviewers = await tx.reviewer.findMany({
    where: { no: { in: places.map((row) => row.no) }, active: true },
    include: { person: { select: { phone: true, user: { select: { phone: true } } } } },
  })
  return places.flatMap(({ no, place }) =>
    reviewers
      .filter((row) => row.no === no)
      .map((row) => ({ no, place, reviewerId: row.id, personId: row.personId, phone: row.person.user?.phone ?? row.person.phone })),
  )
}

/** Entries of a panel on which experts still work, with the number of seats that nobody holds. */
export async function vacanciesOf(tx: Tx, panel: PanelRow): Promise<Map<string, number>> {
  const rows = await tx.reviewAssignment.findMany({ where: { entry: { panelId: panel.id } }, select: { entryId: true, state: true } })
  const live = panel.entries.filter((entry) => entry.state === 'waiting' || entry.state === 'reviewing')
  return new Map(live.map((entry) => [entry.id, Math.max(0, panel.seats - rows.filter((row) => row.entryId === entry.id && isSeated(row.state)).length)]))
}

/** Fills what is empty on every entry of the panel, by the order, past everybody with a hard relation to that entry. */
export async function fillSeats(tx: Tx, ctx: Ctx, panel: PanelRow): Promise<{ seated: number; vacant: number }> {
  await tx.$queryRaw`SELECT 1 FROM review_entry WHERE panel_id = ${panel.id}::uuid ORDER BY id FOR UPDATE`
  const order = await orderOf(tx, panel.id)
  const vacancies = await vacanciesOf(tx, panel)
  const entries = panel.entries.filter((entry) => (vacancies.get(entry.id) ?? 0) > 0)
  const graph = await graphOf(
    tx,
    ctx.clock.today(),
    order.map((one) => one.personId),
    entries.map((entry) => entry.applicationId),
  )
  const before = await tx.reviewAssignment.findMany({
    where: { entryId: { in: entries.map((entry) => entry.id) } },
    include: { replacedBy: { select: { id: true } } },
    orderBy: { endedAt: 'asc' },
  })
  const sheets = new Map<string, number>()
  let vacant = 0
  for (const entry of entries) {
    const here = before.filter((row) => row.entryId === entry.id)
    const orphans = here.filter((row) => !isSeated(row.state) && !row.replacedBy)
    const free = order.filter((one) => !here.some((row) => row.reviewerId === one.reviewerId) && graph.hardKind(one.personId, entry.applicationId) === null)
    const seats = vacancies.get(entry.id) ?? 0
    const chosen = free.slice(0, seats)
    await tx.reviewAssignment.createMany({
      data: chosen.map((one, i) => ({
        entryId: entry.id,
        reviewerId: one.reviewerId,
        drawRank: one.place,
        assignedAt: ctx.clock.now(),
        replacesId: orphans[i]?.id ?? null,
      })),
    })
    for (const one of chosen) sheets.set(one.reviewerId, (sheets.get(one.reviewerId) ?? 0) + 1)
    vacant += seats - chosen.length
    if (entry.state === 'waiting') await moveEntry(tx, ctx, entry, 'draw', { panel: panel.name })
  }
  for (const one of order) {
    const count = sheets.get(one.reviewerId)
    if (count) await tellReviewers(tx, ctx, `${panel.id}:${panel.version}`, [one], count)
  }
  return { seated: [...sheets.values()].reduce((sum, n) => sum + n, 0), vacant }
}

/** What became of a seat that was given up. */
export type Substitution =
  | { readonly status: 'substituted'; readonly assignmentId: string; readonly reviewerId: string; readonly no: string }
  /** Nobody is left in the order of the draw: the remaining pool has to be drawn again. */
  | { readonly status: 'exhausted' }

/**
 * The next expert in the order of the draw who has no sheet on this entry and no hard relation to it takes the seat of one
 * that ended. The entry must be locked (`lockAssignment` does), so that two ends at once find two different substitutes.
 */
export async function substitute(tx: Tx, ctx: Ctx, assignmentId: string, why: string): Promise<Substitution> {
  const ended = await tx.reviewAssignment.findUniqueOrThrow({ where: { id: assignmentId }, include: { entry: true, reviewer: true } })
  const { panelId, applicationId } = ended.entry
  const order = panelId ? await orderOf(tx, panelId) : []
  const busy = new Set((await tx.reviewAssignment.findMany({ where: { entryId: ended.entryId }, select: { reviewerId: true } })).map((row) => row.reviewerId))
  const graph = await graphOf(
    tx,
    ctx.clock.today(),
    order.map((one) => one.personId),
    [applicationId],
  )
  const next = order.find((one) => !busy.has(one.reviewerId) && graph.hardKind(one.personId, applicationId) === null)
  const told = `${ended.entry.code}：${ended.reviewer.no} ${why}`
  if (!next) {
    await recordAudit(tx, ctx, { type: 'panel.order_exhausted', subject: { kind: 'entry', id: ended.entryId }, detail: { code: ended.entry.code } })
    await tellObservers(tx, panelId, 'panel.exhausted', assignmentId, `【攀登者】${told}。抽取顺序已用完，请对剩余专家补抽。`)
    return { status: 'exhausted' }
  }
  const made = await tx.reviewAssignment.create({
    data: { entryId: ended.entryId, reviewerId: next.reviewerId, drawRank: next.place, assignedAt: ctx.clock.now(), replacesId: ended.id },
    select: { id: true },
  })
  await recordAudit(tx, ctx, {
    type: 'assignment.substituted',
    subject: { kind: 'assignment', id: made.id },
    reason: why,
    detail: { entry: ended.entry.code, replaces: ended.reviewer.no, by: next.no, place: next.place },
  })
  await tellReviewers(tx, ctx, made.id, [next], 1)
  await tellObservers(tx, panelId, 'panel.substituted', made.id, `【攀登者】${told}，按抽取顺序由 ${next.no} 递补。`)
  return { status: 'substituted', assignmentId: made.id, reviewerId: next.reviewerId, no: next.no }
}
