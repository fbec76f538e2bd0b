/** What the door answers: in, or one of the fixed words of lib/foundation/identity/server/auth-options.ts. */
export type DoorAnswer = 'in' | 'wrong' | 'limited' | 'no_account' | 'unavailable'

const words: readonly string[] = ['limited', 'no_account', 'unavailable']
const isWord = (text: string): text is DoorAnswer => words.includes(text)

/** Asks next-auth for a session, with the token against foreign forms. Throws when there is no network. */
export async function openSession(way: 'credentials' | 'code', fields: Record<string, string>): Promise<DoorAnswer> {
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true', callbackUrl: '/my' })
  const answer = await fetch(`/api/auth/callback/${way}`, { method: 'POST', body })
  if (answer.ok) return 'in'
  if (answer.status >= 500) return 'unavailable'
  const { url } = await answer.json().catch(() => ({ url: '' }))
  const reason = new URL(url || '/', window.location.origin).searchParams.get('error') ?? ''
  return isWord(reason) ? reason : 'wrong'
}

/** Sentences that every way of signing in shares. */
export const doorWords: Record<Exclude<DoorAnswer, 'in' | 'wrong'>, string> = {
  limited: '试的次数太多了，请 15 分钟后再来',
  no_account: '这个手机号还没有账号，先注册就行',
  unavailable: '现在登录不了，不是你的问题，请稍后再试',
}

export const NETWORK = '网络断了，没有收到结果，请再试一次'

/** The sign-in page knows the room of whoever is signed in, so it leads on where nothing was asked for. */
export const goOn = (next: string | undefined): void => window.location.assign(next ?? '/sign-in')
