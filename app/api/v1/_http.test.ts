import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errorText } from '@/lib/i18n/errors'
import { AppError } from '@/lib/kernel/app-error'
import { bodyOf, decoded, endpoint, onlyAllows, Problem, publicJson, queryOf } from './_http'
import { openApiDocument } from './_openapi'
import { dueQuerySchema, problemSchema } from './_schemas'

const noParams = { params: Promise.resolve({}) }
const get = (query: string, headers: Record<string, string> = {}) => new Request(`http://127.0.0.1/api/v1/x${query}`, { headers })
const post = (body: string, type = 'application/json') => new Request('http://127.0.0.1/api/v1/x', { method: 'POST', body, headers: { 'content-type': type } })
const answerOf = async (work: (request: Request) => unknown, request: Request) => {
  const answer = await endpoint('test', async (r) => publicJson(r, await work(r)))(request, noParams)
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}
const due = (query: string) => answerOf((request) => queryOf(request, dueQuerySchema), get(query))

describe('queries', () => {
  test('what fits passes; of a name given twice the first counts', async () => {
    expect(await due('?from=2026-11-24&workingDays=5&workingDays=x')).toMatchObject({ status: 200, body: { from: '2026-11-24', workingDays: '5' } })
  })

  test.each([
    ['?from=2026-11-24&workingDays=5&foo=1', 'foo', 'parameter.unknown'],
    ['?workingDays=5', 'from', 'parameter.missing'],
    ['?from=2026-02-30&workingDays=5', 'from', 'date.day'],
    ['?from=1999-12-31&workingDays=5', 'from', 'date.range'],
    ['?from=2026-11-24&workingDays=2001', 'workingDays', 'count.range:0:2000'],
    ['?from=2026-11-24&workingDays=-1', 'workingDays', 'count.range:0:2000'],
    ['?from=2026-11-24&workingDays=1e3', 'workingDays', 'count.range:0:2000'],
    ['?from=2026-11-24&workingDays=5&provisional=yes', 'provisional', 'parameter.invalid'],
    ['?from=2026-11-24&workingDays=5&__proto__=1', '__proto__', 'parameter.unknown'],
  ])('%s is refused and names %s', async (query, parameter, code) => {
    const { status, body, headers } = await due(query)
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(problemSchema.parse(body).errors).toContainEqual(expect.objectContaining({ parameter, code }))
    for (const error of body.errors) expect(error.detail).not.toMatch(/没有做成|undefined/)
  })

  test('more than fifty are refused', async () => {
    const many = Array.from({ length: 51 }, (_, i) => `a${i}=1`).join('&')
    expect(await due(`?${many}`)).toMatchObject({ status: 400, body: { code: 'parameter.too_many' } })
  })
})

describe('bodies', () => {
  const schema = z.strictObject({ a: z.int() })
  const sent = (request: Request) => answerOf((r) => bodyOf(r, schema), request)

  test('JSON that fits passes, with a byte order mark and a charset too', async () => {
    expect(await sent(post('\ufeff{"a":1}', 'application/json; charset=utf-8'))).toMatchObject({ status: 200, body: { a: 1 } })
  })

  test.each([
    ['another type', post('{"a":1}', 'text/plain'), 415],
    ['no JSON', post('{"a":1,}'), 400],
    ['a number as text', post('{"a":"1"}'), 400],
    ['a list', post('[1]'), 400],
    ['a foreign prototype', post('{"a":1,"__proto__":{"polluted":true}}'), 400],
    ['very deep', post('['.repeat(8000)), 400],
    ['too large', post(' '.repeat(20_000)), 413],
  ])('%s is refused', async (_name, request, status) => {
    expect((await sent(request)).status).toBe(status)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('answers', () => {
  test('the same data has the same tag, and who has it gets 304', async () => {
    const first = publicJson(get(''), { a: 1 }, 60)
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('public, max-age=60')
    expect(publicJson(get(''), { a: 2 }).headers.get('etag')).not.toBe(tag)
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = publicJson(get('', { 'if-none-match': known }), { a: 1 }, 60)
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
    }
    expect(publicJson(get('', { 'if-none-match': '"x"' }), { a: 1 }).status).toBe(200)
  })

  test.each([
    [AppError.notFound(), 404, 'not_found'],
    [AppError.rule('space.taken'), 422, 'space.taken'],
    [new AppError('rate_limited', 'rate.limited', { seconds: 90 }), 429, 'rate.limited'],
    [new Problem(422, 'calendar.year_not_published', { params: { coveredUntil: '2026-12-31' } }), 422, 'calendar.year_not_published'],
    [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }), 503, 'system.busy'],
    [new Error('password=secret'), 500, 'system.failed'],
  ])('%s', async (error, status, code) => {
    const answer = await answerOf(() => {
      throw error
    }, get(''))
    expect(answer.status).toBe(status)
    expect(problemSchema.parse(answer.body)).toMatchObject({ status, code, errors: [] })
    expect(JSON.stringify(answer.body)).not.toContain('secret')
    if (status === 429) expect(answer.headers.get('retry-after')).toBe('90')
  })

  test('another method is told which ones there are', async () => {
    const answer = await onlyAllows('GET')()
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  test('a broken percent sign is nobody’s number', () => {
    expect([decoded('%E0%A4%A'), decoded('%E5%8F%B7')]).toEqual(['', '号'])
  })
})

test('openapi.json describes every address with the schemas of the handlers', () => {
  const document = openApiDocument()
  expect(Object.keys(document.paths ?? {}).sort()).toEqual([
    '/calendar/due',
    '/cases/{caseNo}',
    '/documents/{number}/verify',
    '/draws/{id}',
    '/eligibility',
    '/measures',
    '/notices',
    '/notices/{id}',
    '/openapi.json',
    '/stats',
  ])
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(expect.arrayContaining(['Stats', 'Measure', 'Eligibility', 'Problem']))
  expect(document.paths?.['/calendar/due']?.get?.parameters).toHaveLength(3)
  for (const code of ['request.invalid', 'body.type', 'method.not_allowed', 'system.busy']) expect(errorText(code, { allow: 'GET' })).not.toContain(code)
})
