import 'server-only'
import { dateInShanghai, formatDateZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import type { Tx } from '@/lib/platform/db'
import { isRecordedKind, recordedWords } from '../model/kinds'

/** A relation on record, in words for the staff. */
export interface RecordedRelation {
  readonly id: string
  readonly kind: string
  /** 与周予安 导师结对 */
  readonly words: string
  readonly period: string
  readonly detail: string
  readonly source: string
  readonly recorded: string
  /** Why it was taken back; null while it counts. */
  readonly withdrawn: string | null
  readonly ended: boolean
}

const sourceWords: Readonly<Record<string, string>> = { staff: '窗口登记', self: '本人申报', system: '系统留存' }
const day = (column: Date | null, missing: string) => (column ? formatDateZh(fromDateColumn(column), { year: true }) : missing)

/** Everything that was ever recorded about a person, newest first; both ends of it. */
export async function relationsRecordedOf(client: Tx, personId: string): Promise<RecordedRelation[]> {
  const rows = await client.personRelation.findMany({
    where: { OR: [{ personId }, { otherId: personId }] },
    include: { person: { select: { name: true } }, other: { select: { name: true } }, venture: { select: { name: true } } },
    orderBy: { recordedAt: 'desc' },
  })
  const names = await client.user.findMany({
    where: { id: { in: rows.flatMap((row) => row.recordedBy ?? []) } },
    select: { id: true, person: { select: { name: true } } },
  })
  return rows.map((row) => {
    const end = row.otherId === personId ? row.person.name : (row.other?.name ?? row.venture?.name ?? row.organisation ?? '')
    const by = names.find((one) => one.id === row.recordedBy)?.person.name
    return {
      id: row.id,
      kind: row.kind,
      words: `${isRecordedKind(row.kind) ? recordedWords[row.kind] : row.kind}：${end}`,
      period: row.sinceOn || row.untilOn ? `${day(row.sinceOn, '此前')}至${day(row.untilOn, '今')}` : '未填起止',
      detail: row.detail,
      source: sourceWords[row.source] ?? row.source,
      recorded: `${formatDateZh(dateInShanghai(row.recordedAt), { year: true })}${by ? ` ${by}` : ''}`,
      withdrawn: row.withdrawnAt ? `${formatDateZh(dateInShanghai(row.withdrawnAt), { year: true })}撤销：${row.withdrawReason ?? ''}` : null,
      ended: row.untilOn !== null,
    }
  })
}

/** What somebody declared about themselves; nothing that others wrote down about them. */
export async function relationsDeclaredBy(client: Tx, personId: string): Promise<RecordedRelation[]> {
  const mine = await client.personRelation.findMany({ where: { personId, source: 'self' }, select: { id: true } })
  const all = mine.length === 0 ? [] : await relationsRecordedOf(client, personId)
  return all.filter((row) => mine.some(({ id }) => id === row.id))
}

/** What a new relation can be with. `value` carries the kind of end and its id. */
export interface RelationEnd {
  readonly value: `person:${string}` | `venture:${string}`
  readonly label: string
}

const MOST = 8

/** People by name or telephone, teams and companies by name; a few of each, nobody without a search. */
export async function relationEnds(client: Tx, find: string, exceptPersonId: string): Promise<RelationEnd[]> {
  const text = find.trim()
  if (text.length < 2) return []
  const people = await client.person.findMany({
    where: { mergedIntoId: null, id: { not: exceptPersonId }, OR: [{ name: { contains: text } }, { phone: text }] },
    select: { id: true, name: true, phone: true, memberships: { where: { leftAt: null }, take: 1, select: { venture: { select: { name: true } } } } },
    orderBy: { name: 'asc' },
    take: MOST,
  })
  const ventures = await client.venture.findMany({
    where: { OR: [{ name: { contains: text } }, { companyName: { contains: text } }] },
    select: { id: true, name: true, companyName: true },
    orderBy: { name: 'asc' },
    take: MOST,
  })
  return [
    ...people.map((one) => {
      const more = [one.phone ? `尾号 ${one.phone.slice(-4)}` : '', one.memberships[0]?.venture.name ?? ''].filter((part) => part !== '')
      return { value: `person:${one.id}` as const, label: `个人：${one.name}${more.length > 0 ? `（${more.join('，')}）` : ''}` }
    }),
    ...ventures.map((one) => ({ value: `venture:${one.id}` as const, label: `项目或企业：${one.name}${one.companyName ? `（${one.companyName}）` : ''}` })),
  ]
}
