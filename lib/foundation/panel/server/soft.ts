import 'server-only'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import { graphOf } from '../../relation/server/door'
import { seatedStates } from '../model/machine'

/** A soft relation of an expert with a seat on an entry, and what the chair decided about it. */
export interface SoftRelation {
  readonly entryId: string
  readonly entryCode: string
  readonly assignmentId: string
  readonly reviewerNo: string
  readonly reviewerName: string
  /** Sentences for staff, with names. */
  readonly why: readonly string[]
  readonly kinds: readonly string[]
  readonly decision: { readonly decision: 'keep' | 'replace'; readonly reason: string; readonly by: string } | null
}

/** As the rows stand now; for the chair before the meeting, and for its minutes. */
export async function softRelationsOf(client: Tx, today: CalendarDate, entryIds: readonly string[]): Promise<SoftRelation[]> {
  const rows = await client.reviewAssignment.findMany({
    where: { entryId: { in: [...entryIds] }, state: { in: [...seatedStates] } },
    include: { entry: true, softDecision: true, reviewer: { include: { person: { select: { name: true } } } } },
    orderBy: [{ entry: { code: 'asc' } }, { drawRank: 'asc' }],
  })
  const graph = await graphOf(
    client,
    today,
    rows.map((row) => row.reviewer.personId),
    rows.map((row) => row.entry.applicationId),
  )
  return rows.flatMap((row) => {
    const soft = graph.conflicts(row.reviewer.personId, row.entry.applicationId).filter((one) => one.strength === 'soft')
    if (soft.length === 0) return []
    const { softDecision } = row
    return {
      entryId: row.entryId,
      entryCode: row.entry.code,
      assignmentId: row.id,
      reviewerNo: row.reviewer.no,
      reviewerName: row.reviewer.person.name,
      why: soft.map((one) => one.why),
      kinds: [...new Set(soft.map((one) => one.kind))],
      decision: softDecision && {
        decision: softDecision.decision === 'replace' ? 'replace' : 'keep',
        reason: softDecision.reason,
        by: softDecision.deciderName,
      },
    }
  })
}
