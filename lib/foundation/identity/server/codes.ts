import 'server-only'
import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import type { Command, Ctx } from '@/lib/platform/command'
import { blindIndex, equalBytes } from '@/lib/platform/crypto'
import { consume } from '@/lib/platform/rate-limit'
import { notify } from '../../notification/server/door'
import type { sendCodeSchema } from '../model/schema'

const LIFE_MS = 5 * 60_000
const TRIES = 5

const hashOf = (phone: string, code: string) => blindIndex(`otp:${phone}:${code}`)

/** Sends a six-digit code; the answer never tells whether the number has an account. Limits: 1 a minute, 5 an hour, 10 a day. */
export const sendCode: Command<z.output<typeof sendCodeSchema>, { sent: true; seconds: number }> = async (ctx, { phone, purpose }) => {
  await consume('otp-minute', phone, 1, 60)
  await consume('otp-hour', phone, 5, 3600)
  await consume('otp-day', phone, 10, 86_400)
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  await ctx.transaction(async (tx) => {
    const made = await tx.oneTimeCode.create({
      data: { phone, purpose, codeHash: hashOf(phone, code), createdAt: ctx.clock.now(), expiresAt: new Date(ctx.clock.now().getTime() + LIFE_MS) },
    })
    const body = `验证码 ${code}，5 分钟内有效。不要告诉别人，工作人员也不会问你要。`
    await notify(tx, { channel: 'sms', recipient: phone, template: 'identity.code', body, dedupeKey: `otp:${made.id}` })
  })
  return { sent: true, seconds: 60 }
}

/**
 * Uses a code up, in a transaction of its own: a wrong try must count even though the command is refused. Five wrong
 * tries end a code. Throws `invalid` on the field `code`.
 */
export async function consumeCode(ctx: Ctx, phone: string, purpose: string, code: string): Promise<void> {
  const fault = await ctx.transaction(async (tx) => {
    const latest = await tx.oneTimeCode.findFirst({
      where: { phone, purpose, consumedAt: null, expiresAt: { gt: ctx.clock.now() }, attempts: { lt: TRIES } },
      orderBy: { createdAt: 'desc' },
    })
    if (!latest) return 'code.expired'
    const right = equalBytes(latest.codeHash, hashOf(phone, code))
    const used = await tx.oneTimeCode.updateMany({
      where: { id: latest.id, consumedAt: null, attempts: latest.attempts },
      data: right ? { consumedAt: ctx.clock.now() } : { attempts: { increment: 1 } },
    })
    if (used.count !== 1) return 'code.expired'
    return right ? null : 'code.wrong'
  })
  if (fault) throw AppError.invalid({ code: fault })
}
