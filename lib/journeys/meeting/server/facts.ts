import 'server-only'
import { softRelationsOf } from '@/lib/foundation/panel/server/door'
import { wordsOfKind } from '@/lib/foundation/relation/model/kinds'
import { graphOf } from '@/lib/foundation/relation/server/door'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import type { MeetingRow } from './repo'

export interface Scored {
  readonly value: number
  readonly spread: number
  readonly mean: number
  readonly lowest: number
  readonly highest: number
  readonly sheets: number
}

/** The latest result of each entry. */
export async function resultsOf(client: Tx, entryIds: readonly string[]): Promise<ReadonlyMap<string, Scored>> {
  const rows = await client.reviewResult.findMany({ where: { entryId: { in: [...entryIds] } }, orderBy: { seq: 'asc' } })
  return new Map(rows.map((row) => [row.entryId, row]))
}

export const measureNames = async (client: Tx): Promise<ReadonlyMap<string, string>> =>
  new Map((await client.measure.findMany({ select: { code: true, name: true } })).map((row) => [row.code, row.name]))

const decisionWords = { keep: '组长决定保留', replace: '组长决定换人' } as const

/** By entry: soft relations of the experts who scored, and of the members at the table; kinds only, nobody of the applicant's side is named. */
export async function disclosures(client: Tx, today: CalendarDate, meeting: MeetingRow): Promise<ReadonlyMap<string, string[]>> {
  const entryIds = [...new Set(meeting.items.map((item) => item.entryId))]
  const said = new Map<string, string[]>()
  const say = (entryId: string, text: string) => said.set(entryId, [...(said.get(entryId) ?? []), text])
  for (const one of await softRelationsOf(client, today, entryIds)) {
    const decided = one.decision ? `${decisionWords[one.decision.decision]}，${one.decision.reason}` : '组长未另作决定'
    say(one.entryId, `评审专家 ${one.reviewerNo}，${one.kinds.map(wordsOfKind).join('、')}；${decided}`)
  }
  const users = await client.user.findMany({ where: { id: { in: meeting.members.map((one) => one.userId) } }, select: { id: true, personId: true } })
  const applications = new Map(meeting.items.map((item) => [item.entryId, item.entry.applicationId]))
  const graph = await graphOf(
    client,
    today,
    users.map((user) => user.personId),
    [...applications.values()],
  )
  for (const [entryId, applicationId] of applications)
    for (const member of meeting.members) {
      const personId = users.find((user) => user.id === member.userId)?.personId
      const soft = personId ? graph.conflicts(personId, applicationId).filter((one) => one.strength === 'soft') : []
      if (soft.length > 0) say(entryId, `${member.name}，${[...new Set(soft.map((one) => wordsOfKind(one.kind)))].join('、')}`)
    }
  return said
}
