import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTestDatabase, openTestDatabase } from '@/e2e/support/db'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { actorOfSession } from '@/lib/platform/session'
import { makePerson } from '@/prisma/factories/people'
import { sendCode } from './codes'
import { register } from './commands/register'
import { hashPassword } from './password'
import { signIn, signInByCode } from './sign-in'

beforeAll(openTestDatabase)
afterAll(closeTestDatabase)

/** The code in the newest message to this number, as the telephone would show it. */
async function codeFor(phone: string): Promise<string> {
  const message = await db.outgoingMessage.findFirstOrThrow({ where: { recipient: phone }, orderBy: { createdAt: 'desc' } })
  return /\d{6}/.exec(message.body)?.[0] ?? ''
}
const send = (phone: string, purpose: 'register' | 'sign_in') => sendCode(makeCtx(null), { phone, purpose })
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('by code: one session path, live until it is revoked, with an audit row that names no number', async () => {
  const person = await makePerson(db, '周予安')
  await send(person.phone, 'sign_in')
  const code = await codeFor(person.phone)
  const session = await signInByCode({ phone: ` +86 ${person.phone} `, code }, '10.0.0.1', 'test')
  expect(session?.id).toBe(person.userId)
  expect((await actorOfSession(session?.sid ?? '', person.userId))?.name).toBe('周予安')
  await db.session.updateMany({ where: { userId: person.userId }, data: { revokedAt: new Date() } })
  expect(await actorOfSession(session?.sid ?? '', person.userId)).toBeNull()
  const row = await db.auditEvent.findFirstOrThrow({ where: { action: 'identity.sign_in', subjectId: person.userId } })
  expect([row.actorName, row.detail]).toEqual(['周予安', { by: 'code' }])
  expect(JSON.stringify(row.detail)).not.toContain(person.phone)
  // a code works once
  expect(await signInByCode({ phone: person.phone, code }, '10.0.0.1', 'test')).toBeNull()
})

test('a wrong code is answered the same whoever the number belongs to; the sixth try of a code is one too many', async () => {
  const person = await makePerson(db, '林知夏')
  const nobody = '19907399999'
  expect([await send(person.phone, 'sign_in'), await send(nobody, 'sign_in')]).toEqual([
    { sent: true, seconds: 60 },
    { sent: true, seconds: 60 },
  ])
  const right = await codeFor(person.phone)
  for (let i = 0; i < 5; i += 1) expect(await signInByCode({ phone: person.phone, code: other(right) }, `10.0.1.${i}`, null)).toBeNull()
  expect(await signInByCode({ phone: nobody, code: other(await codeFor(nobody)) }, '10.0.1.9', null)).toBeNull()
  expect(await signInByCode({ phone: person.phone, code: right }, '10.0.1.10', null)).toBeNull()
  // only whoever holds the telephone learns that there is no account
  await expect(signInByCode({ phone: nobody, code: await codeFor(nobody) }, '10.0.1.11', null)).rejects.toMatchObject({ code: 'no_account' })
  await expect(send(person.phone, 'sign_in')).rejects.toMatchObject({ kind: 'rate_limited' })
})

test('a disabled account does not get in by code either', async () => {
  const person = await makePerson(db, '石一鸣')
  await db.user.update({ where: { id: person.userId }, data: { disabledAt: new Date() } })
  await send(person.phone, 'sign_in')
  expect(await signInByCode({ phone: person.phone, code: await codeFor(person.phone) }, '10.0.2.1', null)).toBeNull()
})

test('password: guesses from ever new addresses end after twenty', async () => {
  const person = await makePerson(db, '许明澜')
  await db.user.update({ where: { id: person.userId }, data: { passwordHash: await hashPassword('correct horse battery') } })
  let refused = 0
  for (let i = 0; i < 24; i += 1)
    await signIn({ name: person.phone, password: 'wrong horse battery' }, `10.1.${i}.1`, null).catch((error) => {
      expect(error).toMatchObject({ kind: 'rate_limited' })
      refused += 1
    })
  expect(refused).toBe(4)
})

test('registration suggests the ledger row with the same number to the window and merges nothing', async () => {
  const phone = '19907388888'
  const imported = await db.person.create({ data: { state: 'imported', name: '唐若川', phone, source: 'ledger' } })
  await send(phone, 'register')
  const input = { name: '唐若川', phone, code: await codeFor(phone), password: 'correct horse battery', consent: true as const }
  const { userId } = await register(makeCtx(null), input)
  const { personId } = await db.user.findUniqueOrThrow({ where: { id: userId } })
  expect(personId).not.toBe(imported.id)
  expect((await db.person.findUniqueOrThrow({ where: { id: imported.id } })).mergedIntoId).toBeNull()
  const row = await db.auditEvent.findFirstOrThrow({ where: { action: 'person.merge_suggested', subjectId: personId } })
  expect(row.detail).toEqual({ from: imported.id, why: 'name_and_phone' })
  expect((await signIn({ name: phone, password: 'correct horse battery' }, '10.3.0.1', null))?.id).toBe(userId)
})
