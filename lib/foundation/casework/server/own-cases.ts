import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { type CalendarDate, dateInShanghai, formatDateZh, formatTimeZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { loadCalendar } from '../../programme/server/door'
import type { ChainStepName } from '../model/chain'
import { historyOf } from '../model/history'
import { type CaseState, caseWords, isRunning, wordsOf } from '../model/machine'
import { stepsByChain } from './chain/position'
import { clockView } from './clock/clocks'

const include = {
  measure: { select: { name: true, code: true } },
  application: { select: { venture: { select: { name: true } }, round: { select: { chain: true } } } },
  clocks: { include: { pauses: true } },
  materials: { select: { name: true, state: true, remark: true } },
  events: { where: { audience: { in: ['public', 'applicant'] } }, orderBy: { id: 'asc' } },
} satisfies Prisma.CaseInclude

export interface OwnCase {
  readonly id: string
  readonly caseNo: string
  readonly applicationId: string
  readonly measureCode: string
  readonly item: string
  readonly title: string
  readonly state: CaseState
  readonly stateWord: string
  readonly stateKind: (typeof caseWords)[CaseState]['kind']
  /** Somebody is at work on it. */
  readonly open: boolean
  /** Only the applicant acts on the case; the rest of the team reads. */
  readonly mine: boolean
  readonly amountFen: bigint | null
  readonly reason: string | null
  readonly dueOn: CalendarDate | null
  /** Names of the materials that were asked for again. */
  readonly asked: readonly string[]
  readonly clock: ReturnType<typeof clockView>
  /** The steps of its sign-off chain, in order. */
  readonly steps: readonly ChainStepName[]
  readonly history: ReturnType<typeof historyOf>
}

/** Cases of a person and of the teams they are in, newest first, as applicants read them. */
export async function caseList(actor: Actor): Promise<OwnCase[]> {
  const ours = { application: { venture: { members: { some: { personId: actor.personId, leftAt: null } } } } }
  const [rows, calendar, chains] = await Promise.all([
    db.case.findMany({ where: { OR: [{ personId: actor.personId }, ours] }, include, orderBy: [{ submittedAt: 'desc' }, { caseNo: 'asc' }], take: 50 }),
    loadCalendar(db),
    stepsByChain(db),
  ])
  const today = clock.today()
  return rows.map((row): OwnCase => {
    const state = row.state as CaseState
    return {
      id: row.id,
      caseNo: row.caseNo,
      applicationId: row.applicationId,
      measureCode: row.measure.code,
      item: row.measure.name,
      title: row.application.venture?.name ?? row.title,
      state,
      stateWord: wordsOf(state, row.application.round.chain).applicant,
      stateKind: caseWords[state].kind,
      open: isRunning(state),
      mine: row.personId === actor.personId,
      amountFen: row.amountFen,
      reason: row.reason,
      dueOn: row.nextDueOn ? fromDateColumn(row.nextDueOn) : null,
      asked: row.materials.filter((m) => m.remark !== '' && (m.state === 'missing' || m.state === 'refused')).map((m) => m.name),
      clock: clockView(calendar, row.clocks, today),
      steps: chains.get(row.application.round.chain) ?? [],
      history: historyOf(
        row.events.map((event) => ({
          kind: event.kind,
          params: event.params as Record<string, string | number>,
          when: `${formatDateZh(dateInShanghai(event.at))} ${formatTimeZh(event.at)}`,
          who: event.actorName,
        })),
        'applicant',
      ),
    }
  })
}
