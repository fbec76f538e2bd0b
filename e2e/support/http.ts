// People as an HTTP client sees them: a cookie jar each, no browser. Redirects are answers here, never followed.
import { type APIRequestContext, expect, request } from '@playwright/test'
import { demoPassword } from './browser'

export const baseURL = process.env.BASE_URL ?? 'http://127.0.0.1:3000'

export const visitor = (): Promise<APIRequestContext> =>
  request.newContext({ baseURL, maxRedirects: 0, extraHTTPHeaders: { accept: 'text/html,application/json', connection: 'close' } })

/** Signs in the way the form does: the token of /api/auth/csrf, then the callback. */
export async function signedInVisitor(name: string, password = demoPassword): Promise<APIRequestContext> {
  const context = await visitor()
  const { csrfToken } = await (await context.get('/api/auth/csrf')).json()
  const answer = await context.post('/api/auth/callback/credentials', { form: { csrfToken, name, password, json: 'true' }, headers: { origin: baseURL } })
  expect(answer.status(), `${name} signs in`).toBe(200)
  expect((await context.storageState()).cookies.map((cookie) => cookie.name)).toEqual(expect.arrayContaining([expect.stringMatching(/climber$/)]))
  return context
}

/** The words of a page without scripts, styles and tags, so that two answers can be laid side by side. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The development server lets React evaluate code; the built app never does. Some gates need the built app. */
export async function isBuilt(): Promise<boolean> {
  const client = await visitor()
  const policy = (await client.get('/sign-in')).headers()['content-security-policy'] ?? ''
  await client.dispose()
  return !policy.includes('unsafe-eval')
}
