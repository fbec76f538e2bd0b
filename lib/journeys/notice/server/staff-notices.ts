import 'server-only'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { noticeOutcome, type PublicLine, type Reconsidered } from '../model/line'
import { openStates } from '../model/machine'
import { type NoticeStage, noticePeriod, stageOf } from '../model/period'
import { noticePolicy } from '../model/policy'
import { lineOf } from './line-of'
import { objectionsOf, reconsideredIn } from './public'
import { isShown, peopleOf, readyInclude, stoodFor } from './ready'

export interface ReadyLine extends PublicLine {
  readonly caseNo: string
  readonly version: number
  /** Its last notice was withdrawn. */
  readonly again: boolean
}

export interface ReadyRound {
  readonly id: string
  readonly name: string
  readonly lines: readonly ReadyLine[]
  readonly mayPublish: boolean
}

/** Cases that the meeting concurred with and that have not been shown, by round, as the public would read them. */
async function readyRounds(actor: Actor): Promise<ReadyRound[]> {
  const rows = await db.case.findMany({
    where: {
      state: { in: ['panel_decision', 'public_notice'] },
      signatures: { some: { step: 'panel', decision: 'concur' } },
      objections: { none: { kind: 'objection', state: { in: [...openStates] } } },
    },
    include: readyInclude,
    orderBy: { caseNo: 'asc' },
  })
  const rounds = new Map<string, ReadyRound>()
  for (const row of rows) {
    if (!stoodFor(row) || isShown(row)) continue
    const { round, person } = row.application
    const before = rounds.get(round.id) ?? { id: round.id, name: round.name, lines: [], mayPublish: true }
    const line = { caseNo: row.caseNo, version: row.version, again: row.state === 'public_notice', ...lineOf(row)(person.name) }
    const mayPublish = before.mayPublish && can(noticePolicy, 'notice.publish', actor, { personIds: peopleOf(row), publishedBy: null }).allow
    rounds.set(round.id, { ...before, lines: [...before.lines, line], mayPublish })
  }
  return [...rounds.values()]
}

const include = {
  round: { select: { id: true, name: true } },
  lines: {
    orderBy: { ordinal: 'asc' },
    include: {
      objections: { select: { state: true } },
      case: { select: { caseNo: true, personId: true, application: { select: { venture: { select: { members: true } } } } } },
    },
  },
} satisfies Prisma.PublicNoticeInclude

type Row = Prisma.PublicNoticeGetPayload<{ include: typeof include }>

export interface StaffNotice {
  readonly number: string
  readonly title: string
  readonly version: number
  readonly stage: NoticeStage
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate
  readonly provisional: boolean
  readonly lines: number
  readonly outcome: string
  readonly publisher: string
  readonly withdrawReason: string | null
  /** Null: it may be withdrawn by this person; otherwise the code that says why not. */
  readonly withdrawBecause: string | null
}

function staffNotice(row: Row, actor: Actor, today: CalendarDate, names: ReadonlyMap<string, string>, again: Reconsidered): StaffNotice {
  const fromOn = fromDateColumn(row.fromOn ?? row.createdAt)
  const toOn = fromDateColumn(row.toOn ?? row.createdAt)
  const stage = stageOf({ state: row.state, fromOn, toOn }, today)
  const personIds = row.lines.flatMap(({ case: one }) => [one.personId, ...(one.application.venture?.members ?? []).flatMap((member) => member.personId ?? [])])
  const may = can(noticePolicy, 'notice.withdraw', actor, { personIds, publishedBy: row.publishedBy })
  const objected = row.lines.some((line) => line.objections.length > 0)
  return {
    number: row.number ?? '',
    title: row.title,
    version: row.version,
    stage,
    fromOn,
    toOn,
    provisional: row.provisional,
    lines: row.lines.length,
    outcome: noticeOutcome(row.lines.map(objectionsOf), stage === 'in_force', again),
    publisher: names.get(row.publishedBy ?? '') ?? '',
    withdrawReason: row.withdrawReason,
    withdrawBecause: stage !== 'in_force' ? 'notice.over' : !may.allow ? may.reason : objected ? 'notice.objected' : null,
  }
}

export interface NoticeDesk {
  readonly ready: readonly ReadyRound[]
  readonly notices: readonly StaffNotice[]
  /** The least number of working days, and the period that begins today for each number of days offered. */
  readonly periods: readonly { readonly days: number; readonly toOn: CalendarDate; readonly provisional: boolean }[]
  readonly today: CalendarDate
}

/** 公示 for the staff: what is ready, what is in force, what is over. */
export async function noticeDesk(actor: Actor): Promise<NoticeDesk> {
  if (!can(noticePolicy, 'notice.read', actor, { personIds: [], publishedBy: null }).allow) throw AppError.notFound()
  const today = clock.today()
  const [ready, rows, calendar, rules] = await Promise.all([
    readyRounds(actor),
    db.publicNotice.findMany({ where: { state: { not: 'draft' } }, include, orderBy: [{ publishedAt: 'desc' }, { number: 'desc' }], take: 200 }),
    loadCalendar(db),
    loadRules(db, ['notice.days']),
  ])
  const publishers = await db.user.findMany({
    where: { id: { in: rows.flatMap((row) => row.publishedBy ?? []) } },
    select: { id: true, person: { select: { name: true } } },
  })
  const names = new Map(publishers.map((user) => [user.id, user.person.name]))
  const least = rules['notice.days'].value
  const periods = [0, 2, 5, 10].map((more) => {
    const { toOn, provisional } = noticePeriod(calendar, today, least + more)
    return { days: least + more, toOn, provisional }
  })
  const again = await reconsideredIn(
    db,
    rows.flatMap((row) => row.round?.id ?? []),
  )
  return { ready, notices: rows.map((row) => staffNotice(row, actor, today, names, again(row.round?.id))), periods, today }
}
