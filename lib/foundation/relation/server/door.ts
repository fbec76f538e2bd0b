import 'server-only'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'
import { RelationGraph } from '../model/conflicts'
import { loadGraphFacts } from './facts'

export { type RecordedRelation, type RelationEnd, relationEnds, relationsDeclaredBy, relationsRecordedOf } from './queries'

/** The graph between some people and some applications on a day, to be asked for many pairs. */
export async function graphOf(client: Tx, today: CalendarDate, personIds: readonly string[], applicationIds: readonly string[]): Promise<RelationGraph> {
  return new RelationGraph(await loadGraphFacts(client, personIds, applicationIds), today)
}

/** To be called wherever a fact of the graph changes (a relation, an employer, a team): open sheets are looked at again after commit. */
export const relationsChanged = (tx: Tx): Promise<void> => enqueue(tx, 'panel.reevaluate', {}, { key: 'panel.reevaluate' })
