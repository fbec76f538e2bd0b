import 'server-only'
import { type CalendarDate, dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import type { AllocationState, UnitState } from '../model/machine'
import { type PlanState, planStateOf } from '../model/plan'
import type { Zone } from '../model/zone'

export interface PlanUnit {
  readonly id: string
  readonly code: string
  readonly floor: number
  readonly x: number | null
  readonly y: number | null
  readonly unitState: UnitState
  readonly state: PlanState
  /** Held today, but the term ends before the day shown. */
  readonly endsBefore: boolean
  /** `靠窗 · 千兆有线`, from the ledger. */
  readonly note: string
  readonly byWindow: boolean
  readonly areaSqm: string | null
  readonly holding: {
    readonly id: string
    readonly state: AllocationState
    readonly holder: string
    readonly caseNo: string | null
    readonly from: CalendarDate
    /** The first day after the term; null where the ledger gives no end. */
    readonly until: CalendarDate | null
    /** Until when the answer or the notice is awaited: `9月20日（周日）17:00`. */
    readonly deadline: string | null
    readonly document: { readonly id: string; readonly number: string } | null
  } | null
}

interface UnitRow {
  id: string
  code: string
  floor: number
  x: number | null
  y: number | null
  state: UnitState
  attributes: Record<string, string>
  areaSqm: string | null
  allocationId: string | null
  allocation: AllocationState | null
  holder: string | null
  caseNo: string | null
  from: string
  until: string | null
  deadline: Date | null
  documentId: string | null
  documentNumber: string | null
}

const deadlineText = (at: Date) => `${formatDateZh(dateInShanghai(at), { weekday: true })}${formatTimeZh(at)}`

/** A term that is over by the day shown leaves the unit free; who has no end stays. */
function planUnit(row: UnitRow, on: CalendarDate | null): PlanUnit {
  const { attributes: a } = row
  const over = on !== null && row.until !== null && row.until <= on
  const note = [a.byWindow === '是' ? '靠窗' : '', a.facing, a.network, a.layout, a.living, a.roomType, a.facilities].filter(Boolean).join(' · ')
  return {
    id: row.id,
    code: row.code,
    floor: row.floor,
    x: row.x,
    y: row.y,
    unitState: row.state,
    state: planStateOf(row.state, over ? null : row.allocation),
    endsBefore: over,
    note,
    byWindow: a.byWindow === '是',
    areaSqm: row.areaSqm,
    holding:
      row.allocation && row.allocationId && !over
        ? {
            id: row.allocationId,
            state: row.allocation,
            holder: row.holder ?? '台账未写明',
            caseNo: row.caseNo,
            from: row.from as CalendarDate,
            until: row.until as CalendarDate | null,
            deadline: row.deadline && (row.allocation === 'held' || row.allocation === 'offered') ? deadlineText(row.deadline) : null,
            document: row.documentId && row.documentNumber ? { id: row.documentId, number: row.documentNumber } : null,
          }
        : null,
  }
}

/** Every unit of a zone with its holder, today or as the terms stand on a later day: one statement, over the index on (carrier, floor, zone). */
export async function unitsOf(tx: Tx, zone: Zone, on: CalendarDate | null = null): Promise<PlanUnit[]> {
  const rows = await tx.$queryRaw<UnitRow[]>`
    SELECT u.id, u.code, u.floor, u.x, u.y, u.state::text AS state, u.attributes, u.area_sqm::text AS "areaSqm", x.id AS "allocationId", x.state::text AS allocation,
           coalesce(v.name, p.name) AS holder, f.case_no AS "caseNo", lower(x.during)::text AS "from", upper(x.during)::text AS until,
           coalesce(x.respond_by, x.hold_expires_at) AS deadline, d.id AS "documentId", d.number AS "documentNumber"
      FROM carrier c JOIN unit u ON u.carrier_id = c.id
      LEFT JOIN allocation x ON x.unit_id = u.id AND x.state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given')
      LEFT JOIN venture v ON v.id = x.venture_id
      LEFT JOIN case_file f ON f.id = x.case_id
      LEFT JOIN person p ON p.id = coalesce(x.person_id, f.person_id)
      LEFT JOIN LATERAL (SELECT id, number FROM document WHERE case_id = x.case_id AND kind = 'allocation' ORDER BY created_at DESC LIMIT 1) d ON true
     WHERE c.name = ${zone.carrier} AND u.kind = ${zone.kind}::"UnitKind"
       AND (${zone.floor}::int IS NULL OR (u.floor = ${zone.floor}::int AND u.zone IS NOT DISTINCT FROM ${zone.area}))
     ORDER BY u.code`
  return rows.map((row) => planUnit(row, on))
}
