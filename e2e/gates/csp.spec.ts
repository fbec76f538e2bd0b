// One policy per document, the right one for each kind of page, and a browser that has nothing to complain about.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { complaintsOf, signedIn } from '../support/browser'
import { isBuilt, visitor } from '../support/http'

const publicPages = [
  '/',
  '/measures',
  '/measures/office',
  '/check',
  '/track',
  '/verify',
  '/numbers',
  '/sign-in',
  '/register',
  '/no/such/page',
  '/measures/no-such-guide',
]

for (const path of publicPages)
  test(`${path}: exactly one policy, and the other headers`, async () => {
    const client = await visitor()
    const answer = await client.get(path)
    const policies = answer.headersArray().filter((header) => header.name.toLowerCase() === 'content-security-policy')
    if ((await isBuilt()) || policies.length > 0) {
      expect(policies).toHaveLength(1)
      const policy = policies[0]?.value ?? ''
      expect(policy).toContain("object-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? ''
      expect(scripts).toMatch(/'nonce-|'sha256-/)
      expect(scripts).not.toContain("'unsafe-inline'")
    }
    expect(answer.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' })
    expect(answer.headers()['x-powered-by']).toBeUndefined()
    await client.dispose()
  })

test('every prerendered page is one that proxy.ts leaves to the cache', async () => {
  test.skip(!(await isBuilt()), 'needs the built app')
  const manifest: { routes: Record<string, unknown>; dynamicRoutes: Record<string, unknown> } = JSON.parse(
    readFileSync('.next/prerender-manifest.json', 'utf8'),
  )
  const prerendered = Object.keys(manifest.routes).filter((route) => !route.startsWith('/_') && !/\.(?:ico|png|svg|txt|xml|json|webmanifest)$/.test(route))
  expect(prerendered).toEqual(expect.arrayContaining(['/', '/measures', '/measures/office']))
  const client = await visitor()
  for (const route of prerendered) expect((await client.get(route)).headers()['content-security-policy'], route).toMatch(/'sha256-/)
  await client.dispose()
})

test('a cached page carries hashes and stays cached', async () => {
  test.skip(!(await isBuilt()), 'needs the built app')
  const client = await visitor()
  await client.get('/measures')
  const answer = await client.get('/measures')
  expect(answer.headers()['content-security-policy']).toContain("'sha256-")
  expect(answer.headers()['x-nextjs-cache']).toBe('HIT')
  await client.dispose()
})

test('no complaint of the browser on the pages of the public', async ({ page }) => {
  const complaints = complaintsOf(page)
  for (const path of publicPages.slice(0, -2)) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
  }
  expect(complaints).toEqual([])
})

for (const [login, paths] of [
  ['founder', ['/my', '/my/applications', '/my/messages']],
  ['clerk', ['/counter', '/counter/people']],
  ['space', ['/counter/space']],
  ['auditor', ['/admin/audit', '/admin/jobs']],
] as const)
  test(`no complaint of the browser in the rooms of ${login}`, async ({ browser }) => {
    const page = await signedIn(browser, login)
    const complaints = complaintsOf(page)
    for (const path of paths) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })
