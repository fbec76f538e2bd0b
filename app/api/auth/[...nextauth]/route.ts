import NextAuth from 'next-auth'
import { authOptions } from '@/lib/foundation/identity/server/auth-options'

const handler = NextAuth(authOptions)

/**
 * Only what the forms of this site use. The library's own pages have no content security policy, and its sign-out takes
 * the cookie away but leaves the session alive: a copy of the cookie would still open every door.
 */
const doors: Readonly<Record<string, readonly string[]>> = { GET: ['csrf', 'session'], POST: ['callback/credentials', 'callback/code'] }

async function guarded(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const { nextauth } = await context.params
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  return doors[request.method]?.includes(nextauth.join('/')) ? handler(request, context) : new Response(null, { status: 404, headers })
}

export { guarded as GET, guarded as POST }
