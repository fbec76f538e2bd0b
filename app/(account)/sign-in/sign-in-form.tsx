'use client'

import { useRef, useState } from 'react'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextField } from '@/app/_ui/fields'
import { withNext } from '@/lib/foundation/identity/model/next'
import { doorWords, goOn, NETWORK, openSession } from '../open-session'
import { DemoAccounts, type DemoAccountsView } from './demo-accounts'

interface Props {
  next: string | undefined
  /** Only the demo has any. */
  accounts: DemoAccountsView | null
}

export function SignInForm({ next, accounts }: Props) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const passwordBox = useRef<HTMLDivElement>(null)

  async function submit() {
    setBusy(true)
    setError('')
    try {
      const answer = await openSession('credentials', { name, password })
      if (answer === 'in') return goOn(next)
      setError(answer === 'wrong' ? '账号或密码不对，请核对后再试' : doorWords[answer])
    } catch {
      setError(NETWORK)
    }
    setBusy(false)
  }

  function pick(login: string) {
    setName(login)
    if (accounts?.password) setPassword(accounts.password)
    passwordBox.current?.querySelector('input')?.focus()
  }

  return (
    <div className={accounts ? 'account-cols' : undefined}>
      <form
        className="account-form"
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ErrorSummary errors={error ? [{ fieldId: 'name', text: error }] : []} />
        <TextField
          id="name"
          name="name"
          label="手机号或账号"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div ref={passwordBox}>
          <TextField
            id="password"
            name="password"
            type="password"
            label="密码"
            autoComplete="current-password"
            required
            maxLength={128}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <button type="submit" className="btn xl block mt32" disabled={busy}>
          {busy ? '正在登录' : '登录'}
        </button>
        <ul className="ways">
          <li>
            <a href={withNext('/sign-in/code', next)}>用短信验证码登录</a>
          </li>
          <li>
            <a href={withNext('/register', next)}>还没有账号，去注册</a>
          </li>
        </ul>
        <p className="hint">忘了密码，用验证码登录就行。手机号换了，带身份证来窗口改。</p>
      </form>
      {accounts ? <DemoAccounts view={accounts} picked={name} onPick={pick} /> : null}
    </div>
  )
}
