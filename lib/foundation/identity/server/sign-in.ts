import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { randomToken, sha256Hex } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { consume, giveBack } from '@/lib/platform/rate-limit'
import { SESSION_MS } from '@/lib/platform/session'
import { parseMobile } from '../model/phone'
import { signInCodeSchema, signInSchema } from '../model/schema'
import { consumeCode } from './codes'
import { passwordMatches } from './password'

export interface SignedIn {
  readonly id: string
  readonly sid: string
}

const WINDOW_SECONDS = 900
const TRIES_PER_CALLER = 5
/** Whoever comes from many addresses: the address is what a proxy says, and without a proxy what the caller says. */
const TRIES_PER_ACCOUNT = 20

/** The one path by which a session begins, whatever proved the person. */
async function openSession(ctx: Ctx, userId: string, userAgent: string | null, by: 'password' | 'code'): Promise<SignedIn> {
  const sid = randomToken(24)
  const id = sha256Hex(sid)
  const now = ctx.clock.now()
  await ctx.transaction(async (tx) => {
    const { person } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { person: { select: { id: true, name: true } } } })
    const actor: Actor = { userId, personId: person.id, name: person.name, roles: new Set(), departments: new Set(), sessionId: id }
    await tx.session.create({
      data: {
        id,
        userId,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_MS),
        userAgent: userAgent?.slice(0, 200) ?? null,
      },
    })
    await recordAudit(tx, { ...ctx, actor }, { type: 'identity.sign_in', subject: { kind: 'user', id: userId }, detail: { by } })
  })
  return { id: userId, sid }
}

async function refused(ctx: Ctx, userId: string | undefined, reason: string): Promise<null> {
  await recordAudit(db, ctx, { type: 'identity.sign_in', subject: { kind: 'user', id: userId ?? 'unknown' }, outcome: 'denied', reason })
  return null
}

/**
 * Checks name (demo name, address or mobile number) and password and opens a session row. Answers null for any mismatch,
 * the same and after the same time. Five failures per account and address of the caller in fifteen minutes, twenty per account.
 */
export async function signIn(credentials: unknown, caller: string, userAgent: string | null): Promise<SignedIn | null> {
  const parsed = signInSchema.safeParse(credentials)
  if (!parsed.success) return null
  const typed = parsed.data.name.normalize('NFKC').toLowerCase()
  const phone = parseMobile(typed)
  const user = await db.user.findFirst({ where: { OR: [{ loginName: typed }, { email: typed }, ...(phone.ok ? [{ phone: phone.value }] : [])] } })
  const account = user?.id ?? typed
  const tries = `${account}:${caller}`
  await consume('sign-in', tries, TRIES_PER_CALLER, WINDOW_SECONDS)
  await consume('sign-in-account', account, TRIES_PER_ACCOUNT, WINDOW_SECONDS)
  const ctx = makeCtx(null)
  if (!(await passwordMatches(user?.passwordHash, parsed.data.password)) || !user || user.disabledAt) return refused(ctx, user?.id, 'credentials')
  await giveBack('sign-in', tries)
  await giveBack('sign-in-account', account)
  return openSession(ctx, user.id, userAgent, 'password')
}

/**
 * Checks a mobile number and the code that was sent to it. Answers null for a wrong or used code, whoever the number
 * belongs to; only somebody who holds the telephone learns that it has no account (`no_account`).
 */
export async function signInByCode(credentials: unknown, caller: string, userAgent: string | null): Promise<SignedIn | null> {
  const parsed = signInCodeSchema.safeParse(credentials)
  if (!parsed.success) return null
  const { phone, code } = parsed.data
  await consume('sign-in-code', `${phone}:${caller}`, 2 * TRIES_PER_CALLER, WINDOW_SECONDS)
  const ctx = makeCtx(null)
  try {
    await consumeCode(ctx, phone, 'sign_in', code)
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return refused(ctx, undefined, 'code')
    throw error
  }
  const user = await db.user.findUnique({ where: { phone } })
  if (!user) throw AppError.rule('no_account')
  return user.disabledAt ? refused(ctx, user.id, 'disabled') : openSession(ctx, user.id, userAgent, 'code')
}
