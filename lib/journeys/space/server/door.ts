import 'server-only'
import { type CalendarDate, calendarDate } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { type AllocationState, allocationMachine } from '../model/machine'

export interface Holding {
  readonly kind: 'room' | 'desk' | 'flat' | 'bed'
  readonly code: string
  readonly place: string
  readonly state: AllocationState
  readonly from: CalendarDate | null
  /** The last day of the term. */
  readonly lastDay: CalendarDate | null
  readonly caseNo: string | null
  /** Until when an offer waits for its answer. */
  readonly respondBy: Date | null
}

interface Row extends Omit<Holding, 'from' | 'lastDay'> {
  readonly starts: string | null
  readonly last: string | null
}

/** Everything a person or their ventures hold now, from the hold to the notice. */
export async function holdingsOf(personId: string, ventureIds: readonly string[]): Promise<Holding[]> {
  const live = (allocationMachine.groups.live ?? []).map(String)
  const rows = await db.$queryRaw<Row[]>`
    SELECT u.kind::text AS kind, u.code, concat_ws(' ', c.name, u.floor || ' 层', u.zone || ' 区') AS place, a.state::text AS state,
           lower(a.during)::text AS starts, (upper(a.during) - 1)::text AS last, f.case_no AS "caseNo", a.respond_by AS "respondBy"
      FROM allocation a JOIN unit u ON u.id = a.unit_id JOIN carrier c ON c.id = u.carrier_id LEFT JOIN case_file f ON f.id = a.case_id
     WHERE a.state::text = ANY (${live}) AND (a.person_id = ${personId}::uuid OR a.venture_id::text = ANY (${[...ventureIds]}))
     ORDER BY u.kind, u.code`
  const day = (text: string | null) => (text ? calendarDate(text) : null)
  return rows.map(({ starts, last, ...row }) => ({ ...row, from: day(starts), lastDay: day(last) }))
}

/** Of these cases the ones that get no further place: the last one was declined or given back. */
export async function outOfLine(caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set()
  const rows = await db.$queryRaw<{ caseId: string }[]>`
    SELECT last."caseId" FROM (
      SELECT DISTINCT ON (case_id) case_id::text AS "caseId", state FROM allocation
       WHERE case_id::text = ANY (${[...caseIds]}) ORDER BY case_id, ended_at DESC NULLS FIRST) last
     WHERE last.state IN ('declined', 'vacated')`
  return new Set(rows.map((row) => row.caseId))
}

/** Places of cases in the waiting lists, counted from 1. */
export async function waitingPlaces(caseIds: readonly string[]): Promise<{ caseId: string; kind: string; place: number }[]> {
  if (caseIds.length === 0) return []
  return db.$queryRaw`
    SELECT w.case_id::text AS "caseId", w.kind::text AS kind,
           (SELECT count(*)::int FROM waitlist_entry b WHERE b.kind = w.kind AND b.served_at IS NULL AND b.id <= w.id) AS place
      FROM waitlist_entry w WHERE w.served_at IS NULL AND w.case_id::text = ANY (${[...caseIds]})`
}
