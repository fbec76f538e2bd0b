import 'server-only'
import { db } from '@/lib/platform/db'
import { type Stage, stages } from '../model/numbers'

interface Counted {
  readonly total: number
  /** What could be offered today: available, and held by nobody. */
  readonly free: number
}

/** Every public number, counted from rows at the moment of asking. */
export interface PublicNumbers {
  /** Sum of the yearly amounts of the latest year, in fen. */
  readonly fundFen: number
  readonly fundYear: number | null
  /** Area of all rooms, and of those that could be offered today, in square metres. */
  readonly space: { readonly totalSqm: number; readonly freeSqm: number }
  readonly desks: Counted
  readonly apartments: Counted & { readonly waiting: number }
  readonly beds: Counted
  readonly measures: number
  readonly projects: { readonly total: number; readonly byStage: Readonly<Record<Stage, number>> }
}

interface UnitRow {
  readonly kind: 'room' | 'desk' | 'flat' | 'bed'
  readonly total: number
  readonly free: number
  readonly area: number
  readonly free_area: number
}

const unitCounts = () => db.$queryRaw<UnitRow[]>`
  SELECT kind::text AS kind, count(*)::int AS total, (count(*) FILTER (WHERE is_free))::int AS free,
         coalesce(sum(area_sqm), 0)::float8 AS area, coalesce(sum(area_sqm) FILTER (WHERE is_free), 0)::float8 AS free_area
    FROM (SELECT u.kind, u.area_sqm, u.state = 'available' AND NOT EXISTS (
                   SELECT 1 FROM allocation a WHERE a.unit_id = u.id AND a.state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given')) AS is_free
            FROM unit u) AS counted
   GROUP BY kind`

const otherCounts = () => db.$queryRaw<{ fund: number; year: number | null; measures: number; waiting: number }[]>`
  SELECT (SELECT coalesce(sum(annual_fen), 0)::float8 FROM fund_source WHERE year = latest.year) AS fund, latest.year,
         (SELECT count(*)::int FROM measure WHERE listed) AS measures,
         (SELECT count(*)::int FROM waitlist_entry WHERE kind = 'flat' AND served_at IS NULL) AS waiting
    FROM (SELECT max(year) AS year FROM fund_source WHERE annual_fen IS NOT NULL) AS latest`

/** One query per kind of row (units, ventures, the rest); nothing is added up twice. */
export async function publicNumbers(): Promise<PublicNumbers> {
  const [units, [other], ventures] = await Promise.all([
    unitCounts(),
    otherCounts(),
    db.venture.groupBy({ by: ['stage'], where: { state: 'active', stage: { not: null } }, _count: true }),
  ])
  const of = (kind: UnitRow['kind']) => units.find((row) => row.kind === kind)
  const counted = (kind: UnitRow['kind']): Counted => ({ total: of(kind)?.total ?? 0, free: of(kind)?.free ?? 0 })
  const inStage = (stage: Stage) => ventures.find((row) => row.stage === stage)?._count ?? 0
  const byStage = Object.fromEntries(stages.map((stage) => [stage, inStage(stage)])) as Record<Stage, number>
  return {
    fundFen: other?.fund ?? 0,
    fundYear: other?.year ?? null,
    space: { totalSqm: of('room')?.area ?? 0, freeSqm: of('room')?.free_area ?? 0 },
    desks: counted('desk'),
    apartments: { ...counted('flat'), waiting: other?.waiting ?? 0 },
    beds: counted('bed'),
    measures: other?.measures ?? 0,
    projects: { total: Object.values(byStage).reduce((sum, n) => sum + n, 0), byStage },
  }
}

/** The answer of `GET /api/v1/stats`. Mentors and exam needs have no table yet: 0 rows, and openapi.json says so. */
export async function stats() {
  const numbers = await publicNumbers()
  const pair = ({ total, free }: Counted) => ({ total, free })
  return {
    programme: {
      fundFen: numbers.fundFen,
      spaceSqm: numbers.space.totalSqm,
      desks: pair(numbers.desks),
      apartments: pair(numbers.apartments),
      stationBeds: numbers.beds.total,
      measures: numbers.measures,
      projects: numbers.projects.total,
      mentors: 0,
    },
    exam: { enterprises: 0, needs: 0, intendedFen: 0, taken: 0, contracted: 0, paid: 0 },
  }
}
