import 'server-only'
import type { z } from 'zod'
import { loadRules } from '@/lib/foundation/programme/server/door'
import type { RoleCode } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { calendarDate, instantAt } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { type MeetingRole, meetingPolicy } from '../../model/policy'
import type { planMeetingSchema } from '../../model/schema'
import { quorumOf } from '../../model/voting'
import { readyCases } from '../ready'

type Planned = z.output<typeof planMeetingSchema>
const MEMBERS: RoleCode = 'reviewer'

/** Calls a meeting of a round: chair, members, observers, and the cases of its agenda. Who calls it keeps the minutes. */
export const planMeeting: Command<Planned, { meetingId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(meetingPolicy, 'meeting.plan', { members: [] })
    const round = await tx.round.findUnique({ where: { id: input.roundId } })
    if (round?.chain !== 'panel') throw AppError.notFound()
    const people = await peopleOf(tx, ctx, input)
    const rules = await loadRules(tx, ['meeting.quorum_percent', 'meeting.members_least'])
    const voting = input.memberIds.length + 1
    const least = rules['meeting.members_least'].value
    if (voting < least)
      throw new AppError('invalid', 'meeting.too_few_members', { members: voting, quorum: least }, { memberIds: `meeting.members_least:${least}` })
    const ready = await readyCases(tx, round.id)
    const chosen = ready.filter((one) => input.caseIds.includes(one.caseId))
    if (chosen.length !== new Set(input.caseIds).size) throw AppError.conflict('meeting.in_another')
    const made = await tx.panelMeeting.create({
      data: {
        roundId: round.id,
        title: input.title,
        place: input.place,
        startsAt: instantAt(calendarDate(input.startsAt.slice(0, 10)), input.startsAt.slice(11)),
        chairId: input.chairId,
        secretaryId: ctx.actor?.userId ?? '',
        quorum: quorumOf(voting, rules['meeting.quorum_percent'].value),
      },
    })
    await tx.meetingMember.createMany({ data: people.map((one) => ({ ...one, meetingId: made.id })) })
    await tx.meetingItem.createMany({ data: chosen.map((one, i) => ({ meetingId: made.id, ordinal: i + 1, caseId: one.caseId, entryId: one.entryId })) })
    await recordAudit(tx, ctx, {
      type: 'meeting.planned',
      subject: { kind: 'meeting', id: made.id },
      detail: { round: round.id, items: chosen.length, members: voting, quorum: made.quorum },
    })
    return { meetingId: made.id }
  })

/** Everybody with their part; each account once, each with the role that the part needs. */
async function peopleOf(tx: Tx, ctx: Ctx, input: Planned): Promise<{ userId: string; name: string; role: MeetingRole }[]> {
  const wanted: { userId: string; role: MeetingRole; needs: RoleCode }[] = [
    { userId: input.chairId, role: 'chair', needs: 'chair' },
    ...input.memberIds.map((userId) => ({ userId, role: 'member' as const, needs: MEMBERS })),
    ...input.observerIds.map((userId) => ({ userId, role: 'observer' as const, needs: 'observer' as const })),
    { userId: ctx.actor?.userId ?? '', role: 'secretary', needs: 'intake' },
  ]
  if (new Set(wanted.map((one) => one.userId)).size !== wanted.length) throw AppError.invalid({ memberIds: 'meeting.member_twice' })
  const users = await tx.user.findMany({
    where: { id: { in: wanted.map((one) => one.userId) }, disabledAt: null },
    include: { person: { select: { name: true } }, grants: { where: { revokedAt: null } } },
  })
  return wanted.map(({ userId, role, needs }) => {
    const user = users.find((one) => one.id === userId)
    if (!user?.grants.some((grant) => grant.roleCode === needs))
      throw AppError.invalid({ [role === 'chair' ? 'chairId' : 'memberIds']: 'meeting.not_of_the_role' })
    return { userId, role, name: user.person.name }
  })
}
