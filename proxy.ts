import { type NextRequest, NextResponse } from 'next/server'
import { measures } from '@/lib/foundation/programme/model/measures'

const base =
  "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"

/** Pages kept by the cache: their header with hashes is stored with them (cache-handler.cjs). Must equal the prerender manifest. */
const cached = new Set(['/', '/measures', ...measures.map(({ code }) => `/measures/${code}`)])
/** Answered by app/[...missing]: a guide that does not exist would get the static 404, whose scripts have neither hash nor nonce. */
const noSuchGuide = '/no-such-guide'

/**
 * Headers only. Nothing here decides who may see what: with this file removed every check still holds.
 * Every document has exactly one CSP header, because a browser enforces two at once.
 */
export function proxy(request: NextRequest) {
  // nobody types a zero byte, and the database takes none: every page that asks it would fail
  if (/%00/.test(request.nextUrl.pathname + request.nextUrl.search)) return withHeaders(request, new NextResponse(null, { status: 400 }))
  const { pathname } = request.nextUrl
  return withHeaders(request, cached.has(pathname) ? NextResponse.next() : withNonce(request, pathname.startsWith('/measures/') ? noSuchGuide : null))
}

function withHeaders(request: NextRequest, response: NextResponse): NextResponse {
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  response.headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
  if (request.nextUrl.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

/** React's development build evaluates code to show better stacks; the built one never does. */
const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''

function withNonce(request: NextRequest, instead: string | null) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = `${base}; script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  const response = instead ? NextResponse.rewrite(new URL(instead, request.url), { request: { headers } }) : NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'private, no-store')
  return response
}

/** All but the files of public/ and the doors that set their own headers: a page whose address ends in .js is a page. */
export const config = { matcher: ['/((?!_next/static|api/(?:v1|auth|files|documents)(?:/|$)|(?:empty-|favicon|hero-|logo|mark)[a-z-]*\\.svg$).*)'] }
