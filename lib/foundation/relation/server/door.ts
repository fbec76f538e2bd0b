import 'server-only'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { type Conflict, RelationGraph } from '../model/conflicts'
import { loadGraphFacts } from './facts'

export type { Conflict } from '../model/conflicts'
export { loadGraphFacts } from './facts'
export { type RecordedRelation, type RelationEnd, relationEnds, relationsRecordedOf } from './queries'

/** The graph between some people and some applications on a day, to be asked for many pairs. */
export async function graphOf(client: Tx, today: CalendarDate, personIds: readonly string[], applicationIds: readonly string[]): Promise<RelationGraph> {
  return new RelationGraph(await loadGraphFacts(client, personIds, applicationIds), today)
}

export type RelationTarget = { readonly applicationId: string } | { readonly entryId: string } | { readonly caseId: string }

async function applicationOf(client: Tx, target: RelationTarget): Promise<string | null> {
  if ('applicationId' in target) return target.applicationId
  if ('entryId' in target)
    return (await client.reviewEntry.findUnique({ where: { id: target.entryId }, select: { applicationId: true } }))?.applicationId ?? null
  return (await client.case.findUnique({ where: { id: target.caseId }, select: { applicationId: true } }))?.applicationId ?? null
}

/** What each of these people has to do with an application (named by itself, its entry or one of its cases), gravest first. */
export async function relationsOf(
  client: Tx,
  today: CalendarDate,
  personIds: readonly string[],
  target: RelationTarget,
): Promise<ReadonlyMap<string, Conflict[]>> {
  const applicationId = await applicationOf(client, target)
  if (!applicationId) return new Map()
  const graph = await graphOf(client, today, personIds, [applicationId])
  return new Map(personIds.map((id) => [id, graph.conflicts(id, applicationId)]))
}

/** The class of the gravest hard relation to a case as the database sees it; null for a stranger. */
export async function hardRelationTo(client: Pick<Tx, '$queryRaw'>, personId: string, caseId: string): Promise<string | null> {
  const rows = await client.$queryRaw<{ kind: string | null }[]>`SELECT hard_relation(${personId}::uuid, ${caseId}::uuid) AS kind`
  return rows[0]?.kind ?? null
}

/** To be called wherever a fact of the graph changes (a relation, an employer, a team): open sheets are looked at again after commit. */
export const relationsChanged = (tx: Tx): Promise<void> => enqueue(tx, 'panel.reevaluate', {}, { key: 'panel.reevaluate' })
