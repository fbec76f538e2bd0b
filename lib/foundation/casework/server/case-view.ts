import 'server-only'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { events } from '@/lib/kernel/machine'
import { maskName, maskPhone } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { loadCalendar } from '../../programme/server/door'
import { offersOf } from '../model/decision'
import { historyOf } from '../model/history'
import { type Audience, type CaseState, caseMachine, caseWords, statesOf, wordsOf } from '../model/machine'
import { casePolicy } from '../model/policy'
import { chainSteps } from './chain/position'
import { chainView } from './chain/view'
import { clockView } from './clock/clocks'
import { windowUsers } from './queue/queue'
import { factsOf, subjectFor, subjectOf, whyNear } from './repo'

const include = {
  application: { include: { person: true, venture: { include: { members: true } }, round: true } },
  signatures: { orderBy: { at: 'asc' } },
  clocks: { include: { pauses: { orderBy: { fromOn: 'asc' } } } },
  measure: true,
  materials: { include: { file: true }, orderBy: { key: 'asc' } },
  events: { orderBy: { id: 'asc' } },
  notes: { orderBy: { at: 'asc' } },
  documents: { orderBy: { createdAt: 'asc' } },
  allocations: { include: { unit: { include: { carrier: true } } }, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.CaseInclude

type Row = Prisma.CaseGetPayload<{ include: typeof include }>

const visible: Record<Audience, readonly string[]> = { public: ['public'], applicant: ['public', 'applicant'], staff: ['public', 'applicant', 'staff'] }
const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

/** One case as one audience sees it: the same rows, other words, nothing that is not theirs. `not_found` when it is nobody's business. */
export async function caseView(actor: Actor | null, caseNo: string, audience: 'applicant' | 'staff') {
  const found = await db.case.findUnique({ where: { caseNo }, include })
  if (!found) throw AppError.notFound()
  const row = { ...found, chain: await chainSteps(db, found.application.round.chain) }
  const staff = audience === 'staff'
  const subject = staff ? await subjectFor(db, actor, row) : subjectOf(row)
  if (!can(casePolicy, staff ? 'case.read' : 'case.read_own', actor, subject).allow) throw AppError.notFound()
  const calendar = await loadCalendar(db)
  const state = row.state as CaseState
  const may = (action: string) => can(casePolicy, action, actor, subject)
  const users = await windowUsers()
  const chain = await chainView(db, row, clock.today(), calendar)
  const sees = staff ? staffSees(actor) : applicantSees
  const names = namesIn(row, sees)
  return {
    caseNo: row.caseNo,
    version: row.version,
    state,
    stateWord: wordsOf(state, row.application.round.chain)[audience],
    stateKind: caseWords[state].kind,
    item: row.measure.name,
    measureCode: row.measureCode,
    ...applicantOf(row, staff, sees, names),
    quantity: row.quantity,
    amountFen: row.amountFen?.toString() ?? null,
    legalBasis: row.measure.legalBasis,
    reason: row.reason,
    noticesSent: row.noticesSent,
    assignee: users.find((user) => user.id === row.assigneeId)?.name ?? null,
    users: staff ? users : [],
    /** The applicant acts on the case; the rest of the team reads. */
    mine: may('case.supplement').allow,
    clock: clockView(calendar, row.clocks, clock.today()),
    materials: materialsOf(row, sees),
    form: sees.form ? (row.application.data as Record<string, Record<string, string>>) : null,
    history: historyOf(
      row.events
        .filter((event) => visible[audience].includes(event.audience))
        .map((event) => ({
          kind: event.kind,
          params: event.params as Record<string, string | number>,
          when: when(event.at),
          who: names.author(event.actorName),
        })),
      audience,
    ),
    signatures: staff ? signaturesOf(row) : [],
    chain: staff ? chain : null,
    steps: row.chain.map((one) => one.step),
    notes: row.notes
      .filter((n) => staff || !n.internal)
      .map((n) => ({ id: n.id, internal: n.internal, author: names.author(n.authorName) ?? '', text: n.text, when: when(n.at) })),
    documents: row.documents.map((d) => ({ id: d.id, kind: d.kind, number: d.number })),
    allocations: allocationsOf(row),
    /** Verbs of the decision bar, each possible or with the reason why not. */
    offers: staff ? offersOf(factsOf(row), chain.next?.step ?? null, may, whyNear(actor, subject)) : [],
    allowed: allowedIn(state, (action) => may(action).allow),
  }
}

export type CaseView = Awaited<ReturnType<typeof caseView>>

interface Sees {
  readonly names: boolean
  readonly phone: boolean
  readonly form: boolean
  readonly files: (key: string) => boolean
}

const applicantSees: Sees = { names: true, phone: false, form: false, files: () => true }

/** Which fields a member of staff sees (reliability paper 3.3): the window all, the leader no phone and of the files the plan, the auditor neither names nor texts. */
function staffSees(actor: Actor | null): Sees {
  const window = hasRole(actor, 'intake')
  const leader = hasRole(actor, 'leader')
  return {
    names: window || leader || hasRole(actor, 'space'),
    phone: window || hasRole(actor, 'space'),
    form: window || leader,
    files: (key: string) => window || (leader && key === 'plan'),
  }
}

interface Names {
  /** A name of the team. */
  readonly name: (text: string) => string
  /** Whoever wrote: covered only when they are of the team, staff sign with their names. */
  readonly author: (text: string | null) => string | null
}

function namesIn({ application: { person, venture } }: Row, sees: Sees): Names {
  const name = (text: string) => (sees.names ? text : maskName(text))
  const team = new Set([person.name, ...(venture?.members.map((m) => m.name) ?? [])])
  return { name, author: (text) => (text !== null && team.has(text) ? name(text) : text) }
}

function applicantOf({ application: { person, venture } }: Row, staff: boolean, sees: Sees, { name }: Names) {
  const members = venture?.members.filter((one) => !one.leftAt) ?? []
  return {
    title: venture?.name ?? name(person.name),
    applicant: name(person.name),
    phone: staff && person.phone ? (sees.phone ? person.phone : maskPhone(person.phone)) : null,
    members: staff ? members.map((m) => ({ name: name(m.name), duty: m.duty, founder: m.founder })) : [],
  }
}

const materialsOf = (row: Row, sees: Sees) =>
  row.materials.map((m) => ({
    key: m.key,
    name: m.name,
    required: m.required,
    state: m.state,
    remark: m.remark,
    hasFile: m.fileId !== null,
    file: m.file && !m.file.deletedAt && sees.files(m.key) ? { id: m.file.id, name: m.file.name, size: m.file.size } : null,
  }))

const signaturesOf = (row: Row) =>
  row.signatures.map((s) => ({
    step: s.step,
    round: s.round,
    quantity: s.quantity,
    amountFen: s.amountFen?.toString() ?? null,
    decision: s.decision,
    reason: s.reason,
    name: s.signerName,
    when: when(s.at),
  }))

const allocationsOf = (row: Row) =>
  row.allocations.map((one) => ({
    id: one.id,
    code: one.unit.code,
    place: `${one.unit.carrier.name} ${one.unit.floor} 层${one.unit.zone ? ` ${one.unit.zone} 区` : ''}`,
    state: one.state,
    respondBy: one.respondBy?.toISOString() ?? null,
  }))

const allowedIn = (state: CaseState, may: (action: string) => boolean) => ({
  check: may('case.intake') && statesOf('awaitingWindow').includes(state),
  archive: may('case.archive'),
  note: may('case.note'),
  message: may('case.message'),
  withdraw: may('case.withdraw') && events(caseMachine, state).includes('withdraw'),
  supplement: may('case.supplement') && state === 'supplement_required',
})
