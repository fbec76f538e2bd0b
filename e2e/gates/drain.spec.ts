// Stopping and replacing web processes while they serve (gate G0.8): own processes on an own port, the database of the app
// under test. Needs the built app.
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import http from 'node:http'
import { expect, test } from '@playwright/test'
import { serverFile, startWebProcesses } from '../support/web-processes'

const port = Number(process.env.DRAIN_PORT ?? 3290)

const startWeb = () => startWebProcesses(port)

const exitOf = (child: ChildProcess) => new Promise<number | null>((done) => (child.exitCode === null ? child.once('exit', done) : done(child.exitCode)))

interface Answer {
  readonly status: number
  readonly ms: number
}

/** A request whose body takes `ms` to arrive: the process has it in hand all that time. */
function slowRequest(ms: number): Promise<Answer> {
  const began = Date.now()
  const body = JSON.stringify({ answers: {} })
  return new Promise((done, fail) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        path: '/api/v1/eligibility',
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', 'content-length': body.length },
      },
      (response) => {
        response.resume()
        response.on('end', () => done({ status: response.statusCode ?? 0, ms: Date.now() - began }))
      },
    )
    request.once('error', fail)
    request.write(body.slice(0, 3))
    setTimeout(() => request.end(body.slice(3)), ms)
  })
}

function get(agent: http.Agent | false, where = '/healthz/live'): Promise<number> {
  return new Promise((done, fail) => {
    const request = http.get({ host: '127.0.0.1', port, path: where, agent }, (response) => {
      response.resume()
      response.on('end', () => done(response.statusCode ?? 0))
    })
    request.once('error', fail)
  })
}

test.describe.configure({ mode: 'serial' })
test.skip(!existsSync(serverFile), 'needs the built app')

test('SIGTERM: the request in hand is answered, new ones are refused, nothing is left', async () => {
  const web = await startWeb()
  try {
    const slow = slowRequest(10_000)
    await new Promise((done) => setTimeout(done, 1000))
    const asked = Date.now()
    web.kill('SIGTERM')
    await new Promise((done) => setTimeout(done, 500))
    await expect(get(false)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/)
    const answer = await slow
    expect(answer.status).toBeGreaterThanOrEqual(200)
    expect(answer.status).toBeLessThan(500)
    expect(answer.ms).toBeGreaterThanOrEqual(10_000)
    expect(await exitOf(web)).toBe(0)
    process.stdout.write(`SIGTERM: answered ${answer.status} after ${answer.ms} ms, gone ${Date.now() - asked} ms after the signal\n`)
  } finally {
    web.kill('SIGKILL')
  }
})

test('SIGHUP: both processes are replaced under fifty requests a second, and none fails', async () => {
  const web = await startWeb()
  const agent = new http.Agent({ keepAlive: true, maxSockets: 10 })
  try {
    const seen = { asked: 0, failed: [] as string[] }
    const ask = () => {
      seen.asked += 1
      get(agent, seen.asked % 5 === 0 ? '/api/v1/stats' : '/healthz/live').then(
        (status) => status !== 200 && seen.failed.push(String(status)),
        (error: Error) => seen.failed.push(error.message),
      )
    }
    const load = setInterval(ask, 20)
    await new Promise((done) => setTimeout(done, 1000))
    const slow = slowRequest(3000)
    web.kill('SIGHUP')
    expect((await slow).status).toBeLessThan(500)
    await new Promise((done) => setTimeout(done, 14_000))
    clearInterval(load)
    await new Promise((done) => setTimeout(done, 1000))
    process.stdout.write(`SIGHUP: ${seen.asked} requests, ${seen.failed.length} failed\n`)
    expect(seen.asked).toBeGreaterThan(500)
    expect(seen.failed).toEqual([])
    web.kill('SIGTERM')
    expect(await exitOf(web)).toBe(0)
  } finally {
    agent.destroy()
    web.kill('SIGKILL')
  }
})
