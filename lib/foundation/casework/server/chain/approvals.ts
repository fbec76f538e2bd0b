import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { dueOn, type WorkCalendar } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { headroomOf } from '../../../fund/server/door'
import { isSteppedUp } from '../../../identity/server/door'
import { loadCalendar, loadRules } from '../../../programme/server/door'
import type { ApprovalRow } from '../../model/approval-room'
import { type ChainStep, nextStep, stepWords } from '../../model/chain'
import { type CaseFlags, flagLines, noFlags, points } from '../../model/flags'
import { casePolicy, queuePolicy } from '../../model/policy'
import { itemWord } from '../../model/queue'
import { currentClock, readingOf } from '../clock/clocks'
import { subjectOf } from '../repo'
import { flagsOf } from './flags'
import { chainSteps, noticeEnds, proposalOf } from './position'

/** More than a leader can look at in a day; the rest comes when these are done. */
const MOST = 200

const include = {
  application: {
    include: {
      person: { select: { name: true } },
      venture: { include: { members: true } },
      round: { select: { name: true, chain: true, fundLine: { select: { id: true, name: true, year: true, fundSourceCode: true } } } },
    },
  },
  signatures: { orderBy: { at: 'asc' } },
  clocks: { include: { pauses: { orderBy: { fromOn: 'asc' } } } },
  measure: { select: { name: true, caseKind: true, fundSources: { select: { code: true } } } },
} satisfies Prisma.CaseInclude

type Row = Prisma.CaseGetPayload<{ include: typeof include }>

/** Cases whose notice has run its days without an open objection, with the relation of this person to each. */
async function waitingFor(actor: Actor, today: CalendarDate): Promise<{ rows: Row[]; near: ReadonlyMap<string, string> }> {
  const found = await db.$queryRaw<{ id: string; why: string | null }[]>`
    SELECT c.id, hard_relation(${actor.personId}::uuid, c.id) AS why FROM case_file c
     WHERE c.state = 'public_notice' AND notice_cleared(c.id, ${today}::date) ORDER BY c.next_due_on NULLS LAST, c.case_no LIMIT ${MOST}`
  const rows = await db.case.findMany({ where: { id: { in: found.map((one) => one.id) } }, include })
  const order = new Map(found.map((one, i) => [one.id, i]))
  rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  return { rows, near: new Map(found.flatMap((one) => (one.why ? [[one.id, one.why] as const] : []))) }
}

interface Seen {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly calendar: WorkCalendar
  readonly limitFen: bigint
  readonly steps: readonly ChainStep[]
  readonly why: string | undefined
  readonly flags: CaseFlags
  /** The last day of its notice. */
  readonly shownUntil: CalendarDate | undefined
}

function rowOf(row: Row, seen: Seen): ApprovalRow | null {
  const { quantity, amountFen } = proposalOf(row)
  const next = nextStep({ steps: seen.steps, state: row.state, signatures: row.signatures, round: row.signatureRound, amountFen, noticeOver: true })
  if (next?.step !== 'approval' && next?.step !== 'approval_second') return null
  const subject = { ...subjectOf({ ...row, chain: seen.steps }), related: seen.why ? { [seen.actor.personId]: seen.why } : {} }
  const may = can(casePolicy, `case.${next.step}`, seen.actor, subject)
  const running = currentClock(row.clocks)
  const reading = running ? readingOf(seen.calendar, running, seen.today) : null
  const { round, venture, person } = row.application
  const line = amountFen !== null && row.measure.fundSources.some((fund) => fund.code === round.fundLine?.fundSourceCode) ? round.fundLine : null
  const signed = dateInShanghai(row.signatures.at(-1)?.at ?? row.submittedAt)
  const since = seen.shownUntil && seen.shownUntil > signed ? seen.shownUntil : signed
  const due = dueOn(seen.calendar, since, next.days)
  const leftDays = reading && !reading.paused ? reading.leftDays : null
  return {
    caseNo: row.caseNo,
    version: row.version,
    title: venture?.name ?? person.name,
    project: row.title,
    item: itemWord(row.measure),
    round: round.name,
    step: stepWords[next.step],
    quantity,
    amountFen: amountFen?.toString() ?? null,
    lineId: line?.id ?? null,
    score: seen.flags.value === null ? null : points(seen.flags.value),
    flags: flagLines(seen.flags, { askedFen: row.amountFen, amountFen, leftDays }),
    dueBy: formatDateZh(due.dueOn),
    large: amountFen !== null && amountFen > seen.limitFen,
    because: may.allow ? null : { code: may.reason, params: { why: seen.why ?? '' } },
  }
}

/** How long this leader takes: the middle of the seconds from opening to signing in the last thirty days. */
async function paceOf(userId: string): Promise<{ signed: number; medianSeconds: number | null }> {
  const rows = await db.$queryRaw<{ signed: number; median: number | null }[]>`
    SELECT count(*)::int AS signed, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::int AS median FROM case_signature
     WHERE signed_by = ${userId}::uuid AND step IN ('approval', 'approval_second') AND at > ${clock.now()}::timestamptz - interval '30 days'`
  return { signed: rows[0]?.signed ?? 0, medianSeconds: rows[0]?.median ?? null }
}

async function linesOf(rows: readonly Row[]) {
  const lines = new Map(rows.flatMap(({ application: { round } }) => (round.fundLine ? [[round.fundLine.id, round.fundLine] as const] : [])))
  return Promise.all(
    [...lines.values()].map(async (line) => {
      const room = await headroomOf(db, line.id)
      return { id: line.id, name: `${line.year} 年${line.name}`, availableFen: room.availableFen.toString(), budgetFen: room.budgetFen.toString() }
    }),
  )
}

/** 待批准: what waits for a leader, with what each costs its line, what should be known before signing, and whose it is. `not_found` for others. */
export async function approvalsView(actor: Actor) {
  if (!can(queuePolicy, 'approvals.list', actor, null).allow) throw AppError.notFound()
  const today = clock.today()
  const { rows, near } = await waitingFor(actor, today)
  const rules = await loadRules(db, ['approval.step_up_yuan', 'approval.step_up_minutes', 'approval.bulk_max'])
  const ids = rows.map((row) => row.id)
  const [calendar, flags, ends, lines, pace] = await Promise.all([loadCalendar(db), flagsOf(db, ids), noticeEnds(db, ids), linesOf(rows), paceOf(actor.userId)])
  const chains = new Map<string, readonly ChainStep[]>()
  for (const { application } of rows)
    if (!chains.has(application.round.chain)) chains.set(application.round.chain, await chainSteps(db, application.round.chain))
  const limitFen = BigInt(rules['approval.step_up_yuan'].value) * 100n
  const list = rows.flatMap((row) => {
    const steps = chains.get(row.application.round.chain) ?? []
    return (
      rowOf(row, { actor, today, calendar, limitFen, steps, why: near.get(row.id), flags: flags.get(row.id) ?? noFlags, shownUntil: ends.get(row.id) }) ?? []
    )
  })
  return {
    rows: list,
    lines,
    pace,
    most: rules['approval.bulk_max'].value,
    limitYuan: rules['approval.step_up_yuan'].value,
    proven: await isSteppedUp(db, { actor, clock }, rules['approval.step_up_minutes'].value),
  }
}
