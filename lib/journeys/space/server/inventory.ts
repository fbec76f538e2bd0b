import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can } from '@/lib/kernel/policy'
import { db } from '@/lib/platform/db'
import { planPolicy } from '../model/policy'

/** A part of the rent-free space with everything in it, from the rows. Areas in square metres with two decimals, as text. */
export interface AreaPart {
  /** Code of a stage of the chain; null in the total. */
  readonly type: string | null
  /** null in the total and in the line of a type. */
  readonly building: string | null
  readonly floor: number | null
  readonly level: 'total' | 'type' | 'building' | 'floor'
  readonly rooms: number
  readonly taken: number
  readonly free: number
  readonly sqm: string
  readonly takenSqm: string
  readonly freeSqm: string
  /** Per ten thousand of the area. */
  readonly share: number
}

export interface Inventory {
  readonly parts: readonly AreaPart[]
  /** The published figure (rule row `space.published_sqm`) and whether the rows add up to it. */
  readonly publishedSqm: number
  readonly agrees: boolean
}

type Row = Omit<AreaPart, 'level'> & { readonly grouped: number }
const levels = { 0: 'floor', 1: 'building', 3: 'type', 7: 'total' } as const satisfies Record<number, AreaPart['level']>
const levelOf = (grouped: number): AreaPart['level'] => levels[grouped as keyof typeof levels] ?? 'floor'

/**
 * Types of carriers → buildings → floors with rooms and areas. Every level is summed by the database from the rooms
 * themselves, in one pass, so a line is never a sum of rounded lines.
 */
export async function inventory(actor: Actor | null): Promise<Inventory> {
  if (!can(planPolicy, 'space.plan', actor, null).allow) throw AppError.notFound()
  const [rows, published] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT type, building, floor, grouping(type, building, floor)::int AS grouped, count(*)::int AS rooms, count(*) FILTER (WHERE is_taken)::int AS taken,
             count(*) FILTER (WHERE is_free)::int AS free, sum(sqm)::numeric(12, 2)::text AS sqm,
             coalesce(sum(sqm) FILTER (WHERE is_taken), 0)::numeric(12, 2)::text AS "takenSqm",
             coalesce(sum(sqm) FILTER (WHERE is_free), 0)::numeric(12, 2)::text AS "freeSqm",
             round(10000 * coalesce(sum(sqm) FILTER (WHERE is_taken), 0) / nullif(sum(sqm), 0))::int AS share
        FROM (SELECT coalesce(u.carrier_type, c.kind) AS type, c.name AS building, u.floor, u.area_sqm AS sqm, x.unit_id IS NOT NULL AS is_taken,
                     x.unit_id IS NULL AND u.state = 'available' AS is_free
                FROM unit u JOIN carrier c ON c.id = u.carrier_id
                LEFT JOIN (SELECT DISTINCT unit_id FROM allocation WHERE allocation_is_live(state)) x ON x.unit_id = u.id
               WHERE u.kind = 'room') rooms
       GROUP BY ROLLUP (type, building, floor)
       ORDER BY grouping(type) DESC, array_position(ARRAY['nursery', 'makerspace', 'incubator', 'accelerator', 'industrial_park'], type), grouping(building) DESC, building, grouping(floor) DESC, floor`,
    db.ruleValue.findFirst({ where: { key: 'space.published_sqm', validTo: null }, select: { value: true } }),
  ])
  const parts = rows.filter((row) => row.rooms > 0).map(({ grouped, ...row }) => ({ ...row, level: levelOf(grouped) }))
  const publishedSqm = published?.value.toNumber() ?? 0
  return { parts, publishedSqm, agrees: Number(parts.find((part) => part.level === 'total')?.sqm ?? 0) === publishedSqm }
}
