import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { AppError } from '@/lib/kernel/app-error'
import { sessionCookie } from '@/lib/platform/session'
import { signIn } from './sign-in'

const https = (process.env.NEXTAUTH_URL ?? '').startsWith('https://')

const isSignedIn = (user: object): user is { id: string; sid: string } => 'sid' in user && typeof user.sid === 'string'

/** next-auth keeps the cookie; the token holds the user's id and a random session id and nothing else (ADR 0005). */
export const authOptions: NextAuthOptions = {
  secret: process.env.AUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 8 * 3600 },
  useSecureCookies: https,
  pages: { signIn: '/sign-in', error: '/sign-in' },
  cookies: { sessionToken: { name: sessionCookie, options: { httpOnly: true, sameSite: 'lax', path: '/', secure: https } } },
  providers: [
    Credentials({
      credentials: { name: {}, password: {} },
      async authorize(credentials, request) {
        try {
          return await signIn(credentials, String(request.headers?.['x-forwarded-for'] ?? 'local'), String(request.headers?.['user-agent'] ?? ''))
        } catch (error) {
          // next-auth writes this text into the address: a fixed word, never the error itself
          throw new Error(error instanceof AppError && error.kind === 'rate_limited' ? 'limited' : 'unavailable')
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user && isSignedIn(user) ? { sub: user.id, sid: user.sid } : { sub: token.sub, sid: token.sid }),
    session: ({ session }) => ({ expires: session.expires }),
  },
}
