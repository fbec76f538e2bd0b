import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { loadCalendar } from '../../programme/server/door'
import { urgency } from '../model/clock'
import { type CaseState, caseMachine, caseWords } from '../model/machine'
import { queuePolicy } from '../model/policy'
import { currentClock, readingOf } from './clocks'

export interface QueueFilter {
  readonly view: 'mine' | 'all' | 'today' | 'review' | 'decide' | 'unassigned'
  readonly measure?: string
  readonly state?: CaseState
  readonly q?: string
  readonly after?: string
}

const PAGE = 50
const openStates = (caseMachine.groups.open ?? []) as readonly CaseState[]

export interface QueueRow {
  readonly caseNo: string
  readonly applicant: string
  readonly title: string
  readonly measure: string
  readonly state: CaseState
  readonly stateWord: string
  readonly stateKind: string
  readonly assignee: string | null
  readonly left: string
  readonly clockKind: string
  readonly usedRatio: number
  readonly promisedRatio: number
  readonly materials: { readonly have: number; readonly need: number }
  readonly amountFen: string | null
}

function whereOf(actor: Actor, filter: QueueFilter, today: string): Prisma.CaseWhereInput {
  const and: Prisma.CaseWhereInput[] = [{ state: { in: [...openStates] } }]
  if (filter.view === 'mine') and.push({ assigneeId: actor.userId })
  if (filter.view === 'unassigned') and.push({ assigneeId: null, state: { in: ['submitted', 'intake_check'] } })
  if (filter.view === 'today') and.push({ nextDueOn: { lte: new Date(`${today}T00:00:00Z`) } })
  if (filter.view === 'review') and.push({ state: { in: ['accepted', 'eligibility_review'] } })
  if (filter.view === 'decide') and.push({ state: 'panel_decision' })
  if (filter.measure) and.push({ measureCode: filter.measure })
  if (filter.state) and.push({ state: filter.state })
  if (filter.q)
    and.push({
      OR: [{ title: { contains: filter.q } }, { caseNo: { contains: filter.q.toUpperCase() } }, { application: { person: { name: { contains: filter.q } } } }],
    })
  return { AND: and }
}

/** Keyset cursor `date|id`: page 200 costs what page 1 costs. */
function afterOf(cursor: string | undefined): Prisma.CaseWhereInput {
  const [date, id] = cursor?.split('|') ?? []
  if (!date || !id || !/^\d{4}-\d\d-\d\d$/.test(date)) return {}
  const on = new Date(`${date}T00:00:00Z`)
  return { OR: [{ nextDueOn: { gt: on } }, { nextDueOn: on, id: { gt: id } }] }
}

const listed = {
  application: { select: { person: { select: { name: true } }, venture: { select: { name: true } } } },
  measure: { select: { name: true } },
  clocks: { include: { pauses: true } },
  materials: { select: { required: true, fileId: true, state: true } },
} satisfies Prisma.CaseInclude

/** The queue as the window works through it, by the next promise; fifty rows and a cursor. */
export async function queue(actor: Actor, filter: QueueFilter): Promise<{ rows: QueueRow[]; next: string | null; counts: Record<string, number> }> {
  if (!can(queuePolicy, 'queue.list', actor, null).allow) throw AppError.notFound()
  const today = clock.today()
  const where = whereOf(actor, filter, today)
  const [found, calendar, counts, users] = await Promise.all([
    db.case.findMany({
      where: { AND: [where, afterOf(filter.after)] },
      include: listed,
      orderBy: [{ nextDueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      take: PAGE + 1,
    }),
    loadCalendar(db),
    queueCounts(actor, today),
    windowUsers(),
  ])
  const names = new Map(users.map((user) => [user.id, user.name]))
  const rows = found.slice(0, PAGE).map((row): QueueRow => {
    const running = currentClock(row.clocks)
    const reading = running ? readingOf(calendar, running, today) : null
    const words = caseWords[row.state as CaseState]
    const waiting = row.state === 'supplement_required'
    const kind = waiting ? 'hold' : reading ? urgency(reading, running?.promisedDays ?? 1, Boolean(running?.stoppedOn)) : 'neutral'
    const statutory = Math.max(1, running?.statutoryDays ?? 1)
    return {
      caseNo: row.caseNo,
      applicant: row.application.person.name,
      title: row.application.venture?.name ?? '',
      measure: row.measure.name,
      state: row.state as CaseState,
      stateWord: words.staff,
      stateKind: words.kind,
      assignee: row.assigneeId ? (names.get(row.assigneeId) ?? '—') : null,
      left: !reading
        ? '—'
        : waiting || reading.paused
          ? '已暂停'
          : reading.leftDays < 0
            ? `超 ${-reading.leftDays} 天`
            : reading.leftDays === 0
              ? '今天'
              : `剩 ${reading.leftDays} 天`,
      clockKind: kind,
      usedRatio: reading ? Math.min(1, Math.max(0.03, reading.usedDays / statutory)) : 0,
      promisedRatio: running ? Math.min(1, running.promisedDays / statutory) : 1,
      materials: { have: row.materials.filter((m) => m.fileId).length, need: row.materials.filter((m) => m.required || m.fileId).length },
      amountFen: row.amountFen?.toString() ?? null,
    }
  })
  const last = found.length > PAGE ? found[PAGE - 1] : undefined
  return { rows, next: last?.nextDueOn ? `${last.nextDueOn.toISOString().slice(0, 10)}|${last.id}` : null, counts }
}

async function queueCounts(actor: Actor, today: string): Promise<Record<string, number>> {
  const open = openStates.map(String)
  const rows = await db.$queryRaw<{ mine: number; everything: number; today: number; review: number; decide: number; unassigned: number }[]>`
    SELECT count(*) FILTER (WHERE assignee_id = ${actor.userId}::uuid)::int AS mine, count(*)::int AS everything,
           count(*) FILTER (WHERE next_due_on <= ${today}::date)::int AS today,
           count(*) FILTER (WHERE state IN ('accepted', 'eligibility_review'))::int AS review,
           count(*) FILTER (WHERE state = 'panel_decision')::int AS decide,
           count(*) FILTER (WHERE assignee_id IS NULL AND state IN ('submitted', 'intake_check'))::int AS unassigned
      FROM case_file WHERE state::text = ANY (${open})`
  const { everything = 0, ...rest } = rows[0] ?? {}
  return { ...rest, all: everything }
}

/** Members of the window with their open cases. */
export async function windowUsers(): Promise<{ id: string; name: string; load: number }[]> {
  const open = openStates.map(String)
  return db.$queryRaw`
    SELECT u.id, p.name, (SELECT count(*)::int FROM case_file c WHERE c.assignee_id = u.id AND c.state::text = ANY (${open})) AS load
      FROM app_user u JOIN person p ON p.id = u.person_id
     WHERE u.disabled_at IS NULL AND EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = u.id AND g.role_code = 'intake' AND g.revoked_at IS NULL)
     ORDER BY p.name`
}

/** A public line about a case: no names, no reasons. */
export interface PublicCase {
  readonly caseNo: string
  readonly item: string
  readonly state: string
  readonly kind: string
  readonly since: string
  readonly next: string
  readonly promisedOn: string | null
  readonly statutoryOn: string | null
  readonly provisional: boolean
}

const nextStep: Partial<Record<CaseState, string>> = {
  submitted: '窗口看材料，告诉申请人受不受理',
  intake_check: '窗口看材料，告诉申请人受不受理',
  supplement_required: '等申请人补材料',
  accepted: '初审',
  eligibility_review: '初审',
  panel_decision: '审定',
  approved: '分配并发通知书，申请人确认',
}

/** Answers null for an unknown number and for a wrong tail alike. */
export async function trackCase(caseNo: string, phoneTail: string): Promise<PublicCase | null> {
  const row = await db.case.findUnique({
    where: { caseNo },
    include: { measure: true, clocks: true, events: { where: { audience: 'public' }, orderBy: { id: 'desc' }, take: 1 } },
  })
  if (row?.phoneTail.length !== 4 || row.phoneTail !== phoneTail) return null
  const words = caseWords[row.state as CaseState]
  const running = row.clocks.find((c) => c.phase === 'handling') ?? row.clocks[0]
  return {
    caseNo: row.caseNo,
    item: row.measure.name,
    state: words.public,
    kind: words.kind,
    since: (row.events[0]?.at ?? row.submittedAt).toISOString(),
    next: nextStep[row.state as CaseState] ?? '没有下一步了',
    promisedOn: running?.promisedDueOn.toISOString().slice(0, 10) ?? null,
    statutoryOn: running?.statutoryDueOn.toISOString().slice(0, 10) ?? null,
    provisional: running?.provisional ?? false,
  }
}

export const mayOpenQueue = (actor: Actor | null): boolean => hasRole(actor, 'intake', 'leader', 'auditor')
export const zhDay = (iso: string) => formatDateZh(iso as Parameters<typeof formatDateZh>[0], { weekday: true })
