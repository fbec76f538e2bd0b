import 'server-only'
import { isDecidable } from '@/lib/foundation/panel/model/machine'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { meetingMachine } from '../model/machine'
import { isVote, tallyOf } from '../model/voting'

const parts = {
  members: true,
  items: {
    orderBy: { ordinal: 'asc' },
    include: { case: true, entry: { include: { results: { orderBy: { seq: 'desc' }, take: 1, select: { seq: true } } } }, votes: true, absences: true },
  },
} satisfies Prisma.PanelMeetingInclude

type Stored = Prisma.PanelMeetingGetPayload<{ include: typeof parts }>
/** `votes`: on the result that counts; `outdated`: how many were cast on an earlier one. */
export type ItemRow = Stored['items'][number] & { readonly outdated: number }
export type MeetingRow = Omit<Stored, 'items'> & { readonly items: readonly ItemRow[] }

/** The database counts the same (`meeting_result_seq`): a vote is on the result that was there when it was cast. */
function withStandingVotes(item: Stored['items'][number]): ItemRow {
  const seq = item.outcome === null ? (item.entry.results[0]?.seq ?? 0) : Math.max(0, ...item.votes.map((one) => one.resultSeq))
  const votes = item.votes.filter((one) => one.resultSeq === seq)
  return { ...item, votes, outdated: item.votes.length - votes.length }
}

/** The meeting with all of it, locked for this transaction; `not_found` when there is none. */
export async function lockMeeting(tx: Tx, id: string): Promise<MeetingRow> {
  await tx.$queryRaw`SELECT 1 FROM panel_meeting WHERE id = ${id}::uuid FOR UPDATE`
  return readMeeting(tx, id)
}

export async function readMeeting(tx: Tx, id: string): Promise<MeetingRow> {
  const row = await tx.panelMeeting.findUnique({ where: { id }, include: parts })
  if (!row) throw AppError.notFound()
  return { ...row, items: row.items.map(withStandingVotes) }
}

/** The meeting of an item, locked; an item that does not exist is `not_found`. */
export async function lockByItem(tx: Tx, itemId: string): Promise<{ meeting: MeetingRow; item: ItemRow }> {
  const found = await tx.meetingItem.findUnique({ where: { id: itemId }, select: { meetingId: true } })
  if (!found) throw AppError.notFound()
  const meeting = await lockMeeting(tx, found.meetingId)
  const item = meeting.items.find((one) => one.id === itemId)
  if (!item) throw AppError.notFound()
  return { meeting, item }
}

export function assertOpen(meeting: MeetingRow, item?: ItemRow): void {
  if (meeting.state !== 'open') throw AppError.rule('meeting.not_open')
  if (item && item.outcome !== null) throw AppError.conflict('meeting.item_closed')
  if (item && !isDecidable(item.entry.state)) throw AppError.conflict('meeting.entry_reopened', { entry: item.entry.code })
}

/** One step of the meeting's machine: compare-and-set and audit. Lock the meeting before. */
export async function moveMeeting(
  tx: Tx,
  ctx: Ctx,
  row: MeetingRow,
  event: 'start' | 'close',
  data: Prisma.PanelMeetingUncheckedUpdateManyInput,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  const next = step(meetingMachine, row.state, event)
  if (!next.ok) throw AppError.conflict('meeting.state_changed', { state: row.state })
  const saved = await tx.panelMeeting.updateMany({
    where: { id: row.id, version: row.version, state: row.state },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw AppError.conflict('meeting.state_changed', { state: row.state })
  await recordAudit(tx, ctx, { type: `meeting.${event === 'start' ? 'started' : 'closed'}`, subject: { kind: 'meeting', id: row.id }, detail })
}

/** The votes that count: of members who did not have to leave. */
export function countedVotes(item: { readonly votes: readonly { userId: string; vote: string }[]; readonly absences: readonly { userId: string }[] }) {
  const away = new Set(item.absences.map((one) => one.userId))
  return tallyOf(item.votes.filter((one) => !away.has(one.userId)).flatMap(({ vote }) => (isVote(vote) ? [vote] : [])))
}
