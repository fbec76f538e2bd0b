import 'server-only'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { events } from '@/lib/kernel/machine'
import { maskName, maskPhone } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { type WorkCalendar, workingDaysBetween } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { loadCalendar } from '../../programme/server/door'
import { type ClockReading, urgency } from '../model/clock'
import { offersOf } from '../model/decision'
import { historyOf } from '../model/history'
import { type Audience, type CaseState, caseMachine, caseWords, statesOf } from '../model/machine'
import { casePolicy } from '../model/policy'
import { type ClockRow, currentClock, pausesOf, readingOf } from './clocks'
import { windowUsers } from './queue'
import { factsOf, subjectOf } from './repo'

const include = {
  application: { include: { person: true, venture: { include: { members: true } } } },
  signatures: { orderBy: { at: 'asc' } },
  clocks: { include: { pauses: { orderBy: { fromOn: 'asc' } } } },
  measure: true,
  materials: { include: { file: true }, orderBy: { key: 'asc' } },
  events: { orderBy: { id: 'asc' } },
  notes: { orderBy: { at: 'asc' } },
  documents: { orderBy: { createdAt: 'asc' } },
  allocations: { include: { unit: { include: { carrier: true } } }, orderBy: { createdAt: 'asc' } },
} as const

const visible: Record<Audience, readonly string[]> = { public: ['public'], applicant: ['public', 'applicant'], staff: ['public', 'applicant', 'staff'] }
const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

/** One case as one audience sees it: the same rows, other words, nothing that is not theirs. `not_found` when it is nobody's business. */
export async function caseView(actor: Actor | null, caseNo: string, audience: 'applicant' | 'staff') {
  const row = await db.case.findUnique({ where: { caseNo }, include })
  if (!row) throw AppError.notFound()
  const subject = subjectOf(row)
  const members = row.application.venture?.members.filter((one) => !one.leftAt) ?? []
  if (!can(casePolicy, audience === 'staff' ? 'case.read' : 'case.read_own', actor, subject).allow) throw AppError.notFound()
  const calendar = await loadCalendar(db)
  const today = clock.today()
  const running = currentClock(row.clocks)
  const reading: ClockReading | null = running ? readingOf(calendar, running, today) : null
  const state = row.state as CaseState
  const may = (action: string) => can(casePolicy, action, actor, subject)
  const users = await windowUsers()
  const staff = audience === 'staff'
  const sees = staff ? visibleTo(actor) : { names: true, phone: false, form: false, files: () => true }
  const name = (text: string) => (sees.names ? text : maskName(text))
  const phone = row.application.person.phone
  const team = new Set([row.application.person.name, ...(row.application.venture?.members.map((m) => m.name) ?? [])])
  const author = (text: string | null) => (text !== null && team.has(text) ? name(text) : text)
  return {
    caseNo: row.caseNo,
    version: row.version,
    state,
    stateWord: caseWords[state][audience],
    stateKind: caseWords[state].kind,
    item: row.measure.name,
    measureCode: row.measureCode,
    title: row.application.venture?.name ?? name(row.application.person.name),
    applicant: name(row.application.person.name),
    phone: staff && phone ? (sees.phone ? phone : maskPhone(phone)) : null,
    quantity: row.quantity,
    amountFen: row.amountFen?.toString() ?? null,
    legalBasis: row.measure.legalBasis,
    reason: row.reason,
    noticesSent: row.noticesSent,
    assignee: users.find((user) => user.id === row.assigneeId)?.name ?? null,
    users: staff ? users : [],
    /** The applicant acts on the case; the rest of the team reads. */
    mine: may('case.supplement').allow,
    clock:
      running && reading
        ? {
            ...reading,
            phase: running.phase,
            promisedDays: running.promisedDays,
            statutoryDays: running.statutoryDays,
            startedOn: fromDateColumn(running.startedOn),
            pausedAt: pausedAt(calendar, running),
            stopped: Boolean(running.stoppedOn),
            kind: urgency(reading, running.promisedDays, Boolean(running.stoppedOn)),
            pauses: pausesOf(running),
          }
        : null,
    materials: row.materials.map((m) => ({
      key: m.key,
      name: m.name,
      required: m.required,
      state: m.state,
      remark: m.remark,
      hasFile: m.fileId !== null,
      file: m.file && !m.file.deletedAt && sees.files(m.key) ? { id: m.file.id, name: m.file.name, size: m.file.size } : null,
    })),
    form: sees.form ? (row.application.data as Record<string, Record<string, string>>) : null,
    members: staff ? members.map((m) => ({ name: name(m.name), duty: m.duty, founder: m.founder })) : [],
    history: historyOf(
      row.events
        .filter((event) => visible[audience].includes(event.audience))
        .map((event) => ({ kind: event.kind, params: event.params as Record<string, string | number>, when: when(event.at), who: author(event.actorName) })),
      audience,
    ),
    signatures: staff
      ? row.signatures.map((s) => ({
          step: s.step,
          round: s.round,
          quantity: s.quantity,
          decision: s.decision,
          reason: s.reason,
          name: s.signerName,
          when: when(s.at),
        }))
      : [],
    notes: row.notes
      .filter((n) => staff || !n.internal)
      .map((n) => ({ id: n.id, internal: n.internal, author: author(n.authorName) ?? '', text: n.text, when: when(n.at) })),
    documents: row.documents.map((d) => ({ id: d.id, kind: d.kind, number: d.number })),
    allocations: row.allocations.map((one) => ({
      id: one.id,
      code: one.unit.code,
      place: `${one.unit.carrier.name} ${one.unit.floor} 层${one.unit.zone ? ` ${one.unit.zone} 区` : ''}`,
      state: one.state,
      respondBy: one.respondBy?.toISOString() ?? null,
    })),
    /** Verbs of the decision bar, each possible or with the reason why not. */
    offers: staff ? offersOf(factsOf(row), may) : [],
    allowed: {
      check: may('case.intake').allow && statesOf('awaitingWindow').includes(state),
      note: may('case.note').allow,
      message: may('case.message').allow,
      withdraw: may('case.withdraw').allow && events(caseMachine, state).includes('withdraw'),
      supplement: may('case.supplement').allow && state === 'supplement_required',
    },
  }
}

/** Where the first pause began, in working days that had counted by then. */
export function pausedAt(calendar: WorkCalendar, clock: ClockRow): number {
  const first = pausesOf(clock)[0]
  return first ? workingDaysBetween(calendar, fromDateColumn(clock.startedOn), first.from).days : 0
}

/** Which fields a member of staff sees (reliability paper 3.3): the window all, the leader no phone and of the files the plan, the auditor neither names nor texts. */
function visibleTo(actor: Actor | null) {
  const window = hasRole(actor, 'intake')
  const leader = hasRole(actor, 'leader')
  return {
    names: window || leader || hasRole(actor, 'space'),
    phone: window || hasRole(actor, 'space'),
    form: window || leader,
    files: (key: string) => window || (leader && key === 'plan'),
  }
}

export type CaseView = Awaited<ReturnType<typeof caseView>>
