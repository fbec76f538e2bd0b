import 'server-only'
import { recordAudit } from '@/lib/platform/audit'
import { makeCtx } from '@/lib/platform/command'
import { randomToken, sha256Hex } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { consume, giveBack } from '@/lib/platform/rate-limit'
import { SESSION_MS } from '@/lib/platform/session'
import { parseMobile } from '../model/phone'
import { signInSchema } from '../model/schema'
import { passwordMatches } from './password'

export interface SignedIn {
  readonly id: string
  readonly sid: string
}

/**
 * Checks name (demo name, address or mobile number) and password and opens a session row. Answers null for any mismatch,
 * the same and after the same time. Five failures per account and address of the caller in fifteen minutes.
 */
export async function signIn(credentials: unknown, caller: string, userAgent: string | null): Promise<SignedIn | null> {
  const parsed = signInSchema.safeParse(credentials)
  if (!parsed.success) return null
  const typed = parsed.data.name.normalize('NFKC').toLowerCase()
  const phone = parseMobile(typed)
  const user = await db.user.findFirst({
    where: { OR: [{ loginName: typed }, { email: typed }, ...(phone.ok ? [{ phone: phone.value }] : [])] },
    include: { person: { select: { name: true } } },
  })
  const tries = `${user?.id ?? typed}:${caller}`
  await consume('sign-in', tries, 5, 900)
  const ctx = makeCtx(null)
  if (!(await passwordMatches(user?.passwordHash, parsed.data.password)) || !user || user.disabledAt) {
    await recordAudit(db, ctx, { type: 'identity.sign_in', subject: { kind: 'user', id: user?.id ?? 'unknown' }, outcome: 'denied', reason: 'credentials' })
    return null
  }
  await giveBack('sign-in', tries)
  const sid = randomToken(24)
  const now = ctx.clock.now()
  await ctx.transaction(async (tx) => {
    await tx.session.create({
      data: {
        id: sha256Hex(sid),
        userId: user.id,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_MS),
        userAgent: userAgent?.slice(0, 200) ?? null,
      },
    })
    await recordAudit(tx, ctx, { type: 'identity.sign_in', subject: { kind: 'user', id: user.id } })
  })
  return { id: user.id, sid }
}
