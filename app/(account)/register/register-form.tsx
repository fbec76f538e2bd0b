'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RequiredBox, TextField } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { withNext } from '@/lib/foundation/identity/model/next'
import { registerSchema } from '@/lib/foundation/identity/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { register as registerAction } from '../actions'
import { CodeField } from '../code-field'
import { goOn, openSession } from '../open-session'
import { useCode } from '../use-code'
import { Privacy } from './privacy'

type Values = z.input<typeof registerSchema>
const order = ['name', 'phone', 'code', 'password', 'consent'] as const
type Field = (typeof order)[number]

const isField = (name: string): name is Field => (order as readonly string[]).includes(name)

export function RegisterForm({ next, demo }: { next: string | undefined; demo: boolean }) {
  const form = useForm<Values, unknown, z.output<typeof registerSchema>>({
    resolver: zodResolver(registerSchema),
    shouldFocusError: false,
    defaultValues: { name: '', phone: '', code: '', password: '' },
  })
  const { run, busy, failed } = useAction(registerAction)
  const code = useCode('register')
  const [done, setDone] = useState(false)
  const phone = form.watch('phone')

  const words = (field: Field): string | undefined => {
    if (field === 'phone' && code.failed) return code.failed.fields.phone ? errorText(code.failed.fields.phone) : code.failed.text
    const message = form.formState.errors[field]?.message
    return message ? errorText(message) : undefined
  }
  const summary = order.flatMap((field) => {
    const text = words(field)
    return text ? [{ fieldId: field, text }] : []
  })
  if (failed && Object.keys(failed.fields).length === 0) summary.push({ fieldId: 'phone', text: failed.text })

  const submit = form.handleSubmit(async (values) => {
    code.clear()
    const answer = await run(values)
    if (!answer) return
    if (!answer.ok) {
      for (const [name, message] of Object.entries(answer.failure.fields)) if (isField(name)) form.setError(name, { message })
      return
    }
    setDone(true)
    // the account exists from here on: where signing in fails, the sign-in page is the next step
    const door = await openSession('credentials', { name: values.phone, password: values.password }).catch(() => 'unavailable' as const)
    if (door === 'in') goOn(next)
    else window.location.assign(withNext('/sign-in', next))
  })

  return (
    <form className="account-form" method="post" onSubmit={submit} noValidate>
      <ErrorSummary errors={summary} />
      <TextField id="name" label="姓名" hint="和身份证上一样" autoComplete="name" error={words('name')} {...form.register('name')} />
      <TextField id="phone" label="手机号" inputMode="tel" autoComplete="tel" error={words('phone')} {...form.register('phone')} />
      <CodeField phone={phone} state={code} error={words('code')} demo={demo} field={form.register('code')} />
      <TextField
        id="password"
        type="password"
        label="设一个密码"
        hint="至少 10 个字符，可以用一句话"
        autoComplete="new-password"
        error={words('password')}
        {...form.register('password')}
      />
      <div className="fld">
        <RequiredBox id="consent" label="我看过并同意下面的隐私说明" error={words('consent')} {...form.register('consent')} />
        <Privacy />
      </div>
      <button type="submit" className="btn xl block mt32" disabled={busy || done}>
        {busy || done ? '正在注册' : next ? '注册，接着办' : '注册'}
      </button>
      <ul className="ways">
        <li>
          <a href={withNext('/sign-in', next)}>有账号了，去登录</a>
        </li>
      </ul>
    </form>
  )
}
