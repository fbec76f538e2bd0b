import 'server-only'
import { cookies } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { type Actor, type RoleCode, roleCodes } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { clock } from './clock'
import { sha256Hex } from './crypto'
import { db } from './db'
import { env } from './env'

const https = (process.env.NEXTAUTH_URL ?? '').startsWith('https://')
export const sessionCookie = https ? '__Host-climber' : 'climber'

/** Hard limit of a session and the idle time after which it ends, in milliseconds. */
export const SESSION_MS = 8 * 3_600_000
const IDLE_MS = 2 * 3_600_000
const SEEN_EVERY_MS = 60_000

const isRole = (code: string): code is RoleCode => (roleCodes as readonly string[]).includes(code)

/**
 * Who is asking, read from the database at every request: the token only names the session row. An unreachable database
 * fails the request; it never makes anybody anonymous or somebody.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const raw = (await cookies()).get(sessionCookie)?.value
  if (!raw) return null
  const token = await decode({ token: raw, secret: env().AUTH_SECRET }).catch(() => null)
  if (!token?.sub || typeof token.sid !== 'string') return null
  return actorOfSession(token.sid, token.sub)
})

/** The actor of a live session, or null when it ended, was revoked, or its account is disabled. */
export async function actorOfSession(sid: string, userId: string): Promise<Actor | null> {
  const id = sha256Hex(sid)
  const row = await db.session.findUnique({
    where: { id },
    include: { user: { include: { person: { select: { id: true, name: true } }, grants: { where: { revokedAt: null } } } } },
  })
  const now = clock.now().getTime()
  if (!row || row.userId !== userId || row.revokedAt || row.user.disabledAt) return null
  if (row.expiresAt.getTime() <= now || now - row.lastSeenAt.getTime() > IDLE_MS) return null
  if (now - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await db.session.update({ where: { id }, data: { lastSeenAt: new Date(now) } })
  const { user } = row
  return {
    userId: user.id,
    personId: user.person.id,
    name: user.person.name,
    roles: new Set(user.grants.map((grant) => grant.roleCode).filter(isRole)),
    departments: new Set(user.grants.map((grant) => grant.departmentCode)),
    sessionId: id,
  }
}

/** For pages and commands that only signed-in people reach. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) throw new AppError('unauthenticated', 'session.missing')
  return actor
}

/** Ends the session row first: only then is the cookie taken away, so that a copy of it is worth nothing. */
export async function endSession(): Promise<void> {
  const actor = await currentActor()
  if (actor) await db.session.update({ where: { id: actor.sessionId }, data: { revokedAt: clock.now() } })
  ;(await cookies()).delete(sessionCookie)
}
