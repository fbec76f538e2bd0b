import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, dateInShanghai } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type Feedback, feedbackSchema } from '../model/feedback'
import { feedbackPolicy } from '../model/feedback-policy'
import { failedOf, nextChance, remarksFor, scoresFor } from './feedback-draft'

const withPeople = {
  application: { include: { round: true, venture: { include: { members: true } } } },
  measure: true,
  signatures: true,
  feedback: true,
  documents: true,
} satisfies Prisma.CaseInclude
type Row = Prisma.CaseGetPayload<{ include: typeof withPeople }>
const subjectOf = (row: Row) => ({
  personIds: [row.personId, ...(row.application.venture?.members ?? []).flatMap((one) => (one.personId ? [one.personId] : []))],
})

export type LetterState = 'missing' | 'draft' | 'sent'
const stateOf = (row: Row): LetterState => (row.feedback?.approvedAt ? 'sent' : row.feedback ? 'draft' : 'missing')

export interface LetterLine {
  readonly caseNo: string
  readonly title: string
  readonly item: string
  readonly round: string
  readonly decidedOn: CalendarDate | null
  readonly state: LetterState
}

export interface LetterPage {
  readonly rounds: readonly { readonly id: string; readonly name: string; readonly rejected: number; readonly missing: number }[]
  readonly lines: readonly LetterLine[]
}

const refused = ['rejected', 'appealed', 'upheld'] as const

/** Every case that was not chosen and its letter; `round` and `state` narrow the list, the counts are of all. */
export async function letterPage(actor: Actor, filter: { round?: string | undefined; state?: LetterState | undefined }): Promise<LetterPage> {
  if (!can(feedbackPolicy, 'feedback.read', actor, { personIds: [] }).allow) throw AppError.notFound()
  const rows = await db.case.findMany({
    where: { state: { in: [...refused] }, application: { source: 'online' } },
    include: withPeople,
    orderBy: [{ decidedAt: 'desc' }, { caseNo: 'asc' }],
  })
  const seen = rows.filter((row) => can(feedbackPolicy, 'feedback.read', actor, subjectOf(row)).allow)
  const rounds = new Map<string, { id: string; name: string; rejected: number; missing: number }>()
  for (const row of seen) {
    const { round } = row.application
    const before = rounds.get(round.id) ?? { id: round.id, name: round.name, rejected: 0, missing: 0 }
    rounds.set(round.id, { ...before, rejected: before.rejected + 1, missing: before.missing + (stateOf(row) === 'sent' ? 0 : 1) })
  }
  const lines = seen
    .filter((row) => (!filter.round || row.application.roundId === filter.round) && (!filter.state || stateOf(row) === filter.state))
    .map((row) => ({
      caseNo: row.caseNo,
      title: row.title,
      item: row.measure.name,
      round: row.application.round.name,
      decidedOn: row.decidedAt ? dateInShanghai(row.decidedAt) : null,
      state: stateOf(row),
    }))
  return { rounds: [...rounds.values()], lines }
}

export interface LetterView {
  readonly caseNo: string
  readonly title: string
  readonly item: string
  readonly version: number
  readonly state: LetterState
  readonly letter: Feedback
  /** What the experts wrote, without what would name them; to be chosen from. */
  readonly remarks: readonly string[]
  readonly documentId: string | null
  readonly maySend: boolean
}

/** One letter: as it was sent, as it was kept, or as a first draft from the rows. */
export async function letterView(actor: Actor, caseNo: string): Promise<LetterView> {
  const row = await db.case.findUnique({ where: { caseNo }, include: withPeople })
  if (!row || !can(feedbackPolicy, 'feedback.read', actor, subjectOf(row)).allow) throw AppError.notFound()
  if (!refused.some((state) => state === row.state)) throw AppError.notFound()
  const stored = row.feedback ? feedbackSchema.parse(row.feedback.content) : null
  const sent = Boolean(row.feedback?.approvedAt)
  const scores = sent && stored ? { scores: stored.scores, total: stored.total } : await scoresFor(db, row.applicationId)
  const first = {
    failed: failedOf(row),
    comments: [],
    change: '',
    nextRound: await nextChance(db, { measureCode: row.measureCode, roundId: row.application.roundId }, clock.now()),
  }
  return {
    caseNo,
    title: row.title,
    item: row.measure.name,
    version: row.feedback?.version ?? 0,
    state: stateOf(row),
    letter: { ...(stored ?? first), ...scores },
    remarks: sent ? [] : await remarksFor(db, row.applicationId),
    documentId: row.documents.find((one) => one.kind === 'result_letter')?.id ?? null,
    maySend: !sent && can(feedbackPolicy, 'feedback.write', actor, subjectOf(row)).allow,
  }
}

/** The letter for the applicant and their team; null while nobody has approved one. */
export async function ownLetter(actor: Actor, caseNo: string): Promise<{ letter: Feedback; documentId: string | null } | null> {
  const row = await db.case.findUnique({ where: { caseNo }, include: withPeople })
  if (!row || !can(feedbackPolicy, 'feedback.read_own', actor, subjectOf(row)).allow) return null
  if (!row.feedback?.approvedAt) return null
  return { letter: feedbackSchema.parse(row.feedback.content), documentId: row.documents.find((one) => one.kind === 'result_letter')?.id ?? null }
}
