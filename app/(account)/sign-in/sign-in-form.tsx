'use client'

import { useState } from 'react'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextField } from '@/app/_ui/fields'

/** Only a path of this site may follow: never another host, never a script. */
const safe = (next: string) => (/^\/(?![/\\])/.test(next) ? next : '/my')

const messages: Record<string, string> = {
  limited: '试的次数太多了，请 15 分钟后再来',
  unavailable: '现在登录不了，不是你的问题，请稍后再试',
}

export function SignInForm({ next, demo }: { next: string; demo: boolean }) {
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(form: FormData) {
    setBusy(true)
    setError('')
    try {
      const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
      const body = new URLSearchParams({ csrfToken, name: String(form.get('name')), password: String(form.get('password')), json: 'true', callbackUrl: '/my' })
      const answer = await fetch('/api/auth/callback/credentials', { method: 'POST', body })
      if (answer.ok) {
        window.location.assign(safe(next))
        return
      }
      const { url } = await answer.json().catch(() => ({ url: '' }))
      const reason = new URL(url || '/', window.location.origin).searchParams.get('error') ?? ''
      setError(messages[reason] ?? '账号或密码不对，请核对后再试')
    } catch {
      setError('网络断了，请再试一次')
    }
    setBusy(false)
  }

  return (
    <form action={submit}>
      <ErrorSummary errors={error ? [{ fieldId: 'name', text: error }] : []} />
      <TextField id="name" name="name" label="手机号或账号" autoComplete="username" required maxLength={254} />
      <TextField id="password" name="password" type="password" label="密码" autoComplete="current-password" required maxLength={128} />
      <p className="bar2">
        <button type="submit" className="btn xl" disabled={busy}>
          {busy ? '正在登录' : '登录'}
        </button>
        <a href="/register">还没有账号，去注册</a>
      </p>
      {demo ? <p className="hint mt16">演示环境：账号 founder、clerk、clerk2、space、leader 等，密码见启动时的提示。</p> : null}
    </form>
  )
}
