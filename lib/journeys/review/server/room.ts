import 'server-only'
import { type AssignmentState, assignmentWords, isOpen } from '@/lib/foundation/panel/model/machine'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { type RecordedRelation, relationsDeclaredBy } from '@/lib/foundation/relation/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { readingMinutes } from '../model/blind-copy'

export interface SheetLine {
  readonly assignmentId: string
  readonly code: string
  readonly field: string
  readonly state: AssignmentState
  readonly word: string
  readonly kind: 'ok' | 'warn' | 'info' | 'hold' | 'mute'
  readonly open: boolean
  /** Pages of the material; null while the window prepares it. */
  readonly pages: number | null
  readonly minutes: number | null
  readonly dueOn: CalendarDate | null
  /** Own total in hundredths, once locked. */
  readonly total: number | null
}

export interface RoundOfSheets {
  readonly id: string
  readonly name: string
  readonly blind: boolean
  readonly sheets: readonly SheetLine[]
  readonly locked: number
}

export interface ReviewRoom {
  /** Null while not in the list of experts. */
  readonly reviewerNo: string | null
  readonly rounds: readonly RoundOfSheets[]
  /** Own declarations of relations that count, newest first. */
  readonly declared: readonly RecordedRelation[]
}

interface Row {
  readonly id: string
  readonly code: string
  readonly field: string
  readonly state: AssignmentState
  readonly roundId: string
  readonly roundName: string
  readonly blind: boolean
  readonly pages: number | null
  readonly dueOn: Date | null
  readonly total: number | null
}

/**
 * The sheets of whoever asks, by the codes of the entries: never by anything that moves when others score. Of others nothing is
 * read at all, no count and no state. Sheets given back keep their line, so that nobody wonders where they went.
 */
export async function reviewRoom(actor: Actor): Promise<ReviewRoom> {
  const reviewer = await db.reviewer.findUnique({ where: { personId: actor.personId }, select: { id: true, no: true } })
  if (!actor.roles.has('reviewer')) throw AppError.notFound()
  // the role without a place in the list of experts: nothing can have been drawn
  if (!reviewer) return { reviewerNo: null, rounds: [], declared: [] }
  const rows = await db.$queryRaw<Row[]>`
    SELECT a.id, e.code, e.field, a.state::text AS state, r.id AS "roundId", r.name AS "roundName", r.hide_applicant AS blind,
           CASE WHEN b.confirmed_at IS NOT NULL THEN jsonb_array_length(b.pages) END AS pages, p.score_by AS "dueOn",
           CASE WHEN a.state = 'locked' THEN a.total_points END AS total
      FROM review_assignment a JOIN review_entry e ON e.id = a.entry_id JOIN round r ON r.id = e.round_id
      LEFT JOIN review_panel p ON p.id = e.panel_id LEFT JOIN blind_copy b ON b.entry_id = e.id
     WHERE a.reviewer_id = ${reviewer.id}::uuid AND e.state <> 'withdrawn'
     ORDER BY r.opens_at DESC, r.id, length(e.code), e.code`
  const rules = await loadRules(db, ['review.minutes_per_page', 'review.minutes_least'])
  const minutesFor = (pages: number) => readingMinutes(pages, rules['review.minutes_per_page'].value, rules['review.minutes_least'].value)
  const rounds = new Map<string, RoundOfSheets & { sheets: SheetLine[] }>()
  for (const row of rows) {
    const round = rounds.get(row.roundId) ?? { id: row.roundId, name: row.roundName, blind: row.blind, sheets: [], locked: 0 }
    const words = assignmentWords[row.state]
    const line = {
      assignmentId: row.id,
      code: row.code,
      field: row.field,
      state: row.state,
      word: words.reviewer,
      kind: words.kind,
      open: isOpen(row.state),
      pages: row.pages,
      minutes: row.pages === null ? null : minutesFor(row.pages),
      dueOn: row.dueOn ? fromDateColumn(row.dueOn) : null,
      total: row.total,
    }
    rounds.set(row.roundId, { ...round, sheets: [...round.sheets, line], locked: round.locked + (row.state === 'locked' ? 1 : 0) })
  }
  const declared = (await relationsDeclaredBy(db, actor.personId)).filter((row) => row.withdrawn === null)
  return { reviewerNo: reviewer.no, rounds: [...rounds.values()], declared }
}
