import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { errorText, isKnownCode } from '@/lib/i18n/errors'
import { AppError, type ErrorKind } from '@/lib/kernel/app-error'
import { framesOf, logger } from '@/lib/platform/logger'

interface FieldProblem {
  /** Name of the query parameter or body field that is wrong. */
  readonly parameter: string
  readonly code: string
  readonly detail: string
}

/** A refusal on purpose; `endpoint` turns it into `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly options: { params?: Readonly<Record<string, string | number>>; errors?: readonly FieldProblem[]; headers?: Record<string, string> } = {},
  ) {
    super(code)
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

const common = { 'x-content-type-options': 'nosniff' }

/** RFC 9457, with the code that programs compare and the sentence that people read. */
export function problemAnswer({ status, code, options: { params, errors = [], headers } }: Problem): Response {
  const body = { type: `urn:climber:problem:${code}`, title: titles[status] ?? 'Error', status, code, detail: errorText(code, params), errors }
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...common, 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  denied: 403,
  not_found: 404,
  conflict: 409,
  rule: 422,
  rate_limited: 429,
  unavailable: 503,
}

const databaseDown = (error: unknown) =>
  /ECONNREFUSED|ECONNRESET|P1001|P1002|P1008|P1017|P2024|terminating connection/.test(
    error instanceof Error ? `${(error as { code?: string }).code ?? ''} ${error.message}` : '',
  )

function toProblem(error: unknown, name: string): Problem {
  if (error instanceof Problem) return error
  if (error instanceof AppError) {
    const headers = error.kind === 'rate_limited' ? { 'retry-after': String(error.params.seconds ?? 60) } : undefined
    return new Problem(statusOf[error.kind], error.code, { params: error.params, ...(headers ? { headers } : {}) })
  }
  const ref = randomUUID().slice(0, 8)
  logger.error({ ref, endpoint: name, error: error instanceof Error ? error.name : 'unknown', stack: framesOf(error) }, 'api')
  return databaseDown(error)
    ? new Problem(503, 'system.busy', { headers: { 'retry-after': '10' } })
    : new Problem(500, 'system.failed', { headers: { 'x-reference': ref } })
}

/** One handler of the public API: what it throws becomes a problem answer, never a page of HTML or a stack. */
export function endpoint<P>(name: string, handler: (request: Request, params: P) => Promise<Response>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      return await handler(request, await context.params)
    } catch (error) {
      return problemAnswer(toProblem(error, name))
    }
  }
}

/** Every method that an address does not know: 405 with the ones it knows. */
export function onlyAllows(allowed: 'GET' | 'POST') {
  const allow = allowed === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS'
  return async (): Promise<Response> => problemAnswer(new Problem(405, 'method.not_allowed', { params: { allow }, headers: { allow } }))
}

function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'body']
    const missing = issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined
    const code =
      issue.code === 'unrecognized_keys'
        ? 'parameter.unknown'
        : isKnownCode(issue.message)
          ? issue.message
          : missing
            ? 'parameter.missing'
            : 'parameter.invalid'
    return names.map((parameter) => ({ parameter, code, detail: errorText(code, { parameter }) }))
  })
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const answer = schema.safeParse(value, { reportInput: true })
  if (!answer.success) throw new Problem(400, 'request.invalid', { errors: fieldProblems(answer.error) })
  return answer.data
}

const MOST_PARAMETERS = 50

/** The checked query. Of a parameter given twice the first counts; more than fifty are refused. */
export function queryOf<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const found = new Map<string, string>()
  let count = 0
  for (const [name, value] of new URL(request.url).searchParams) {
    if (++count > MOST_PARAMETERS) throw new Problem(400, 'parameter.too_many')
    if (!found.has(name)) found.set(name, value)
  }
  return parsed(schema, Object.fromEntries(found))
}

const MOST_BYTES = 16_384

/** The checked JSON body: 415 for another type, 413 beyond 16 KB (counted while reading), 400 for what is not JSON. */
export async function bodyOf<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) throw new Problem(415, 'body.type')
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > MOST_BYTES) throw new Problem(413, 'body.too_large')
    parts.push(part)
  }
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)))
  } catch {
    throw new Problem(400, 'body.format')
  }
  return parsed(schema, value)
}

/** A piece of the path as it was typed; a broken percent sign is nobody's number. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}

const bare = (tag: string) => tag.trim().replace(/^W\//, '')

/** Public data with its fingerprint: 304 when the caller has it already. `maxAge` in seconds. */
export function publicJson(request: Request, body: unknown, maxAge = 0): Response {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  const headers = { ...common, etag, 'cache-control': maxAge > 0 ? `public, max-age=${maxAge}` : 'public, max-age=0, must-revalidate' }
  const known = request.headers.get('if-none-match')
  if (known && (known.trim() === '*' || known.split(',').some((tag) => bare(tag) === etag))) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } })
}

/** An answer about one person's matter: kept by nobody. */
export const privateJson = (body: unknown): Response =>
  new Response(JSON.stringify(body), { headers: { ...common, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store' } })
