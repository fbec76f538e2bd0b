// Sessions over HTTP: the row in the database decides at every request, the cookie only names it.
import { expect, test } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { installedSecret, makeGateAccount, withAppDatabase } from '../support/app-database'
import { demoPassword } from '../support/browser'
import { baseURL, signedInVisitor, visitor } from '../support/http'

const cookieOf = async (client: Awaited<ReturnType<typeof visitor>>) => {
  const cookie = (await client.storageState()).cookies.find((one) => one.name.endsWith('climber'))
  if (!cookie) throw new Error('no session cookie')
  return cookie
}
const room = '/admin/audit'
const us = ['gate-auditor', 'gate-auditor-2']
test.beforeAll(async () => {
  for (const login of us) await makeGateAccount(login)
})

const with_ = (name: string, value: string) => ({ headers: { cookie: `${name}=${value}` } })

test('the cookie is closed to scripts, and the session route shows only when it ends', async () => {
  const clerk = await signedInVisitor('gate-auditor')
  const cookie = await cookieOf(clerk)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const shown = await (await clerk.get('/api/auth/session')).json()
  expect(Object.keys(shown)).toEqual(['expires'])
  await clerk.dispose()
})

test('a revoked row ends the session at the next request, and a copy of the cookie is worth nothing', async () => {
  const clerk = await signedInVisitor('gate-auditor')
  const copy = await cookieOf(clerk)
  expect((await clerk.get(room)).status()).toBe(200)
  await withAppDatabase((client) =>
    client.query("UPDATE session SET revoked_at = now() WHERE user_id = (SELECT id FROM app_user WHERE login_name = 'gate-auditor') AND revoked_at IS NULL"),
  )
  const after = await clerk.get(room)
  expect([after.status(), new URL(after.headers().location ?? '', baseURL).pathname]).toEqual([307, '/sign-in'])
  const thief = await visitor()
  expect((await thief.get(room, with_(copy.name, copy.value))).status()).toBe(307)
  await clerk.dispose()
  await thief.dispose()
})

test('a role taken away is gone at the next request', async () => {
  const person = await signedInVisitor('gate-auditor-2')
  expect((await person.get(room)).status()).toBe(200)
  const change = (sql: string) =>
    withAppDatabase((client) =>
      client.query(`UPDATE role_grant SET revoked_at = ${sql} WHERE user_id = (SELECT id FROM app_user WHERE login_name = 'gate-auditor-2')`),
    )
  try {
    await change('now()')
    expect((await person.get(room)).status()).not.toBe(200)
  } finally {
    await change('NULL')
  }
  expect((await person.get(room)).status()).toBe(200)
  await person.dispose()
})

test('a disabled account is out at the next request', async () => {
  const person = await signedInVisitor('gate-auditor-2')
  const change = (sql: string) => withAppDatabase((client) => client.query(`UPDATE app_user SET disabled_at = ${sql} WHERE login_name = 'gate-auditor-2'`))
  try {
    await change('now()')
    expect((await person.get(room)).status()).toBe(307)
  } finally {
    await change('NULL')
  }
  await person.dispose()
})

test('garbage, a cookie with another secret, and one without a row are nobody', async () => {
  const client = await signedInVisitor('gate-auditor')
  const { name } = await cookieOf(client)
  const user = await withAppDatabase(async (db) => (await db.query("SELECT id FROM app_user WHERE login_name = 'gate-auditor'")).rows[0].id as string)
  const nobody = await visitor()
  const forged = [
    'garbage',
    'eyJhbGciOiJub25lIn0.e30.',
    await encode({ token: { sub: user, sid: 'x' }, secret: 'another-secret-another-secret-another' }),
    await encode({ token: { sub: user, sid: 'no-such-row' }, secret: installedSecret('AUTH_SECRET') }),
  ]
  for (const value of forged) expect((await nobody.get(room, with_(name, value))).status()).toBe(307)
  await client.dispose()
  await nobody.dispose()
})

test('a wrong password and a wrong csrf token sign nobody in', async () => {
  const client = await visitor()
  const { csrfToken } = await (await client.get('/api/auth/csrf')).json()
  const tryIn = (form: Record<string, string>) =>
    client.post('/api/auth/callback/credentials', { form: { name: 'bank', json: 'true', ...form }, headers: { origin: baseURL } })
  expect((await tryIn({ csrfToken, password: 'not the password' })).status()).toBe(401)
  await tryIn({ csrfToken: 'wrong', password: demoPassword })
  expect((await client.storageState()).cookies.some((cookie) => cookie.name.endsWith('climber'))).toBe(false)
  await client.dispose()
})
