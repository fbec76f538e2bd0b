import 'server-only'
import { type CaseState, caseWords } from '@/lib/foundation/casework/model/machine'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, dateInShanghai, fromDateColumn } from '@/lib/kernel/calendar-date'
import { maskName } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import type { WorkCalendar } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import type { ObjectionQuery } from '../model/list-query'
import { isOpenObjection, type ObjectionState, objectionWords } from '../model/machine'
import { type Channel, channelWords, clockOf, type Decision, decisionWords, type ObjectionClock, type ObjectionKind } from '../model/objection'
import { objectionPolicy } from '../model/policy'
import { subjectOf } from './repo'

const include = {
  case: { include: { measure: { select: { name: true, caseKind: true } } } },
  line: { include: { notice: { select: { number: true, title: true } } } },
} satisfies Prisma.ObjectionInclude

type Row = Prisma.ObjectionGetPayload<{ include: typeof include }>

export interface ObjectionLine {
  readonly number: string
  readonly kind: ObjectionKind
  readonly state: ObjectionState
  readonly caseNo: string
  readonly project: string
  readonly item: string
  readonly channel: string
  readonly anonymous: boolean
  readonly receivedOn: CalendarDate
  readonly handler: string | null
  readonly clock: ObjectionClock | null
  readonly decision: string | null
}

function lineOf(row: Row, calendar: WorkCalendar, today: CalendarDate): ObjectionLine {
  return {
    number: row.number,
    kind: row.kind as ObjectionKind,
    state: row.state,
    caseNo: row.case.caseNo,
    project: row.line?.project ?? row.case.title,
    item: row.case.measure.name,
    channel: channelWords[row.channel as Channel],
    anonymous: row.anonymous,
    receivedOn: dateInShanghai(row.receivedAt),
    handler: row.handlerName,
    clock: clockOf(calendar, { state: row.state, ackDueOn: fromDateColumn(row.ackDueOn), decideDueOn: fromDateColumn(row.decideDueOn) }, today),
    decision: row.decision ? decisionWords[row.decision as Decision] : null,
  }
}

export interface ObjectionPage {
  readonly lines: readonly ObjectionLine[]
  readonly counts: { readonly open: number; readonly late: number; readonly objection: number; readonly reconsideration: number; readonly all: number }
}

/** All objections and reconsiderations that this person may know of, the most urgent first. */
export async function objectionPage(actor: Actor, query: ObjectionQuery): Promise<ObjectionPage> {
  const nobody = { dependence: null, handlerId: null, applicantPersonId: null }
  if (!can(objectionPolicy, 'objection.read', actor, nobody).allow) throw AppError.notFound()
  const [rows, calendar] = await Promise.all([db.objection.findMany({ include, orderBy: [{ decideDueOn: 'asc' }, { number: 'asc' }] }), loadCalendar(db)])
  const seen: ObjectionLine[] = []
  for (const row of rows)
    if (can(objectionPolicy, 'objection.read', actor, await subjectOf(db, actor, row)).allow) seen.push(lineOf(row, calendar, clock.today()))
  const late = (line: ObjectionLine) => line.clock !== null && line.clock.left < 0
  const open = (line: ObjectionLine) => isOpenObjection(line.state) || line.state === 'decided'
  const order = (line: ObjectionLine) => (open(line) ? 0 : 1)
  return {
    lines: seen
      .filter((line) => (!query.kind || line.kind === query.kind) && (!query.state || line.state === query.state) && (!query.late || late(line)))
      .sort((a, b) => order(a) - order(b) || (a.clock?.left ?? 0) - (b.clock?.left ?? 0)),
    counts: {
      open: seen.filter(open).length,
      late: seen.filter(late).length,
      objection: seen.filter((line) => line.kind === 'objection').length,
      reconsideration: seen.filter((line) => line.kind === 'reconsideration').length,
      all: seen.length,
    },
  }
}

export type ObjectionVerb = 'admit' | 'dismiss' | 'investigate' | 'extend' | 'decide' | 'confirm' | 'reconsider' | 'tell' | 'contact'

/** Which rule each verb asks, and in which states it is offered. */
const verbs: Record<ObjectionVerb, { readonly rule: keyof typeof objectionPolicy; readonly when: (row: Row) => boolean }> = {
  admit: { rule: 'objection.take', when: (row) => row.state === 'received' },
  dismiss: { rule: 'objection.take', when: (row) => row.state === 'received' },
  investigate: { rule: 'objection.handle', when: (row) => row.state === 'admissible' || row.state === 'investigating' },
  extend: { rule: 'objection.handle', when: (row) => (row.state === 'admissible' || row.state === 'investigating') && row.extendedAt === null },
  decide: { rule: 'objection.decide', when: (row) => row.kind === 'objection' && row.state === 'investigating' },
  confirm: { rule: 'objection.decide', when: (row) => row.kind === 'objection' && row.state === 'inadmissible' },
  reconsider: { rule: 'objection.decide', when: (row) => row.kind === 'reconsideration' && (row.state === 'investigating' || row.state === 'inadmissible') },
  tell: { rule: 'objection.handle', when: (row) => row.state === 'decided' },
  contact: { rule: 'objection.contact', when: (row) => row.contactCipher !== null },
}

export interface ObjectionView extends ObjectionLine {
  readonly version: number
  readonly stateWord: string
  readonly caseState: string
  readonly notice: { readonly number: string; readonly title: string; readonly line: number } | null
  readonly name: string | null
  readonly hasContact: boolean
  readonly facts: string
  readonly evidence: string
  readonly ackDueOn: CalendarDate
  readonly ackOn: CalendarDate | null
  readonly decideDueOn: CalendarDate
  readonly extendReason: string | null
  readonly investigation: string
  readonly reason: string | null
  readonly decider: string | null
  readonly decidedOn: CalendarDate | null
  readonly notifiedHow: string | null
  readonly asked: { readonly quantity: number; readonly amountFen: string | null; readonly grant: boolean }
  /** What may be done now; a code where it is this person's business but not theirs to do. */
  readonly offers: readonly { readonly verb: ObjectionVerb; readonly because: string | null }[]
}

/** One objection for the staff. The name in clear is for whoever handles or decides it; others read it masked. */
export async function objectionView(actor: Actor, number: string): Promise<ObjectionView> {
  const row = await db.objection.findUnique({ where: { number }, include })
  if (!row) throw AppError.notFound()
  const subject = await subjectOf(db, actor, row)
  if (!can(objectionPolicy, 'objection.read', actor, subject).allow) throw AppError.notFound()
  const may = (rule: string) => can(objectionPolicy, rule, actor, subject)
  const offers = (Object.keys(verbs) as ObjectionVerb[]).flatMap((verb): { verb: ObjectionVerb; because: string | null }[] => {
    if (!verbs[verb].when(row)) return []
    const decision = may(verbs[verb].rule)
    if (decision.allow) return [{ verb, because: null }]
    return decision.reason === 'policy.not_yours' ? [] : [{ verb, because: decision.reason }]
  })
  const clear = may('objection.handle').allow || may('objection.decide').allow || may('objection.take').allow
  return {
    ...lineOf(row, await loadCalendar(db), clock.today()),
    version: row.version,
    stateWord: objectionWords[row.state].staff,
    caseState: caseWords[row.case.state as CaseState].staff,
    notice: row.line ? { number: row.line.notice.number ?? '', title: row.line.notice.title, line: row.line.ordinal } : null,
    name: row.name === null ? null : clear ? row.name : maskName(row.name),
    hasContact: row.contactCipher !== null,
    facts: row.facts,
    evidence: row.evidence,
    ackDueOn: fromDateColumn(row.ackDueOn),
    ackOn: row.ackAt ? dateInShanghai(row.ackAt) : null,
    decideDueOn: fromDateColumn(row.decideDueOn),
    extendReason: row.extendReason,
    investigation: row.investigation,
    reason: row.reason,
    decider: row.deciderName,
    decidedOn: row.decidedAt ? dateInShanghai(row.decidedAt) : null,
    notifiedHow: row.notifiedHow,
    asked: { quantity: row.case.quantity, amountFen: row.case.amountFen?.toString() ?? null, grant: row.case.measure.caseKind === 'grant' },
    offers,
  }
}
