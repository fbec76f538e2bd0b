import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { AppError } from '@/lib/kernel/app-error'
import { sessionCookie } from '@/lib/platform/session'
import { type SignedIn, signIn, signInByCode } from './sign-in'

const https = (process.env.NEXTAUTH_URL ?? '').startsWith('https://')

const isSignedIn = (user: object): user is { id: string; sid: string } => 'sid' in user && typeof user.sid === 'string'

/** next-auth writes the text of an error into the address: one of three fixed words, never the error itself. */
function wordOf(error: unknown): string {
  if (error instanceof AppError && error.kind === 'rate_limited') return 'limited'
  return error instanceof AppError && error.code === 'no_account' ? 'no_account' : 'unavailable'
}

type Check = (credentials: unknown, caller: string, userAgent: string | null) => Promise<SignedIn | null>

const authorize = (check: Check) => async (credentials: unknown, request: { headers?: Record<string, unknown> }) => {
  try {
    return await check(credentials, String(request.headers?.['x-forwarded-for'] ?? 'local'), String(request.headers?.['user-agent'] ?? ''))
  } catch (error) {
    throw new Error(wordOf(error))
  }
}

/** next-auth keeps the cookie; the token holds the user's id and a random session id and nothing else (ADR 0005). */
export const authOptions: NextAuthOptions = {
  secret: process.env.AUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 8 * 3600 },
  useSecureCookies: https,
  pages: { signIn: '/sign-in', error: '/sign-in' },
  cookies: { sessionToken: { name: sessionCookie, options: { httpOnly: true, sameSite: 'lax', path: '/', secure: https } } },
  providers: [
    Credentials({ id: 'credentials', credentials: { name: {}, password: {} }, authorize: authorize(signIn) }),
    Credentials({ id: 'code', credentials: { phone: {}, code: {} }, authorize: authorize(signInByCode) }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user && isSignedIn(user) ? { sub: user.id, sid: user.sid } : { sub: token.sub, sid: token.sid }),
    session: ({ session }) => ({ expires: session.expires }),
  },
}
