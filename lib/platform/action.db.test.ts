// The wrapper of every server action, with real session rows: who gets past it, and that nothing is run for anybody else.
import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import type { Actor } from '@/lib/kernel/actor'
import { type MadePerson, makePerson } from '@/prisma/factories/people'
import { action } from './action'
import { sha256Hex } from './crypto'
import { db } from './db'
import { env } from './env'
import { sessionCookie } from './session'

const request = { headers: new Headers(), cookies: new Map<string, string>() }
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => (request.cookies.has(name) ? { name, value: request.cookies.get(name) } : undefined),
    delete: (name: string) => request.cookies.delete(name),
  }),
}))

let clerk: MadePerson
let sid: string
const own = 'http://127.0.0.1:3000'
const ran: (Actor | null)[] = []
const schema = z.strictObject({ word: z.string().max(5, 'text.too_long:5:6') })
const door = action('test.door', schema, async (ctx, input) => {
  ran.push(ctx.actor)
  return { word: input.word, roles: [...(ctx.actor?.roles ?? [])] }
})
const openDoor = action('test.open', schema, async (ctx) => ({ who: ctx.actor?.userId ?? null }), { anonymous: true })

const call = (input: unknown = { word: 'ja' }, key: string = randomUUID()) => door({ key, input } as Parameters<typeof door>[0])

beforeAll(async () => {
  await openTestDatabase()
  clerk = await makePerson(db, '何静', ['intake'])
})
afterAll(closeTestDatabase)

beforeEach(async () => {
  ran.length = 0
  sid = randomUUID()
  const now = new Date()
  await db.session.create({
    data: { id: sha256Hex(sid), userId: clerk.userId, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 3_600_000) },
  })
  request.headers = new Headers({ origin: own, host: '127.0.0.1:3000' })
  request.cookies = new Map([[sessionCookie, await encode({ token: { sub: clerk.userId, sid }, secret: env().AUTH_SECRET })]])
})

const session = () => ({ where: { id: sha256Hex(sid) } })

test('a signed-in person on our own page gets through, with the rights of the database', async () => {
  expect(await call()).toEqual({ ok: true, value: { word: 'ja', roles: ['intake'] } })
})

test.each([
  ['no origin', null],
  ['another site', 'https://elsewhere.example'],
  ['null', 'null'],
  ['another port', 'http://127.0.0.1:3001'],
  ['another scheme', 'https://127.0.0.1:3000'],
])('refused before anything runs: %s', async (_, origin) => {
  request.headers = new Headers({ ...(origin === null ? {} : { origin }), host: '127.0.0.1:3000' })
  expect(await call()).toMatchObject({ ok: false, kind: 'denied', code: 'origin.refused' })
  expect(await openDoor({ key: '', input: { word: 'ja' } })).toMatchObject({ code: 'origin.refused' })
  expect(ran).toEqual([])
})

test('forged Host and X-Forwarded-Host help nobody', async () => {
  const origin = 'https://elsewhere.example'
  request.headers = new Headers({ origin, host: 'elsewhere.example', 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https' })
  expect(await call()).toMatchObject({ code: 'origin.refused' })
})

test('without a session: told to sign in, and only an open door opens', async () => {
  request.cookies.clear()
  expect(await call()).toMatchObject({ kind: 'unauthenticated', code: 'session.missing' })
  expect(await openDoor({ key: '', input: { word: 'ja' } })).toEqual({ ok: true, value: { who: null } })
  expect(ran).toEqual([])
})

test('a cookie that we did not make is nobody', async () => {
  for (const value of ['garbage', 'a.b.c', await encode({ token: { sub: clerk.userId, sid }, secret: 'another-secret-another-secret-another' })]) {
    request.cookies.set(sessionCookie, value)
    expect(await call()).toMatchObject({ code: 'session.missing' })
  }
})

test('a session counts only for the account it was made for', async () => {
  const other = await makePerson(db, '谭维', ['intake'])
  request.cookies.set(sessionCookie, await encode({ token: { sub: other.userId, sid }, secret: env().AUTH_SECRET }))
  expect(await call()).toMatchObject({ code: 'session.missing' })
})

test('revoked, expired and idle sessions are over at the next request', async () => {
  const past = (ms: number) => new Date(Date.now() - ms)
  for (const data of [
    { revokedAt: new Date() },
    { revokedAt: null, expiresAt: past(1) },
    { expiresAt: new Date(Date.now() + 1e6), lastSeenAt: past(2 * 3_600_000 + 1000) },
  ]) {
    await db.session.update({ ...session(), data })
    expect(await call()).toMatchObject({ code: 'session.missing' })
  }
})

test('a disabled account and a revoked role take effect at once', async () => {
  await db.roleGrant.updateMany({ where: { userId: clerk.userId }, data: { revokedAt: new Date() } })
  expect(await call()).toMatchObject({ ok: true, value: { roles: [] } })
  await db.roleGrant.updateMany({ where: { userId: clerk.userId }, data: { revokedAt: null } })
  await db.user.update({ where: { id: clerk.userId }, data: { disabledAt: new Date() } })
  expect(await call()).toMatchObject({ code: 'session.missing' })
  await db.user.update({ where: { id: clerk.userId }, data: { disabledAt: null } })
})

test('unknown keys, wrong types and nothing at all are told by field, and nothing runs', async () => {
  expect(await call({ word: 'ja', admin: true })).toMatchObject({ kind: 'invalid', fields: { admin: 'field.not_allowed' } })
  expect(await call({ word: 'too long' })).toMatchObject({ kind: 'invalid', fields: { word: 'text.too_long:5:6' } })
  expect(await call(null)).toMatchObject({ kind: 'invalid' })
  expect(await door(undefined as never)).toMatchObject({ kind: 'invalid' })
  expect(await door(null as never)).toMatchObject({ kind: 'invalid' })
  expect(ran).toEqual([])
})

test('an unexpected failure shows a number, never its text', async () => {
  const broken = action('test.broken', schema, async () => {
    throw new Error('password of the database is …')
  })
  const answer = await broken({ key: '', input: { word: 'ja' } })
  expect(answer).toMatchObject({ ok: false, kind: 'unavailable', code: 'system.failed', ref: expect.stringMatching(/^[0-9a-f]{8}$/) })
  expect(JSON.stringify(answer)).not.toContain('password')
})
