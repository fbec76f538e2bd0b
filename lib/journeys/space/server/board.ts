import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { addDays, type CalendarDate } from '@/lib/kernel/calendar-date'
import { maskName } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { AllocationState, UnitState } from '../model/machine'
import { calledName, type PlanState, planStateOf } from '../model/plan'
import { planPolicy } from '../model/policy'
import { zoneKey } from '../model/zone'

/** A term that ends within so many days is marked on the board, as the design shows. */
const SOON_DAYS = 30

export interface BoardRoom {
  readonly code: string
  readonly number: string
  readonly state: PlanState
  /** A person masked, for a board hangs where many pass; a venture by its short name. */
  readonly holder: string | null
  /** The last day, where it is near. */
  readonly endsOn: CalendarDate | null
  readonly sexRule: 'any' | 'male' | 'female'
  readonly layout: string
  readonly capacity: number
}

export interface BoardHouse {
  readonly name: string
  readonly key: string
  /** From the top floor down. */
  readonly floors: readonly { readonly floor: number; readonly rooms: readonly BoardRoom[] }[]
}

export interface FlatBoard {
  readonly houses: readonly BoardHouse[]
  /** A term that ends within so many days counts as soon. */
  readonly soonDays: number
  readonly counts: {
    readonly lived: number
    readonly soon: number
    readonly awaited: number
    readonly free: number
    readonly reserved: number
    readonly closed: number
  }
  /** Mean days between one holder and the next, over the changes of the last year; null without any. */
  readonly emptyDays: number | null
}

interface Row extends Omit<BoardRoom, 'state' | 'holder' | 'endsOn'> {
  readonly house: string
  readonly floor: number
  readonly unitState: UnitState
  readonly allocation: AllocationState | null
  readonly holder: string | null
  readonly venture: string | null
  readonly endsOn: string | null
}

function roomOf(row: Row, soon: CalendarDate): BoardRoom {
  const { code, number, sexRule, layout, capacity } = row
  const endsOn = row.endsOn !== null && row.endsOn <= soon ? (row.endsOn as CalendarDate) : null
  const holder = row.holder ? maskName(row.holder) : row.venture ? calledName(row.venture) : null
  return { code, number, sexRule, layout, capacity, state: planStateOf(row.unitState, row.allocation), holder, endsOn }
}

function housesOf(rows: readonly Row[], soon: CalendarDate): BoardHouse[] {
  return [...new Set(rows.map((row) => row.house))].map((name) => {
    const mine = rows.filter((row) => row.house === name)
    const floors = [...new Set(mine.map((row) => row.floor))].sort((a, b) => b - a)
    return {
      name,
      key: zoneKey({ kind: 'flat', carrier: name, floor: null, area: null }),
      floors: floors.map((floor) => ({ floor, rooms: mine.filter((row) => row.floor === floor).map((row) => roomOf(row, soon)) })),
    }
  })
}

/** 房态图: every flat with its state, floor by floor. One statement for the rooms, one for how long they stand empty. */
export async function flatBoard(actor: Actor | null): Promise<FlatBoard> {
  if (!can(planPolicy, 'space.plan', actor, null).allow) throw AppError.notFound()
  const today = clock.today()
  const [rows, empty] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT c.name AS house, u.code, coalesce(u.attributes ->> 'roomNo', u.code) AS number, u.floor, u.state::text AS "unitState", u.sex_rule::text AS "sexRule",
             coalesce(u.attributes ->> 'layout', '') AS layout, coalesce(u.capacity, 1) AS capacity, x.state::text AS allocation, p.name AS holder, v.name AS venture,
             (upper(x.during) - 1)::text AS "endsOn"
        FROM unit u JOIN carrier c ON c.id = u.carrier_id
        LEFT JOIN allocation x ON x.unit_id = u.id AND allocation_is_live(x.state)
        LEFT JOIN person p ON p.id = x.person_id LEFT JOIN venture v ON v.id = x.venture_id
       WHERE u.kind = 'flat' ORDER BY c.name, u.floor, number`,
    db.$queryRaw<{ days: number | null }[]>`
      SELECT avg(lower(next.during) - upper(a.during))::float8 AS days
        FROM allocation a CROSS JOIN LATERAL (SELECT during FROM allocation n WHERE n.unit_id = a.unit_id AND lower(n.during) >= upper(a.during)
               AND n.state IN ('occupied', 'notice_given', 'vacated') ORDER BY lower(n.during) LIMIT 1) next
       WHERE a.kind = 'flat' AND a.state = 'vacated' AND upper(a.during) >= ${addDays(today, -365)}::date`,
  ])
  const houses = housesOf(rows, addDays(today, SOON_DAYS))
  const rooms = houses.flatMap((house) => house.floors.flatMap((one) => one.rooms))
  const count = (wanted: (room: BoardRoom) => boolean) => rooms.filter(wanted).length
  return {
    houses,
    soonDays: SOON_DAYS,
    counts: {
      lived: count((room) => room.state === 'occupied'),
      soon: count((room) => room.state === 'occupied' && room.endsOn !== null),
      awaited: count((room) => room.state === 'offered' || room.state === 'held' || room.state === 'accepted'),
      free: count((room) => room.state === 'free'),
      reserved: count((room) => room.state === 'reserved'),
      closed: count((room) => room.state === 'maintenance' || room.state === 'closed'),
    },
    emptyDays: empty[0]?.days ?? null,
  }
}
