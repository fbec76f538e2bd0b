import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { sectionKeys } from '../model/form'
import { sectionsOf, supportKeys } from '../model/form-version'
import { topics } from '../model/questions'
import { taskList } from '../model/tasks'
import { dataOf, factsOf, include, wantedOf } from './repo'
import { lastSubmitted, openRounds } from './rounds'

const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

export interface RoundChoice {
  readonly id: string
  readonly name: string
  /** `随时可以交`, or until when. */
  readonly until: string
  /** What can be asked for. */
  readonly asks: readonly string[]
  /** How it is decided, in a sentence. */
  readonly how: string
  /** Asks for what the eligibility check was about, more than any other. */
  readonly suggested: boolean
}

export interface StartPage {
  readonly open: { readonly id: string; readonly when: string; readonly round: string } | null
  readonly rounds: readonly RoundChoice[]
  /** The last submitted form, whose answers a new one may begin with. */
  readonly last: { readonly when: string; readonly round: string; readonly topics: readonly string[] } | null
}

const howOf: Readonly<Record<string, string>> = {
  direct: '窗口初审、领导审定，有一份办一份',
  panel: '专家评审、会议审定、公示，截止后一起评',
}

/** What can be begun now: the open draft, the rounds that take applications, the last form. `wants`: supports of the eligibility check. */
export async function startPage(actor: Actor, wants: readonly string[], now: Date = clock.now()): Promise<StartPage> {
  const [open, rounds, last] = await Promise.all([
    db.application.findFirst({
      where: { personId: actor.personId, state: 'draft' },
      select: { id: true, savedAt: true, round: { select: { name: true } } },
    }),
    openRounds(db, now),
    lastSubmitted(db, actor.personId),
  ])
  const fits = rounds.map((round) => supportKeys.filter((key) => wants.includes(key) && sectionsOf(round).includes(key)).length)
  const best = Math.max(0, ...fits)
  return {
    open: open ? { id: open.id, when: when(open.savedAt), round: open.round.name } : null,
    rounds: rounds.map((round, i) => ({
      id: round.id,
      name: round.name,
      until: round.closesAt ? `${formatDateZh(dateInShanghai(round.closesAt), { weekday: true })} ${formatTimeZh(round.closesAt)} 截止` : '随时可以交',
      asks: supportKeys.filter((key) => sectionsOf(round).includes(key)).map((key) => topics[key].title),
      how: howOf[round.chain] ?? '',
      suggested: fits.indexOf(best) === i,
    })),
    last: last
      ? {
          when: last.submittedAt ? when(last.submittedAt) : '',
          round: last.round,
          topics: sectionKeys.filter((key) => last.data[key]).map((key) => topics[key].title),
        }
      : null,
  }
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
        wants: wantedOf(row).map((key) => topics[key].title),
        progress: row.state === 'draft' ? { done: tasks.filter((task) => task.status === 'done').length, of: tasks.length } : null,
      }
    }),
  )
}
