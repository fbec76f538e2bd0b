'use client'

import { useState } from 'react'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextField } from '@/app/_ui/fields'
import { withNext } from '@/lib/foundation/identity/model/next'
import { signInCodeSchema } from '@/lib/foundation/identity/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { CodeField } from '../../code-field'
import { type DoorAnswer, doorWords, goOn, NETWORK, openSession } from '../../open-session'
import { useCode } from '../../use-code'

type Faults = Readonly<Record<string, string>>

const faultOf = (answer: Exclude<DoorAnswer, 'in'>): Faults =>
  answer === 'wrong' ? { code: '验证码不对，或者过期了，请核对短信或重新获取' } : { phone: doorWords[answer] }

/** Words beside the fields before anything is sent. */
function check(phone: string, code: string): Faults {
  const parsed = signInCodeSchema.safeParse({ phone, code })
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), errorText(issue.message)]))
}

export function CodeForm({ next, demo }: { next: string | undefined; demo: boolean }) {
  const [phone, setPhone] = useState('')
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const code = useCode('sign_in')
  const shown: Faults = code.failed ? { phone: code.failed.fields.phone ? errorText(code.failed.fields.phone) : code.failed.text } : faults

  async function submit(form: FormData) {
    code.clear()
    const typed = String(form.get('code') ?? '').replace(/\s/g, '')
    const found = check(phone, typed)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      const answer = await openSession('code', { phone, code: typed })
      if (answer === 'in') return goOn(next)
      setFaults(faultOf(answer))
    } catch {
      setFaults({ phone: NETWORK })
    }
    setBusy(false)
  }

  return (
    <form
      className="account-form"
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      <ErrorSummary errors={Object.entries(shown).map(([fieldId, text]) => ({ fieldId, text }))} />
      <TextField
        id="phone"
        name="phone"
        label="手机号"
        inputMode="tel"
        autoComplete="tel"
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
        error={shown.phone}
      />
      <CodeField phone={phone} state={code} error={shown.code} demo={demo} />
      <button type="submit" className="btn xl block mt32" disabled={busy}>
        {busy ? '正在登录' : '登录'}
      </button>
      <ul className="ways">
        <li>
          <a href={withNext('/sign-in', next)}>用密码登录</a>
        </li>
        <li>
          <a href={withNext('/register', next)}>还没有账号，去注册</a>
        </li>
      </ul>
    </form>
  )
}
