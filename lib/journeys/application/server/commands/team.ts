import 'server-only'
import type { z } from 'zod'
import { notify } from '@/lib/foundation/notification/server/door'
import { relationsChanged } from '@/lib/foundation/relation/server/door'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { randomToken } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { confirmSchema, inviteSchema, memberSchema } from '../../model/member'
import { applicationPolicy } from '../../model/policy'
import { findForUpdate, subjectOf } from '../repo'

async function sendInvite(tx: Tx, member: { id: string; phone: string | null; inviteToken: string | null }, leader: string, again: string): Promise<boolean> {
  if (!member.phone || !member.inviteToken) return false
  return notify(tx, {
    channel: 'sms',
    recipient: member.phone,
    template: 'application.invited',
    dedupeKey: `invite:${member.id}:${again}`,
    body: `${leader}请你确认一起申请攀登者计划的支持，点开看一眼再确认：${env().NEXTAUTH_URL}/confirm/${member.inviteToken}`,
  })
}

/** Adds a member; a founder must confirm before the form can be submitted. */
export const inviteMember: Command<z.output<typeof inviteSchema>, { memberId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
    const members = row.venture?.members ?? []
    if (!row.ventureId) throw AppError.notFound()
    if (members.length >= 20) throw AppError.rule('team.full')
    if (members.some((m) => m.phone === input.phone) || row.person.phone === input.phone) throw AppError.invalid({ phone: 'team.twice' })
    // an account of that number is bound when its owner confirms, never by being named
    const member = await tx.ventureMember.create({
      data: {
        ventureId: row.ventureId,
        name: input.name,
        phone: input.phone,
        duty: input.duty,
        role: 'member',
        founder: input.founder,
        inviteToken: randomToken(18),
        invitedAt: ctx.clock.now(),
      },
    })
    await tx.venture.update({ where: { id: row.ventureId }, data: { teamSize: members.length + 1 } })
    if (input.founder) await sendInvite(tx, member, row.person.name, '1')
    await recordAudit(tx, ctx, { type: 'team.invited', subject: { kind: 'venture', id: row.ventureId }, detail: { member: member.id, founder: input.founder } })
    return { memberId: member.id }
  })

export const removeMember: Command<z.output<typeof memberSchema>, { memberId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
    const member = row.venture?.members.find((m) => m.id === input.memberId && m.role !== 'lead')
    if (!member) throw AppError.notFound()
    await tx.ventureMember.update({ where: { id: member.id }, data: { leftAt: ctx.clock.now(), inviteToken: null } })
    await tx.memberConfirmation.deleteMany({ where: { applicationId: row.id, memberId: member.id } })
    await recordAudit(tx, ctx, { type: 'team.removed', subject: { kind: 'venture', id: member.ventureId }, detail: { member: member.id } })
    return { memberId: member.id }
  })

/** Sends the confirmation message once more; at most once in ten minutes. */
export const remindMember: Command<z.output<typeof memberSchema>, { memberId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const row = await findForUpdate(tx, input.id)
    ctx.assertCan(applicationPolicy, 'application.edit', subjectOf(row))
    const member = row.venture?.members.find((m) => m.id === input.memberId && m.founder)
    if (!member) throw AppError.notFound()
    const sent = await sendInvite(tx, member, row.person.name, String(Math.floor(ctx.clock.now().getTime() / 600_000)))
    if (!sent) throw new AppError('rate_limited', 'team.reminded')
    await recordAudit(tx, ctx, { type: 'team.reminded', subject: { kind: 'venture', id: member.ventureId }, detail: { member: member.id } })
    return { memberId: member.id }
  })

/** A founder confirms by the link that went to their own phone; no account is needed. */
export const confirmMembership: Command<z.output<typeof confirmSchema>, { venture: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const member = await tx.ventureMember.findUnique({ where: { inviteToken: input.token }, include: { venture: true } })
    if (!member || member.leftAt) throw AppError.notFound()
    const found = await tx.application.findFirst({
      where: { ventureId: member.ventureId, state: 'draft' },
      orderBy: { createdAt: 'desc' },
      select: { id: true },
    })
    // locked before it is looked at: it may be changed, submitted or given up in this moment
    const open = found ? await findForUpdate(tx, found.id) : null
    if (open?.state !== 'draft') throw AppError.rule('confirm.nothing_open')
    if (!open.venture?.members.some((one) => one.id === member.id)) throw AppError.notFound()
    if (open.version !== input.version) throw AppError.conflict('confirm.changed')
    await tx.memberConfirmation.createMany({ data: [{ applicationId: open.id, memberId: member.id, confirmedAt: ctx.clock.now() }], skipDuplicates: true })
    // the link went to this telephone: whoever has the account of that number is the member
    const known = member.personId ? null : await tx.user.findUnique({ where: { phone: member.phone ?? '' }, select: { personId: true } })
    if (!member.joinedAt || known)
      await tx.ventureMember.update({
        where: { id: member.id },
        data: { joinedAt: member.joinedAt ?? ctx.clock.now(), ...(known ? { personId: known.personId } : {}) },
      })
    await relationsChanged(tx)
    await recordAudit(tx, ctx, { type: 'team.confirmed', subject: { kind: 'application', id: open.id }, detail: { member: member.id } })
    return { venture: member.venture.name }
  })
