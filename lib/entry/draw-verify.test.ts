import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { verifyDraw } from './draw-verify'

const vectorFile = 'lib/foundation/draw/model/vector.json'
const vector = JSON.parse(readFileSync(vectorFile, 'utf8'))
const folder = mkdtempSync(path.join(tmpdir(), 'draw-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(value: unknown): string {
  const file = path.join(folder, 'draw.json')
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}
type Entry = { rank: number; ticket: string; result: string; priorityClass: number; entryNo: string }
const withEntry = (at: number, change: (entry: Entry) => object) => ({
  ...vector,
  entries: vector.entries.map((entry: Entry, i: number) => (i === at ? { ...entry, ...change(entry) } : entry)),
})

test('the vector of the contract verifies', async () => {
  expect(await verifyDraw(vectorFile)).toEqual({ line: 'VERIFIED 12 entries', code: 0 })
})

test.each([
  [
    'another public value',
    { ...vector, publicValue: '2026-12-01 3888.89' },
    /^DIFFERENT vector GY-2026-\d{4} ticket: published [0-9a-f]{64}, computed [0-9a-f]{64}$/,
  ],
  ['another secret', { ...vector, secret: vector.secret.replace(/^00/, '01') }, /^DIFFERENT vector commit: /],
  ['a number exchanged', withEntry(7, () => ({ entryNo: 'GY-2026-0099' })), /^DIFFERENT vector entriesHash: /],
  ['a class raised', withEntry(7, () => ({ priorityClass: 1 })), /^DIFFERENT vector entriesHash: /],
  ['a rank exchanged', withEntry(1, () => ({ rank: 3 })), /^DIFFERENT vector GY-2026-0009 rank: published 3, computed 2$/],
  ['somebody moved up', withEntry(9, () => ({ result: 'offered' })), /^DIFFERENT vector GY-2026-0008 result: published offered, computed waitlisted$/],
  ['somebody left out', { ...vector, entries: vector.entries.slice(1) }, /^DIFFERENT vector entriesHash: /],
  ['an earlier run turned', { ...vector, previousRuns: [{ ...vector, id: 'first', publicValue: 'x' }] }, /^DIFFERENT first GY-/],
  ['no record', { hello: 1 }, /not the record of a draw/],
  ['no JSON', '{', /not JSON/],
])('%s does not', async (_name, value, line) => {
  const answer = await verifyDraw(written(value))
  expect(answer.line).toMatch(line)
  expect(answer.code).toBe(1)
})

test('an earlier run is computed again as well', async () => {
  expect((await verifyDraw(written({ ...vector, previousRuns: [{ ...vector, id: 'first' }] }))).code).toBe(0)
})

test('from an address: the record, or the page of the draw; a missing one is said', async () => {
  const server = createServer((request, response) => {
    const known = request.url === '/api/v1/draws/YH-2026-0001'
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(known ? JSON.stringify(vector) : '{}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    expect(await verifyDraw(`${origin}/api/v1/draws/YH-2026-0001`)).toEqual({ line: 'VERIFIED 12 entries', code: 0 })
    expect(await verifyDraw(`${origin}/draws/YH-2026-0001`)).toMatchObject({ code: 0 })
    expect(await verifyDraw(`${origin}/draws/YH-2026-0002`)).toMatchObject({ code: 1, line: expect.stringContaining('404') })
  } finally {
    server.close()
  }
})

// two processes are started: seconds on a busy machine
test('as a command, without a database', () => {
  const run = (file: string) =>
    spawnSync(process.execPath, ['lib/entry/run.mjs', 'draw-verify', file], { encoding: 'utf8', env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '' } })
  expect(run(vectorFile)).toMatchObject({ status: 0, stdout: expect.stringContaining('VERIFIED 12 entries\n') })
  expect(run(written({ ...vector, units: 6 }))).toMatchObject({ status: 1, stdout: expect.stringContaining('DIFFERENT vector GY-2026-0011 result') })
}, 60_000)
