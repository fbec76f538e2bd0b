import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { events } from '@/lib/kernel/machine'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { loadCalendar } from '../../programme/server/door'
import { type ClockReading, urgency } from '../model/clock'
import { historyOf } from '../model/history'
import { type Audience, type CaseState, caseMachine, caseWords } from '../model/machine'
import { casePolicy } from '../model/policy'
import { currentClock, pausesOf, readingOf } from './clocks'
import { windowUsers } from './queries'
import { subjectOf } from './repo'

const include = {
  application: { include: { person: true, venture: { include: { members: { where: { leftAt: null } } } } } },
  signatures: { orderBy: { at: 'asc' } },
  clocks: { include: { pauses: true } },
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
  if (!can(casePolicy, audience === 'staff' ? 'case.read' : 'case.read_own', actor, subject).allow) throw AppError.notFound()
  const calendar = await loadCalendar(db)
  const today = clock.today()
  const running = currentClock(row.clocks)
  const reading: ClockReading | null = running ? readingOf(calendar, running, today) : null
  const state = row.state as CaseState
  const may = (action: string) => can(casePolicy, action, actor, subject)
  const users = audience === 'staff' ? await windowUsers() : []
  const staff = audience === 'staff'
  return {
    caseNo: row.caseNo,
    version: row.version,
    state,
    stateWord: caseWords[state][audience],
    stateKind: caseWords[state].kind,
    item: row.measure.name,
    measureCode: row.measureCode,
    title: row.application.venture?.name ?? row.title,
    applicant: row.application.person.name,
    phone: staff ? row.application.person.phone : null,
    quantity: row.quantity,
    amountFen: row.amountFen?.toString() ?? null,
    legalBasis: row.measure.legalBasis,
    reason: row.reason,
    noticesSent: row.noticesSent,
    assignee: users.find((user) => user.id === row.assigneeId)?.name ?? null,
    users,
    clock:
      running && reading
        ? {
            ...reading,
            phase: running.phase,
            promisedDays: running.promisedDays,
            statutoryDays: running.statutoryDays,
            startedOn: running.startedOn.toISOString().slice(0, 10),
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
      file: m.file && !m.file.deletedAt ? { id: m.file.id, name: m.file.name, size: m.file.size } : null,
    })),
    form: staff ? (row.application.data as Record<string, Record<string, string>>) : null,
    members: staff ? (row.application.venture?.members.map((m) => ({ name: m.name, duty: m.duty, founder: m.founder })) ?? []) : [],
    history: historyOf(
      row.events
        .filter((event) => visible[audience].includes(event.audience))
        .map((event) => ({ kind: event.kind, params: event.params as Record<string, string | number>, when: when(event.at), who: event.actorName })),
      audience,
    ),
    signatures: staff ? row.signatures.map((s) => ({ step: s.step, decision: s.decision, reason: s.reason, name: s.signerName, when: when(s.at) })) : [],
    notes: row.notes.filter((n) => staff || !n.internal).map((n) => ({ id: n.id, internal: n.internal, author: n.authorName, text: n.text, when: when(n.at) })),
    documents: row.documents.map((d) => ({ id: d.id, kind: d.kind, number: d.number })),
    allocations: row.allocations.map((one) => ({
      id: one.id,
      code: one.unit.code,
      place: `${one.unit.carrier.name} ${one.unit.floor} 层${one.unit.zone ? ` ${one.unit.zone} 区` : ''}`,
      state: one.state,
      respondBy: one.respondBy?.toISOString() ?? null,
    })),
    allowed: {
      intake: may('case.intake').allow && ['submitted', 'intake_check'].includes(state),
      firstReview: may('case.first_review'),
      finalDecision: may('case.final_decision'),
      inFirstReview: ['accepted', 'eligibility_review'].includes(state),
      inDecision: state === 'panel_decision',
      assign: may('case.assign').allow,
      note: may('case.note').allow,
      message: may('case.message').allow,
      pause: may('case.intake').allow && Boolean(running && running.phase === 'handling' && !running.stoppedOn),
      withdraw: may('case.withdraw').allow && events(caseMachine, state).includes('withdraw'),
      supplement: may('case.supplement').allow && state === 'supplement_required',
    },
  }
}

export type CaseView = Awaited<ReturnType<typeof caseView>>
