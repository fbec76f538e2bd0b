import 'server-only'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { maskName } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { dueOn } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import { loadCalendar } from '../../../programme/server/door'
import type { ChainStepName } from '../../model/chain'
import { urgency } from '../../model/clock'
import { type CaseState, caseWords, statesOf, wordsOf } from '../../model/machine'
import { queuePolicy } from '../../model/policy'
import { itemWord, leftWords, type QueueFilter, type QueueRow, type QueueView, type WindowUser } from '../../model/queue'
import { currentClock, readingOf } from '../clock/clocks'

const PAGE = 50

/** States as literals: only so does the planner see that the partial indexes of the queue apply (they repeat this list). */
const literals = (states: readonly CaseState[]) => Prisma.raw(states.map((state) => `'${state}'`).join(', '))
const open = literals(statesOf('open'))
const unassigned = literals([...statesOf('awaitingWindow'), ...statesOf('awaitingReview')])
const dueKey = Prisma.sql`coalesce(c.next_due_on, DATE '9999-12-31')`
const waiting: CaseState = 'supplement_required'

/** The round of the case follows a chain that has this step. */
const hasStep = (step: ChainStepName) => Prisma.sql`EXISTS (SELECT 1 FROM application a JOIN round r ON r.id = a.round_id
  JOIN chain_step k ON k.chain = r.chain AND k.step = ${step} WHERE a.id = c.application_id)`

/** Whose turn it is, by the step of the chain that is at hand. */
const turn = {
  review: Prisma.sql`(c.state IN (${literals(['accepted'])}) OR (c.state IN (${literals(['eligibility_review'])}) AND NOT ${hasStep('second_check')}))`,
  check: Prisma.sql`(c.state IN (${literals(['eligibility_review'])}) AND ${hasStep('second_check')})`,
  decide: Prisma.sql`(c.state IN (${literals(statesOf('awaitingDecision'))}) AND ${hasStep('final_decision')})`,
  approve: (today: CalendarDate) => Prisma.sql`(c.state IN (${literals(['public_notice'])}) AND notice_cleared(c.id, ${today}::date))`,
} as const

function conditions(actor: Actor, filter: QueueFilter, today: CalendarDate, week: CalendarDate): Prisma.Sql[] {
  const list: Prisma.Sql[] = []
  if (filter.state === undefined) list.push(Prisma.sql`c.state IN (${open})`)
  else if (filter.state !== 'any') list.push(Prisma.sql`c.state IN (${literals([filter.state])})`)
  if (filter.view === 'mine') list.push(Prisma.sql`c.assignee_id = ${actor.userId}::uuid`)
  if (filter.view === 'unassigned') list.push(Prisma.sql`c.assignee_id IS NULL AND c.state IN (${unassigned})`)
  if (filter.view === 'today') list.push(Prisma.sql`${dueKey} <= ${today}::date AND c.state <> ${literals([waiting])}`)
  if (filter.view === 'review' || filter.view === 'check' || filter.view === 'decide') list.push(turn[filter.view])
  if (filter.view === 'approve') list.push(turn.approve(today))
  if (filter.round) list.push(Prisma.sql`c.application_id IN (SELECT a.id FROM application a WHERE a.round_id = ${filter.round}::uuid)`)
  if (filter.measure) list.push(Prisma.sql`c.measure_code = ${filter.measure}`)
  if (filter.due === 'late') list.push(Prisma.sql`${dueKey} < ${today}::date`)
  if (filter.due === 'today') list.push(Prisma.sql`${dueKey} = ${today}::date`)
  if (filter.due === 'week') list.push(Prisma.sql`${dueKey} BETWEEN ${today}::date AND ${week}::date`)
  if (filter.q) list.push(matching(filter.q))
  return list
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/**
 * Words search team and applicant, digits the number, the phone and its end, letters a number from its beginning. Only
 * the branches that can hit are asked; a text of two signs is too short for the trigram index and reads the table.
 */
function matching(q: string): Prisma.Sql {
  const text = escaped(q.toLowerCase())
  const branches = [Prisma.sql`SELECT id FROM case_file WHERE lower(title) LIKE ${`%${text}%`}`]
  if (/\p{Script=Han}/u.test(q))
    branches.push(Prisma.sql`SELECT f.id FROM person p JOIN case_file f ON f.person_id = p.id WHERE lower(p.name) LIKE ${`%${text}%`}`)
  else if (/^\d+$/.test(q)) {
    branches.push(Prisma.sql`SELECT id FROM case_file WHERE lower(case_no) LIKE ${`%${text}%`}`)
    branches.push(Prisma.sql`SELECT f.id FROM person p JOIN case_file f ON f.person_id = p.id WHERE p.phone LIKE ${`%${text}`}`)
  } else branches.push(Prisma.sql`SELECT id FROM case_file WHERE case_no LIKE ${`${escaped(q.toUpperCase())}%`}`)
  return Prisma.sql`c.id IN (${Prisma.join(branches, ' UNION ')})`
}

/** Keyset cursor: page 200 costs what page 1 costs. */
function after(cursor: string | undefined): Prisma.Sql[] {
  const [date, id] = cursor?.split('|') ?? []
  return date && id ? [Prisma.sql`(${dueKey}, c.id) > (${date}::date, ${id}::uuid)`] : []
}

const whereAll = (list: readonly Prisma.Sql[]) => (list.length > 0 ? Prisma.join([...list], ' AND ') : Prisma.sql`true`)

const listed = {
  application: { select: { person: { select: { name: true } }, venture: { select: { name: true } }, round: { select: { chain: true } } } },
  measure: { select: { name: true, caseKind: true } },
  clocks: { include: { pauses: { orderBy: { fromOn: 'asc' } } } },
  materials: { select: { required: true, fileId: true } },
} satisfies Prisma.CaseInclude

interface Found {
  readonly id: string
  readonly due: string
  readonly project: string | null
}

/** The auditor sees that something happened, not to whom. */
export const seesNames = (actor: Actor | null): boolean => hasRole(actor, 'intake', 'leader', 'space')

export interface QueueList {
  readonly rows: QueueRow[]
  readonly next: string | null
  readonly total: number
  readonly dueToday: number
}

/** The list as the window works through it, by the next promise; `size` rows and a cursor. Refused as `not_found`. */
export async function queueList(actor: Actor, filter: QueueFilter, size = PAGE): Promise<QueueList> {
  if (!can(queuePolicy, 'queue.list', actor, null).allow) throw AppError.notFound()
  const today = clock.today()
  const calendar = await loadCalendar(db)
  const where = conditions(actor, filter, today, dueOn(calendar, today, 5).dueOn)
  const [found, totals] = await Promise.all([
    db.$queryRaw<Found[]>`
      SELECT c.id, ${dueKey}::text AS due, (SELECT a.data->'project'->>'name' FROM application a WHERE a.id = c.application_id) AS project
        FROM case_file c WHERE ${whereAll([...where, ...after(filter.after)])} ORDER BY ${dueKey}, c.id LIMIT ${size + 1}`,
    db.$queryRaw<{ total: number; due: number }[]>`
      SELECT count(*)::int AS total, count(*) FILTER (WHERE c.next_due_on <= ${today}::date AND c.state <> ${literals([waiting])})::int AS due
        FROM case_file c WHERE ${whereAll(where)}`,
  ])
  const shown = found.slice(0, size)
  const cases = await db.case.findMany({ where: { id: { in: shown.map((row) => row.id) } }, include: listed })
  const byId = new Map(cases.map((row) => [row.id, row]))
  const rows = shown.flatMap(({ id, project }) => {
    const row = byId.get(id)
    return row ? [rowOf(row, project, { calendar, today, names: seesNames(actor) })] : []
  })
  const last = found.length > size ? shown.at(-1) : undefined
  return { rows, next: last ? `${last.due}|${last.id}` : null, total: totals[0]?.total ?? 0, dueToday: totals[0]?.due ?? 0 }
}

type Listed = Prisma.CaseGetPayload<{ include: typeof listed }>

function rowOf(row: Listed, project: string | null, seen: { calendar: Parameters<typeof readingOf>[0]; today: CalendarDate; names: boolean }): QueueRow {
  const running = currentClock(row.clocks)
  const reading = running ? readingOf(seen.calendar, running, seen.today) : null
  const state = row.state as CaseState
  const statutory = Math.max(1, running?.statutoryDays ?? 1)
  const name = (text: string) => (seen.names ? text : maskName(text))
  const person = name(row.application.person.name)
  // the ledger writes team and project into one cell, with a dash between
  const [venture, about] = row.application.venture?.name.split('——') ?? []
  const what = about ?? project
  return {
    caseNo: row.caseNo,
    version: row.version,
    title: venture ?? person,
    project: what && what !== venture ? what : venture ? person : '',
    applicant: person,
    measure: itemWord(row.measure),
    state,
    stateWord: wordsOf(state, row.application.round.chain).staff,
    stateKind: caseWords[state].kind,
    assigneeId: row.assigneeId,
    left: reading ? (running?.stoppedOn && state !== waiting ? '—' : leftWords(reading, state === waiting)) : '—',
    clockKind: state === waiting ? 'hold' : reading ? urgency(reading, running?.promisedDays ?? 1, Boolean(running?.stoppedOn)) : 'neutral',
    usedRatio: reading ? Math.min(1, Math.max(0.03, reading.usedDays / statutory)) : 0,
    promisedRatio: running ? Math.min(1, running.promisedDays / statutory) : 1,
    materials: { have: row.materials.filter((m) => m.fileId).length, need: row.materials.filter((m) => m.required || m.fileId).length },
    amountFen: row.amountFen?.toString() ?? null,
  }
}

export type QueueCounts = Readonly<Record<QueueView, number>>

/** How many cases each view holds, in one pass over the open ones. */
export async function queueCounts(actor: Actor): Promise<QueueCounts> {
  const today = clock.today()
  const rows = await db.$queryRaw<QueueCounts[]>`
    SELECT count(*) FILTER (WHERE c.assignee_id = ${actor.userId}::uuid)::int AS mine, count(*)::int AS "all",
           count(*) FILTER (WHERE c.next_due_on <= ${today}::date AND c.state <> ${literals([waiting])})::int AS today,
           count(*) FILTER (WHERE c.assignee_id IS NULL AND c.state IN (${unassigned}))::int AS unassigned,
           count(*) FILTER (WHERE ${turn.review})::int AS review, count(*) FILTER (WHERE ${turn.check})::int AS "check",
           count(*) FILTER (WHERE ${turn.decide})::int AS decide, count(*) FILTER (WHERE ${turn.approve(today)})::int AS approve
      FROM case_file c WHERE c.state IN (${open})`
  return rows[0] ?? { mine: 0, all: 0, today: 0, unassigned: 0, review: 0, check: 0, decide: 0, approve: 0 }
}

/** Members of the window with their open cases. */
export async function windowUsers(): Promise<WindowUser[]> {
  return db.$queryRaw`
    SELECT u.id, p.name, (SELECT count(*)::int FROM case_file c WHERE c.assignee_id = u.id AND c.state IN (${open})) AS load
      FROM app_user u JOIN person p ON p.id = u.person_id
     WHERE u.disabled_at IS NULL AND EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = u.id AND g.role_code = 'intake' AND g.revoked_at IS NULL)
     ORDER BY load DESC, p.name`
}

export interface OnTime {
  readonly done: number
  readonly onTime: number
}

/** Cases decided this month (批准 or 不予通过; a later reconsideration changes neither the day nor the count), and those of them decided no later than promised; pauses have moved the promise. */
export async function onTimeThisMonth(): Promise<OnTime> {
  const month = `${clock.today().slice(0, 7)}-01`
  const rows = await db.$queryRaw<OnTime[]>`
    SELECT count(*)::int AS done, count(*) FILTER (WHERE k.stopped_on <= k.promised_due_on)::int AS "onTime"
      FROM case_clock k JOIN case_file c ON c.id = k.case_id
     WHERE k.phase = 'handling' AND k.stopped_on >= ${month}::date AND c.state IN (${literals(statesOf('decided'))})`
  return rows[0] ?? { done: 0, onTime: 0 }
}
