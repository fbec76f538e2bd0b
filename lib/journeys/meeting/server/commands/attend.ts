import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { meetingPolicy } from '../../model/policy'
import type { meetingIdSchema, recuseSchema, voteSchema } from '../../model/schema'
import { minuteAbsences } from '../absence'
import { assertOpen, lockByItem, lockMeeting, moveMeeting } from '../repo'

/** 签到: by one's own account, once; a second time changes nothing. */
export const signIn: Command<z.output<typeof meetingIdSchema>, { meetingId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const meeting = await lockMeeting(tx, input.meetingId)
    ctx.assertCan(meetingPolicy, 'meeting.sign_in', meeting)
    if (meeting.state === 'closed') throw AppError.rule('meeting.not_open')
    const userId = ctx.actor?.userId ?? ''
    const arrived = await tx.meetingMember.updateMany({ where: { meetingId: meeting.id, userId, arrivedAt: null }, data: { arrivedAt: ctx.clock.now() } })
    if (arrived.count === 1) await recordAudit(tx, ctx, { type: 'meeting.signed_in', subject: { kind: 'meeting', id: meeting.id } })
    return { meetingId: meeting.id }
  })

/** 开会: who has to leave for an item is minuted at once. */
export const startMeeting: Command<z.output<typeof meetingIdSchema>, { absences: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const meeting = await lockMeeting(tx, input.meetingId)
    ctx.assertCan(meetingPolicy, 'meeting.start', meeting)
    await moveMeeting(tx, ctx, meeting, 'start', { openedAt: ctx.clock.now() }, { arrived: meeting.members.filter((one) => one.arrivedAt).length })
    return { absences: (await minuteAbsences(tx, ctx, meeting)).length }
  })

/** 表决: once per member, by their own account; whoever has to leave is minuted and refused. */
export const vote: Command<z.output<typeof voteSchema>, { itemId: string }> = async (ctx, input) => {
  const answer = await ctx.transaction(async (tx) => {
    const { meeting, item } = await lockByItem(tx, input.itemId)
    ctx.assertCan(meetingPolicy, 'meeting.vote', meeting)
    assertOpen(meeting, item)
    const userId = ctx.actor?.userId ?? ''
    if (!meeting.members.find((one) => one.userId === userId)?.arrivedAt) throw AppError.rule('meeting.not_arrived')
    const added = await minuteAbsences(tx, ctx, meeting, item.id)
    // the refusal follows after the commit: what was minuted stays
    if ([...item.absences, ...added].some((one) => one.userId === userId)) return 'absent' as const
    if (item.votes.some((one) => one.userId === userId)) throw AppError.conflict('meeting.voted_already')
    await tx.meetingVote.createMany({ data: [{ itemId: item.id, userId, vote: input.vote, at: ctx.clock.now() }] })
    // how somebody voted is not for the audit's readers: that they did is
    await recordAudit(tx, ctx, { type: 'meeting.voted', subject: { kind: 'meeting_item', id: item.id } })
    return 'voted' as const
  })
  if (answer === 'absent') throw AppError.denied('meeting.absent')
  return { itemId: input.itemId }
}

/** 申报回避: somebody leaves for this item by their own word; a vote cast before counts no more. */
export const recuseFromItem: Command<z.output<typeof recuseSchema>, { itemId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const { meeting, item } = await lockByItem(tx, input.itemId)
    ctx.assertCan(meetingPolicy, 'meeting.recuse', meeting)
    assertOpen(meeting, item)
    const userId = ctx.actor?.userId ?? ''
    if (item.absences.some((one) => one.userId === userId)) return { itemId: item.id }
    await tx.meetingAbsence.createMany({ data: [{ itemId: item.id, userId, name: ctx.actor?.name ?? '', reason: `本人申报：${input.reason}` }] })
    await recordAudit(tx, ctx, { type: 'meeting.absence', subject: { kind: 'meeting_item', id: item.id }, detail: { user: userId, why: 'declared' } })
    return { itemId: item.id }
  })
