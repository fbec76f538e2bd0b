import 'server-only'
import { headroomOf, lineOfRound } from '@/lib/foundation/fund/server/door'
import { isDecidable } from '@/lib/foundation/panel/model/machine'
import { type Actor, hasRole } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { MeetingState } from '../model/machine'
import { meetingPolicy, votes as votesIn } from '../model/policy'
import { castIn, isOutcome, isVote, type Outcome, type Tally, type Vote } from '../model/voting'
import { disclosures, measureNames, resultsOf, type Scored } from './facts'
import { countedVotes, type ItemRow, type MeetingRow, readMeeting } from './repo'

export interface AgendaLine {
  readonly id: string
  readonly ordinal: number
  readonly code: string
  readonly measure: string
  readonly discussion: boolean
  /** A sheet was voided after the agenda was made: the experts score again, nothing is decided here. */
  readonly reopened: boolean
  readonly value: number | null
  readonly outcome: Outcome | null
}

export interface RoomMember {
  readonly userId: string
  readonly name: string
  readonly role: string
  readonly arrivedAt: Date | null
  /** For the item in view. */
  readonly voted: boolean
  readonly absent: string | null
}

export interface ItemView extends AgendaLine {
  readonly caseNo: string
  /** Name of the project or team; null for members of a blind round. */
  readonly title: string | null
  readonly field: string
  readonly result: Omit<Scored, 'value'> | null
  readonly askedQuantity: number
  readonly askedFen: number | null
  readonly quantity: number | null
  readonly amountFen: number | null
  readonly reason: string | null
  /** Shown after the item is closed, and to the chair once the quorum has voted. */
  readonly tally: Tally | null
  readonly cast: number
  /** Votes on an earlier result: they count no more, the members are asked again. */
  readonly outdated: number
  readonly disclosed: readonly string[]
  readonly myVote: Vote | null
  readonly myAbsence: string | null
}

export interface Money {
  readonly line: string
  readonly availableFen: number
  /** Said yes to by meetings and not committed yet, the item in view left out. */
  readonly pledgedFen: number
}

export interface MeetingView {
  readonly id: string
  readonly title: string
  readonly round: string
  readonly place: string
  readonly startsAt: Date
  readonly state: MeetingState
  readonly quorum: number
  readonly documentId: string | null
  readonly members: readonly RoomMember[]
  readonly agenda: readonly AgendaLine[]
  readonly item: ItemView | null
  readonly money: Money | null
  readonly me: { readonly role: string | null; readonly arrived: boolean; readonly votes: boolean }
  readonly may: {
    readonly start: boolean
    readonly signIn: boolean
    readonly vote: boolean
    readonly closeItem: boolean
    readonly close: boolean
    readonly export: boolean
  }
}

/** The room of one meeting with one item in view (the first open one unless said). */
export async function meetingView(actor: Actor, meetingId: string, wanted: string): Promise<MeetingView> {
  const row = await readMeeting(db, meetingId)
  if (!can(meetingPolicy, 'meeting.read', actor, row).allow) throw AppError.notFound()
  const round = await db.round.findUniqueOrThrow({ where: { id: row.roundId }, select: { name: true, hideApplicant: true } })
  const [results, names] = await Promise.all([
    resultsOf(
      db,
      row.items.map((item) => item.entryId),
    ),
    measureNames(db),
  ])
  const agenda = row.items.map((item) => lineOf(item, names, results))
  const current = row.items.find((item) => item.id === wanted) ?? row.items.find((item) => item.outcome === null) ?? row.items[0]
  const mine = row.members.find((one) => one.userId === actor.userId)
  const blind = round.hideApplicant && !hasRole(actor, 'intake', 'leader', 'auditor')
  return {
    id: row.id,
    title: row.title,
    round: round.name,
    place: row.place,
    startsAt: row.startsAt,
    state: row.state,
    quorum: row.quorum,
    documentId: row.documentId,
    members: row.members.map(({ userId, name, role, arrivedAt }) => ({
      userId,
      name,
      role,
      arrivedAt,
      voted: current?.votes.some((vote) => vote.userId === userId) ?? false,
      absent: current?.absences.find((one) => one.userId === userId)?.reason ?? null,
    })),
    agenda,
    item: current ? await itemOf(actor, row, current, { line: lineOf(current, names, results), blind, result: results.get(current.entryId) ?? null }) : null,
    money: current?.case.amountFen ? await moneyOf(row.roundId, current) : null,
    me: { role: mine?.role ?? null, arrived: Boolean(mine?.arrivedAt), votes: mine !== undefined && votesIn(mine.role) },
    may: mayOf(actor, row, current),
  }
}

function lineOf(item: ItemRow, names: ReadonlyMap<string, string>, results: ReadonlyMap<string, Scored>): AgendaLine {
  return {
    id: item.id,
    ordinal: item.ordinal,
    code: item.entry.code,
    measure: names.get(item.case.measureCode) ?? item.case.measureCode,
    discussion: item.entry.state === 'discussion',
    reopened: item.outcome === null && !isDecidable(item.entry.state),
    value: results.get(item.entryId)?.value ?? null,
    outcome: isOutcome(item.outcome) ? item.outcome : null,
  }
}

function mayOf(actor: Actor, row: MeetingRow, item: ItemRow | undefined): MeetingView['may'] {
  const may = (verb: string) => can(meetingPolicy, `meeting.${verb}`, actor, row).allow
  const open = row.state === 'open'
  const mine = row.members.find((one) => one.userId === actor.userId)
  const itemOpen = open && item !== undefined && item.outcome === null && isDecidable(item.entry.state)
  const here = itemOpen && !item.absences.some((one) => one.userId === actor.userId)
  return {
    start: row.state === 'planned' && may('start'),
    signIn: row.state !== 'closed' && may('sign_in') && !mine?.arrivedAt,
    vote: here && may('vote') && Boolean(mine?.arrivedAt) && !item.votes.some((one) => one.userId === actor.userId),
    closeItem: here && may('close_item'),
    close: open && may('close'),
    export: may('export'),
  }
}

async function itemOf(actor: Actor, row: MeetingRow, item: ItemRow, shown: { line: AgendaLine; blind: boolean; result: Scored | null }): Promise<ItemView> {
  const tally = countedVotes(item)
  const seesVotes = item.outcome !== null || (actor.userId === row.chairId && castIn(tally) >= row.quorum)
  const mine = item.votes.find((one) => one.userId === actor.userId)?.vote
  const said = await disclosures(db, clock.today(), { ...row, items: [item] })
  return {
    ...shown.line,
    caseNo: item.case.caseNo,
    title: shown.blind ? null : item.case.title,
    field: item.entry.field,
    result: shown.result,
    askedQuantity: item.case.quantity,
    askedFen: item.case.amountFen === null ? null : Number(item.case.amountFen),
    quantity: item.quantity,
    amountFen: item.amountFen === null ? null : Number(item.amountFen),
    reason: item.reason,
    tally: seesVotes ? tally : null,
    cast: castIn(tally),
    outdated: item.outcome === null ? item.outdated : 0,
    disclosed: said.get(item.entryId) ?? [],
    myVote: mine !== undefined && isVote(mine) ? mine : null,
    myAbsence: item.absences.find((one) => one.userId === actor.userId)?.reason ?? null,
  }
}

/** What the line of the round still has, and what meetings have said yes to before it is committed. */
async function moneyOf(roundId: string, item: ItemRow): Promise<Money | null> {
  const line = await lineOfRound(db, roundId)
  if (!line) return null
  const { availableFen } = await headroomOf(db, line.id)
  const rows = await db.$queryRaw<{ fen: bigint | null }[]>`
    SELECT sum(s.amount_fen)::bigint AS fen FROM case_signature s JOIN case_file c ON c.id = s.case_id AND c.signature_round = s.round
      JOIN application a ON a.id = c.application_id JOIN round r ON r.id = a.round_id
     WHERE r.fund_line_id = ${line.id}::uuid AND s.step = 'panel' AND s.decision = 'concur' AND c.id <> ${item.caseId}::uuid
       AND c.state IN ('panel_decision', 'public_notice', 'objection_hold')`
  return { line: line.name, availableFen: Number(availableFen), pledgedFen: Number(rows[0]?.fen ?? 0n) }
}
