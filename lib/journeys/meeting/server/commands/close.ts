import 'server-only'
import type { z } from 'zod'
import { issueDocument, office } from '@/lib/foundation/document/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { db, type Tx } from '@/lib/platform/db'
import { workbook, XLSX } from '@/lib/platform/workbook'
import { type MinutesItem, minutesBlocks, roleWord } from '../../model/minutes'
import { meetingPolicy } from '../../model/policy'
import type { meetingIdSchema } from '../../model/schema'
import { isOutcome } from '../../model/voting'
import { disclosures, measureNames, resultsOf } from '../facts'
import { assertOpen, countedVotes, lockMeeting, type MeetingRow, moveMeeting, readMeeting } from '../repo'

/**
 * 散会: the minutes are issued as a paper; items that were not decided are left to another meeting.
 */
export const closeMeeting: Command<z.output<typeof meetingIdSchema>, { documentId: string; number: string; undecided: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const meeting = await lockMeeting(tx, input.meetingId)
    ctx.assertCan(meetingPolicy, 'meeting.close', meeting)
    if (meeting.state === 'closed') throw AppError.conflict('meeting.state_changed', { state: meeting.state })
    assertOpen(meeting)
    const closedAt = ctx.clock.now()
    const paper = await issueMinutes(tx, ctx, meeting, closedAt)
    const undecided = meeting.items.filter((item) => item.outcome === null).length
    await moveMeeting(tx, ctx, meeting, 'close', { closedAt, documentId: paper.id }, { minutes: paper.number, undecided })
    return { documentId: paper.id, number: paper.number, undecided }
  })

async function issueMinutes(tx: Tx, ctx: Ctx, meeting: MeetingRow, closedAt: Date): Promise<{ id: string; number: string }> {
  const round = await tx.round.findUniqueOrThrow({ where: { id: meeting.roundId }, select: { name: true } })
  const openedAt = meeting.openedAt ?? closedAt
  const blocks = minutesBlocks({
    title: meeting.title,
    round: round.name,
    place: meeting.place,
    day: dateInShanghai(openedAt),
    openedAt,
    closedAt,
    quorum: meeting.quorum,
    members: meeting.members,
    items: await minutesItems(tx, ctx, meeting),
  })
  return issueDocument(tx, ctx, {
    kind: 'minutes',
    caseId: null,
    personId: null,
    holderName: meeting.title,
    readers: { roles: ['intake', 'leader', 'auditor'], userIds: meeting.members.map((one) => one.userId) },
    data: { office, blocks },
  })
}

async function minutesItems(tx: Tx, ctx: Ctx, meeting: MeetingRow): Promise<MinutesItem[]> {
  const results = await resultsOf(
    tx,
    meeting.items.map((item) => item.entryId),
  )
  const names = await measureNames(tx)
  const disclosed = await disclosures(tx, ctx.clock.today(), meeting)
  return meeting.items.map((item) => ({
    ordinal: item.ordinal,
    code: item.entry.code,
    caseNo: item.case.caseNo,
    measure: names.get(item.case.measureCode) ?? item.case.measureCode,
    discussion: item.entry.state === 'discussion',
    value: results.get(item.entryId)?.value ?? null,
    spread: results.get(item.entryId)?.spread ?? null,
    askedQuantity: item.case.quantity,
    askedFen: item.case.amountFen,
    outcome: isOutcome(item.outcome) ? item.outcome : null,
    quantity: item.quantity,
    amountFen: item.amountFen,
    reason: item.reason,
    tally: countedVotes(item),
    absences: item.absences,
    disclosed: disclosed.get(item.entryId) ?? [],
  }))
}

/** 评审专家签到表: a real workbook, with the times at which people signed in by their own accounts. */
export const exportSignIn: Command<z.output<typeof meetingIdSchema>, { name: string; mediaType: string; bytes: Uint8Array }> = async (ctx, input) => {
  const meeting = await readMeeting(db, input.meetingId)
  ctx.assertCan(meetingPolicy, 'meeting.export', meeting)
  const time = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' })
  const bytes = await workbook([
    {
      name: '评审专家签到表',
      columns: [
        { title: '序', kind: 'number', width: 6 },
        { title: '姓名', width: 12 },
        { title: '身份', width: 12 },
        { title: '签到时间', width: 24 },
        { title: '签名', width: 20 },
      ],
      rows: meeting.members.map((one, i) => [i + 1, one.name, roleWord(one.role), one.arrivedAt ? time.format(one.arrivedAt) : '未到', null]),
    },
  ])
  await recordAudit(db, ctx, { type: 'meeting.exported', subject: { kind: 'meeting', id: meeting.id }, detail: { rows: meeting.members.length } })
  return { name: `评审专家签到表 ${meeting.title}.xlsx`, mediaType: XLSX, bytes }
}
