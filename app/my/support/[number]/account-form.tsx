'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { SelectField, TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { stepUp } from '@/app/counter/(queue)/actions'
import { errorText } from '@/lib/i18n/errors'
import { accountSchema } from '@/lib/journeys/support/model/schema'
import { tellAccount } from '../actions'

interface Props {
  number: string
  holders: readonly string[]
  /** Another account is in use: its owner proves again who they are. */
  change: boolean
}

/** Where the money goes. Only the last four digits are shown afterwards, to anybody. */
export function AccountForm({ number, holders, change }: Props) {
  const router = useRouter()
  const telling = useAction(tellAccount)
  const proving = useAction(stepUp)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => String(form.get(name) ?? '')
    const input = { number, holderName: field('holderName'), bankName: field('bankName'), account: field('account') }
    const parsed = accountSchema.safeParse(input)
    const found = Object.fromEntries(parsed.success ? [] : parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]))
    const unproved = change && field('password') === ''
    setFaults({ ...found, ...(unproved ? { password: 'text.empty' } : {}) })
    if (!parsed.success || unproved) return
    if (change) {
      const proved = await proving.run({ password: field('password') })
      if (!proved?.ok) return
    }
    const answer = await telling.run(input)
    if (!answer?.ok) return
    toast('账户交了，等财务确认')
    router.refresh()
  }

  const fault = (name: string) => {
    const code = faults[name] ?? telling.failed?.fields[name] ?? proving.failed?.fields[name]
    return code ? errorText(code) : undefined
  }
  const failed = [telling.failed, proving.failed].find((one) => one && Object.keys(one.fields).length === 0)
  const busy = telling.busy || proving.busy
  return (
    <form className="sup-form" onSubmit={submit} noValidate>
      <SelectField
        id="acc-holder"
        name="holderName"
        label="户名"
        hint="只能是你本人或公司的账户"
        options={holders.map((name) => [name, name] as const)}
        error={fault('holderName')}
      />
      <TextField id="acc-bank" name="bankName" label="开户行" hint="写到支行，比如湘潭农商银行高新支行" autoComplete="off" error={fault('bankName')} />
      <TextField id="acc-number" name="account" label="账号" hint="填过以后只显示后四位" inputMode="numeric" autoComplete="off" error={fault('account')} />
      {change ? (
        <TextField
          id="acc-password"
          name="password"
          type="password"
          label="你的登录密码"
          hint="换账户要再验一次。确认后还要等 24 小时才能用，会发短信到你的手机"
          autoComplete="current-password"
          error={fault('password')}
        />
      ) : null}
      {failed ? (
        <p className="errmsg mt12" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="mt16">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在交' : change ? '换成这个账户' : '交给财务确认'}
        </button>
      </p>
    </form>
  )
}
