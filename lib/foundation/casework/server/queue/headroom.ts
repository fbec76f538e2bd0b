import 'server-only'
import { db } from '@/lib/platform/db'

export interface Headroom {
  readonly kind: 'desk' | 'flat'
  /** Units that could be offered today: open, and held by nobody. */
  readonly free: number
  /** Units that this venture (desks) or person (flats) holds now, and how many it may hold; null without a limit. */
  readonly holds: number
  readonly limit: number | null
}

/** What is left at the moment of the decision, counted from the rows of units and holdings; null where a measure gives no units. */
export async function headroomOf(measureKind: string | null, ventureId: string | null, personId: string): Promise<Headroom | null> {
  if (measureKind !== 'desk' && measureKind !== 'flat') return null
  const rows = await db.$queryRaw<{ free: number; holds: number; limit: number | null }[]>`
    SELECT (SELECT count(*)::int FROM unit u WHERE u.kind = ${measureKind}::"UnitKind" AND u.state = 'available'
              AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.unit_id = u.id AND a.state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given'))) AS free,
           (SELECT count(*)::int FROM allocation a WHERE a.kind = ${measureKind}::"UnitKind" AND a.state IN ('held', 'offered', 'accepted', 'occupied', 'notice_given')
              AND CASE WHEN ${measureKind} = 'desk' THEN a.venture_id = ${ventureId}::uuid ELSE a.person_id = ${personId}::uuid END) AS holds,
           (SELECT value::int FROM rule_value WHERE key = ${`space.max_live.${measureKind}`} AND valid_to IS NULL) AS "limit"`
  const [row] = rows
  return row ? { kind: measureKind, ...row } : null
}

export interface OtherCase {
  readonly caseNo: string
  readonly applicant: string
}

/** Cases of other people who gave the same phone number: perhaps one person twice. A hint, never a decision. */
export async function samePhone(personId: string, phone: string | null): Promise<OtherCase[]> {
  if (!phone) return []
  return db.$queryRaw`
    SELECT c.case_no AS "caseNo", p.name AS applicant FROM person p JOIN case_file c ON c.person_id = p.id
     WHERE p.phone = ${phone} AND p.id <> ${personId}::uuid ORDER BY c.submitted_at DESC LIMIT 3`
}

/** The applicant's other cases, newest first. */
export async function otherCases(personId: string, caseId: string): Promise<{ caseNo: string; item: string; state: string }[]> {
  return db.$queryRaw`
    SELECT c.case_no AS "caseNo", m.name AS item, c.state::text AS state FROM case_file c JOIN measure m ON m.code = c.measure_code
     WHERE c.person_id = ${personId}::uuid AND c.id <> ${caseId}::uuid ORDER BY c.submitted_at DESC LIMIT 5`
}
