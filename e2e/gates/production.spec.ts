// What the demo shows and production must not have: the on-screen telephone, the demo's accounts and their password. The
// same build, started as production. Needs the built app.
import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { serverFile, startWebProcesses } from '../support/web-processes'

const port = Number(process.env.PRODUCTION_PORT ?? 3291)
const address = `http://127.0.0.1:${port}`
const traces = /演示|demo-accounts|Climber-2026|\/sms/

test.skip(!existsSync(serverFile), 'needs the built app')

test('production has no on-screen telephone and says nothing of the demo', async ({ baseURL, request }) => {
  // the demo itself has both: what is looked for below can be found
  expect((await request.get(`${baseURL}/sms`)).status()).toBe(200)
  expect(await (await request.get(`${baseURL}/sign-in`)).text()).toMatch(traces)
  const web = await startWebProcesses(port, { APP_ENV: 'production', NEXTAUTH_URL: 'https://climber.example' })
  try {
    for (const path of ['/sms', '/sms?phone=19907302047']) {
      const answer = await request.get(`${address}${path}`)
      expect(answer.status()).toBe(404)
      expect(await answer.text()).not.toContain('验证码')
    }
    for (const path of ['/sign-in', '/sign-in/code', '/register']) {
      const answer = await request.get(`${address}${path}`)
      expect(answer.status()).toBe(200)
      expect(await answer.text()).not.toMatch(traces)
    }
  } finally {
    web.kill('SIGTERM')
  }
})
