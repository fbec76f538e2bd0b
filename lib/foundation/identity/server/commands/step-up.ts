import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { db, type Tx } from '@/lib/platform/db'
import { consume, giveBack } from '@/lib/platform/rate-limit'
import type { stepUpSchema } from '../../model/schema'
import { passwordMatches } from '../password'

/** Wrong passwords of one account in a quarter of an hour; whoever holds an open session only has to guess this one. */
const TRIES = 5
const WINDOW_SECONDS = 900

/** 再验一次密码: notes on the session that its owner has just proved who they are. A wrong one is told beside the field. */
export const stepUp: Command<z.output<typeof stepUpSchema>, { at: string }> = async (ctx, input) => {
  if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
  const { userId, sessionId } = ctx.actor
  await consume('step-up', userId, TRIES, WINDOW_SECONDS)
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } })
  if (!user.passwordHash) throw AppError.rule('step_up.no_password')
  if (!(await passwordMatches(user.passwordHash, input.password))) {
    await recordAudit(db, ctx, { type: 'identity.step_up', subject: { kind: 'user', id: userId }, outcome: 'denied', reason: 'credentials' })
    throw AppError.invalid({ password: 'step_up.wrong' })
  }
  await giveBack('step-up', userId)
  const now = ctx.clock.now()
  await ctx.transaction(async (tx) => {
    const saved = await tx.session.updateMany({ where: { id: sessionId, userId, revokedAt: null }, data: { steppedUpAt: now } })
    if (saved.count !== 1) throw new AppError('unauthenticated', 'session.missing')
    await recordAudit(tx, ctx, { type: 'identity.step_up', subject: { kind: 'user', id: userId } })
  })
  return { at: now.toISOString() }
}

/** Whether this session was proved again within so many minutes. */
export async function isSteppedUp(client: Pick<Tx, 'session'>, ctx: Pick<Ctx, 'actor' | 'clock'>, minutes: number): Promise<boolean> {
  const row = ctx.actor ? await client.session.findUnique({ where: { id: ctx.actor.sessionId }, select: { steppedUpAt: true } }) : null
  const age = row?.steppedUpAt ? ctx.clock.now().getTime() - row.steppedUpAt.getTime() : null
  return age !== null && age >= 0 && age <= minutes * 60_000
}

/** Stops what is too large to sign with an open session alone (`step_up.needed`). */
export async function assertSteppedUp(tx: Tx, ctx: Ctx, rule: { minutes: number; yuan: number }): Promise<void> {
  if (!(await isSteppedUp(tx, ctx, rule.minutes))) throw AppError.rule('step_up.needed', rule)
}
