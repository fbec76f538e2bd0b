// Server actions over HTTP, called the way an attacker would: with the identifiers of the build and whatever headers he
// likes. Next lets a missing Origin, a forged Host and another scheme pass; our wrapper does not.
import { readFileSync } from 'node:fs'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { withAppDatabase } from '../support/app-database'
import { baseURL, isBuilt, signedInVisitor, visitor } from '../support/http'

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName?: string; readonly filename?: string }>>
}

let manifest: Manifest = { node: {} }

/** Identifier of an action by the file and the name that it is exported with. */
const idOf = (file: string, name: string): string | undefined =>
  Object.entries(manifest.node).find(([, action]) => action.exportedName === name && action.filename?.includes(file))?.[0]

const missingCase = { caseNo: 'GW-2026-9999-X', version: 1 }
const key = '11111111-1111-4111-8111-111111111111'

/** Posts an action; the answer is the line of the flight stream that carries our wire result, or the text Next says. */
async function call(client: APIRequestContext, id: string, path: string, headers: Record<string, string>, args: unknown[]) {
  const answer = await client.post(path, {
    headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component', ...headers },
    data: JSON.stringify(args),
  })
  const text = await answer.text()
  const wire = /^\w+:(\{"ok".*\})$/m.exec(text)?.[1]
  return { status: answer.status(), wire: wire ? (JSON.parse(wire) as { ok: boolean; code?: string; fields?: Record<string, string> }) : null, text }
}

const denials = (code: string) =>
  withAppDatabase(async (client) =>
    Number((await client.query("SELECT count(*) AS n FROM audit_event WHERE outcome = 'denied' AND reason = $1", [code])).rows[0].n),
  )

test.describe('server actions from outside', () => {
  const path = '/counter'
  let clerk: APIRequestContext
  let nobody: APIRequestContext
  let id: string

  test.beforeAll(async () => {
    manifest = JSON.parse(readFileSync(`.next/${(await isBuilt()) ? '' : 'dev/'}server/server-reference-manifest.json`, 'utf8'))
    clerk = await signedInVisitor('clerk')
    nobody = await visitor()
    await clerk.get(path)
    id = idOf('app/counter/(queue)/actions', 'accept') ?? ''
    expect(id, 'the action is in the manifest of the build').toMatch(/^[0-9a-f]{20,}$/)
  })
  test.afterAll(async () => {
    await clerk?.dispose()
    await nobody?.dispose()
  })

  test('from our own page the command is reached and says what it must', async () => {
    expect((await call(clerk, id, path, { origin: baseURL }, [{ key, input: missingCase }])).wire).toMatchObject({ ok: false, code: 'not_found' })
  })

  const forged: readonly (readonly [string, Record<string, string>])[] = [
    ['no Origin', {}],
    ['a foreign Origin', { origin: 'https://elsewhere.example' }],
    ['Origin null', { origin: 'null' }],
    ['another port', { origin: baseURL.replace(/:\d+$/, ':1') }],
    ['another scheme', { origin: baseURL.replace('http:', 'https:') }],
    ['a foreign Origin and X-Forwarded-Host of the same name', { origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' }],
    ['a foreign Origin and a forged Host', { origin: 'https://elsewhere.example', host: 'elsewhere.example' }],
  ]
  for (const [name, headers] of forged)
    test(`refused: ${name}`, async () => {
      const before = await denials('origin.refused')
      const seen = await call(clerk, id, path, headers, [{ key, input: missingCase }])
      // Next refuses some of them itself; what it lets pass must be refused by us, in the audit too
      if (seen.wire) {
        expect(seen.wire).toMatchObject({ ok: false, code: 'origin.refused' })
        expect(await denials('origin.refused')).toBe(before + 1)
      } else expect(seen.status).toBeGreaterThanOrEqual(400)
    })

  test('refused: no session, however right the rest is', async () => {
    expect((await call(nobody, id, path, { origin: baseURL }, [{ key, input: missingCase }])).wire).toMatchObject({ ok: false, code: 'session.missing' })
  })

  test('refused: a key that the form does not have, a wrong type, no argument, null', async () => {
    const send = async (args: unknown[]) => (await call(clerk, id, path, { origin: baseURL }, args)).wire
    expect(await send([{ key, input: { ...missingCase, role: 'leader' } }])).toMatchObject({ code: 'input.invalid', fields: { role: 'field.not_allowed' } })
    expect(await send([{ key, input: { caseNo: ['GW-2026-9999-X'], version: 1 } }])).toMatchObject({ code: 'input.invalid' })
    expect(await send([])).toMatchObject({ code: 'input.invalid' })
    expect(await send([null])).toMatchObject({ code: 'input.invalid' })
  })

  test('every action of the build refuses a stranger who posts to it from nowhere', async () => {
    const ours = Object.entries(manifest.node).filter(([, action]) => action.filename?.startsWith('app/'))
    expect(ours.length).toBeGreaterThan(10)
    for (const [other, action] of ours) {
      const seen = await call(nobody, other, '/sign-in', {}, [{ key, input: {} }])
      const title = `${action.filename} ${action.exportedName}`
      if (seen.wire) expect(seen.wire, title).toMatchObject({ ok: false })
      // signOut leads home whoever asks; an action of another page is unknown here
      else if (action.exportedName !== 'signOut') expect([404, 409, 500], title).toContain(seen.status)
    }
  })

  test('signing somebody out from another site does not work', async () => {
    const signOut = idOf('app/(account)/actions', 'signOut') ?? ''
    await call(clerk, signOut, path, { origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' }, [])
    await call(clerk, signOut, path, {}, [])
    expect((await clerk.get(path)).status()).toBe(200)
  })

  test('a body that is too large is refused', async () => {
    const seen = await call(clerk, id, path, { origin: baseURL }, [{ key, input: { ...missingCase, caseNo: 'x'.repeat(1_200_000) } }])
    expect(seen.wire?.ok ?? false).toBe(false)
    expect(seen.status).toBeGreaterThanOrEqual(400)
  })
})
