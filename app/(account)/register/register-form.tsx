'use client'

import { useState } from 'react'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { CheckboxField, TextField } from '@/app/_ui/fields'
import { errorText } from '@/lib/i18n/errors'
import { register, sendCode } from '../actions'

type Faults = Record<string, string>

export function RegisterForm({ demo }: { demo: boolean }) {
  const [phone, setPhone] = useState('')
  const [faults, setFaults] = useState<Faults>({})
  const [sent, setSent] = useState('')
  const [busy, setBusy] = useState(false)

  async function send() {
    const answer = await sendCode({ key: crypto.randomUUID(), input: { phone, purpose: 'register' } })
    if (answer.ok) setSent('验证码发出了，5 分钟内有效')
    setFaults(answer.ok ? {} : (answer.fields ?? { phone: answer.code === 'rate.limited' ? `rate:${answer.params.seconds}` : answer.code }))
  }

  async function submit(form: FormData) {
    setBusy(true)
    const text = (name: string) => String(form.get(name) ?? '')
    const input = { name: text('name'), phone, code: text('code'), password: text('password'), consent: (form.get('consent') === 'on') as true }
    const answer = await register({ key: crypto.randomUUID(), input })
    if (answer.ok) {
      window.location.assign('/sign-in')
      return
    }
    setFaults(answer.fields ?? { phone: answer.code })
    setBusy(false)
  }

  const words = (field: string) => {
    const code = faults[field]
    if (!code) return undefined
    return code.startsWith('rate:') ? `刚发过，请等 ${code.slice(5)} 秒` : errorText(code)
  }

  return (
    <form action={submit}>
      <ErrorSummary errors={Object.keys(faults).map((field) => ({ fieldId: field, text: words(field) ?? '' }))} />
      <TextField id="name" name="name" label="姓名" hint="和身份证上一样" autoComplete="name" error={words('name')} />
      <TextField
        id="phone"
        name="phone"
        label="手机号"
        inputMode="tel"
        autoComplete="tel"
        value={phone}
        onChange={(e) => setPhone(e.target.value)}
        error={words('phone')}
      />
      <p className="mt8">
        <button type="button" className="btn sec md" onClick={send}>
          发验证码
        </button>
        <span role="status" className="hint">
          {' '}
          {sent}
        </span>
        {demo ? (
          <a className="t13" href="/sms" target="_blank" rel="noreferrer">
            演示环境：在这里看短信
          </a>
        ) : null}
      </p>
      <TextField id="code" name="code" label="验证码" inputMode="numeric" autoComplete="one-time-code" className="short" error={words('code')} />
      <TextField
        id="password"
        name="password"
        type="password"
        label="设一个密码"
        hint="至少 10 个字符，可以用一句话"
        autoComplete="new-password"
        error={words('password')}
      />
      <div id="consent" className={words('consent') ? 'fld e' : 'fld'}>
        <CheckboxField name="consent" label="我看过并同意：手机号和姓名只用来办理申请，可以随时要求查看、改正、删除" />
        {words('consent') ? <p className="errmsg">{words('consent')}</p> : null}
      </div>
      <p className="bar2">
        <button type="submit" className="btn xl" disabled={busy}>
          {busy ? '正在注册' : '注册'}
        </button>
        <a href="/sign-in">有账号，去登录</a>
      </p>
    </form>
  )
}
