import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { topics } from '../model/questions'
import { taskList, wantedSupports } from '../model/tasks'
import { dataOf, factsOf, include } from './repo'

const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

/** The person's open draft, for the page before the form. */
export async function startPage(actor: Actor): Promise<{ open: { id: string; when: string } | null }> {
  const open = await db.application.findFirst({ where: { personId: actor.personId, state: 'draft' }, select: { id: true, savedAt: true } })
  return { open: open ? { id: open.id, when: when(open.savedAt) } : null }
}

export interface ApplicationLine {
  readonly id: string
  readonly state: 'draft' | 'submitted'
  readonly title: string
  readonly when: string
  readonly wants: readonly string[]
  /** Finished topics of all topics; only while it is a draft. */
  readonly progress: { readonly done: number; readonly of: number } | null
}

/** Own applications, and those of one's teams once they are submitted; newest first. */
export async function applicationList(actor: Actor): Promise<ApplicationLine[]> {
  const mine = { personId: actor.personId, state: { in: ['draft' as const, 'submitted' as const] } }
  const ours = { state: 'submitted' as const, venture: { members: { some: { personId: actor.personId, leftAt: null } } } }
  const rows = await db.application.findMany({ where: { OR: [mine, ours] }, include, orderBy: { createdAt: 'desc' }, take: 50 })
  return Promise.all(
    rows.map(async (row): Promise<ApplicationLine> => {
      const data = dataOf(row)
      const tasks = row.state === 'draft' ? taskList(await factsOf(db, row)).filter((task) => task.key !== 'check') : []
      return {
        id: row.id,
        state: row.state === 'draft' ? 'draft' : 'submitted',
        title: data.project?.name || row.venture?.name || '申请',
        when: when(row.submittedAt ?? row.savedAt),
        wants: wantedSupports(data).map((key) => topics[key].title),
        progress: row.state === 'draft' ? { done: tasks.filter((task) => task.status === 'done').length, of: tasks.length } : null,
      }
    }),
  )
}
