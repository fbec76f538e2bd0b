import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { expiryByWeek, type WeekOfExpiry } from '../model/expiry'
import type { UnitEvent } from '../model/machine'
import { type PlanState, planStates } from '../model/plan'
import { planPolicy } from '../model/policy'
import { unitEventsFor } from '../model/units'
import { parseZoneKey, type Zone, zoneKey, zoneName } from '../model/zone'
import { type Terms, termsFor } from './terms'
import { type PlanUnit, unitsOf } from './units'
import { type WaitingCase, waitingCases } from './waiting'

export interface ZoneCount extends Zone {
  readonly key: string
  readonly name: string
  readonly total: number
  /** Held, offered, confirmed or lived in. */
  readonly taken: number
  readonly free: number
}

/** Whoever may not see the plan gets the answer of a missing page. */
function assertPlan(actor: Actor | null, action: keyof typeof planPolicy = 'space.plan'): void {
  if (!can(planPolicy, action, actor, null).allow) throw AppError.notFound()
}

/** All zones with their numbers, from the rows, in one statement. */
async function zoneCounts(): Promise<ZoneCount[]> {
  const rows = await db.$queryRaw<(Zone & { total: number; taken: number; free: number })[]>`
    SELECT u.kind::text AS kind, c.name AS carrier, CASE WHEN u.kind = 'desk' THEN u.floor END AS floor, CASE WHEN u.kind = 'desk' THEN u.zone END AS area,
           count(*)::int AS total, count(x.unit_id)::int AS taken, count(*) FILTER (WHERE u.state = 'available' AND x.unit_id IS NULL)::int AS free
      FROM unit u JOIN carrier c ON c.id = u.carrier_id
      LEFT JOIN (SELECT DISTINCT unit_id FROM allocation WHERE state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given')) x ON x.unit_id = u.id
     GROUP BY 1, 2, 3, 4 ORDER BY array_position(ARRAY['desk', 'room', 'flat', 'bed'], u.kind::text), area, carrier, floor`
  return rows.map((row) => ({ ...row, key: zoneKey(row), name: zoneName(row) }))
}

export async function zones(actor: Actor | null): Promise<ZoneCount[]> {
  assertPlan(actor)
  return zoneCounts()
}

/** What is to be said of one unit besides its holder. */
export interface UnitStory {
  /** `上一位 9月8日 交还`. */
  readonly last: string | null
  /** Why it is reserved, repaired or closed, by whom and when. */
  readonly why: string | null
}

async function storyOf(code: string, id: string): Promise<UnitStory> {
  const rows = await db.$queryRaw<{ endedAt: Date | null; holder: string | null; reason: string | null; by: string | null; at: Date | null }[]>`
    SELECT x.ended_at AS "endedAt", x.holder, e.detail ->> 'reason' AS reason, e.actor_name AS by, e.at
      FROM (SELECT 1) one
      LEFT JOIN LATERAL (SELECT a.ended_at, v.name AS holder FROM allocation a LEFT JOIN venture v ON v.id = a.venture_id
                          WHERE a.unit_id = ${id}::uuid AND a.state = 'vacated' ORDER BY a.ended_at DESC LIMIT 1) x ON true
      LEFT JOIN LATERAL (SELECT detail, actor_name, at FROM audit_event WHERE subject_kind = 'unit' AND subject_id = ${code} AND action LIKE 'unit.%'
                          ORDER BY id DESC LIMIT 1) e ON true`
  const [row] = rows
  const day = (at: Date) => formatDateZh(dateInShanghai(at))
  return {
    last: row?.endedAt ? `上一位${row.holder ? `（${row.holder}）` : ''} ${day(row.endedAt)} 交还` : null,
    why: row?.reason && row.at ? `${row.reason}（${row.by ?? '系统'}，${day(row.at)}）` : null,
  }
}

/** How many of the list are shown; the rest are counted. */
const WAITING_SHOWN = 8

export interface PlanView {
  readonly zone: Zone & { readonly key: string; readonly name: string }
  readonly zones: readonly ZoneCount[]
  readonly units: readonly PlanUnit[]
  readonly counts: Readonly<Record<PlanState, number>>
  readonly selected: readonly PlanUnit[]
  readonly story: UnitStory | null
  readonly waiting: readonly WaitingCase[]
  readonly terms: Terms | null
  /** The rule row `space.max_live.desk`: so many may be picked together. */
  readonly maxPicked: number
  readonly today: CalendarDate
  /** A later day that the plan shows; null for today. */
  readonly shown: CalendarDate | null
  readonly expiring: readonly WeekOfExpiry[]
  readonly withoutEnd: number
  readonly allowed: { readonly allocate: boolean; readonly change: boolean; readonly unitEvents: readonly UnitEvent[] }
}

const countsOf = (units: readonly PlanUnit[]): Record<PlanState, number> => {
  const counts = Object.fromEntries(planStates.map((state) => [state, 0])) as Record<PlanState, number>
  for (const unit of units) counts[unit.state] += 1
  return counts
}

/** A wish from the address: full codes, or the number on the desk where it is the only one. */
function selectedOf(units: readonly PlanUnit[], wanted: readonly string[]): PlanUnit[] {
  return wanted.flatMap((text) => {
    const exact = units.find((unit) => unit.code === text)
    if (exact) return [exact]
    const ending = units.filter((unit) => unit.code.toUpperCase().endsWith(text.toUpperCase()))
    return text !== '' && ending.length === 1 ? ending : []
  })
}

/** One zone as the counter works with it. The number of statements does not depend on the number of units. */
export async function planView(actor: Actor | null, key: string, wanted: readonly string[], on: CalendarDate | '' = ''): Promise<PlanView> {
  assertPlan(actor)
  const zone = parseZoneKey(key)
  if (!zone) throw AppError.notFound()
  const today = clock.today()
  const shown = on > today ? (on as CalendarDate) : null
  // a plan of another day is for looking ahead; what is done is done today
  const mayChange = shown === null && can(planPolicy, 'space.units', actor, null).allow
  const allocates = mayChange && zone.kind === 'desk'
  const [counted, units, waiting, terms, cap] = await Promise.all([
    zoneCounts(),
    unitsOf(db, zone, shown),
    allocates ? waitingCases(db, 'desk', WAITING_SHOWN) : [],
    allocates ? termsFor(db, today, 'desk') : null,
    db.ruleValue.findFirst({ where: { key: 'space.max_live.desk', validTo: null }, select: { value: true } }),
  ])
  if (units.length === 0) throw AppError.notFound()
  const selected = selectedOf(units, wanted)
  const [only] = selected
  const held = units.filter((unit) => unit.holding)
  return {
    zone: { ...zone, key, name: zoneName(zone) },
    zones: counted,
    units,
    counts: countsOf(units),
    selected,
    story: selected.length === 1 && only ? await storyOf(only.code, only.id) : null,
    waiting,
    terms,
    maxPicked: zone.kind === 'desk' ? (cap?.value.toNumber() ?? 1) : 1,
    today,
    shown,
    expiring: expiryByWeek(
      today,
      held.flatMap((unit) => unit.holding?.until ?? []),
    ),
    withoutEnd: held.filter((unit) => unit.holding?.until === null).length,
    allowed: {
      allocate: allocates,
      change: mayChange,
      unitEvents: mayChange ? unitEventsFor(selected.map((unit) => ({ state: unit.unitState, held: unit.holding !== null }))) : [],
    },
  }
}
