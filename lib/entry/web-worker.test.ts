// One web process in front of a server that throws at addresses it cannot read, as Next does.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(path.join(os.tmpdir(), 'climber-web-'))
let child: ChildProcess
let base: string

beforeAll(async () => {
  const server = path.join(folder, 'server.mjs')
  const answer = "(request, response) => response.end(decodeURIComponent(request.url.split('?')[0]))"
  writeFileSync(
    server,
    `import http from 'node:http'\nconst server = http.createServer(${answer})\nserver.listen(0, '127.0.0.1', () => process.send(server.address().port))\n`,
  )
  child = fork('lib/entry/web-worker.mjs', { env: { ...process.env, SERVER_JS: server } })
  base = await new Promise<string>((done) => child.once('message', (port) => done(`http://127.0.0.1:${port}`)))
})
afterAll(() => {
  child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test.each(['/%zz', '/measures/%', '/v/%E0%A4', '/%C3%28'])('%s is a wrong address, not a fault of the portal', async (address) => {
  const answer = await fetch(base + address)
  expect([answer.status, await answer.text()]).toEqual([400, '网址写得不对'])
})

test('the public interface answers it in its own form', async () => {
  const answer = await fetch(`${base}/api/v1/cases/%zz`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8'])
  expect(await answer.json()).toMatchObject({ status: 400, code: 'request.invalid', errors: [] })
})

test.each(['/', '/measures/office', '/%E5%B7%A5%E4%BD%8D', '/track?no=100%', '/track?no=100%25'])('%s goes through', async (address) => {
  expect((await fetch(base + address)).status).toBe(200)
})
