'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RadioGroup, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { invite } from '@/app/my/actions'
import { useLeaveCheck } from '@/app/my/use-leave-check'
import { errorText } from '@/lib/i18n/errors'
import { memberFields } from '@/lib/journeys/application/model/member'

interface Values {
  name: string
  phone: string
  duty: string
  founder: string
}

const labels: Record<keyof Values, string> = { name: '姓名', phone: '手机号', duty: '在团队里做什么', founder: '是不是联合创始人' }
const fields = Object.keys(labels) as (keyof Values)[]

const resolver: Resolver<Values> = async (values) => {
  const parsed = memberFields.safeParse(values)
  if (parsed.success) return { values, errors: {} }
  const errors = Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), { type: 'code', message: issue.message }]))
  return { values: {}, errors }
}

const empty: Values = { name: '', phone: '', duty: '', founder: '' }

/** Asks somebody into the team; a founder gets the message with the link at once. */
export function InviteForm({ id }: { id: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(invite)
  const form = useForm<Values>({ defaultValues: empty, resolver, shouldFocusError: false })
  const { handleSubmit, reset, setError, formState } = form
  const checkLeft = useLeaveCheck(form)
  const register = (field: keyof Values) => form.register(field, { onBlur: () => checkLeft(field) })
  const [summary, setSummary] = useState<{ fieldId: string; text: string }[]>([])
  const { errors } = formState
  const wordsOf = (field: keyof Values) => (errors[field]?.message ? errorText(errors[field].message) : undefined)
  const listed = (codes: Partial<Record<keyof Values, string | undefined>>) =>
    fields.flatMap((field) => (codes[field] ? [{ fieldId: field, text: `${labels[field]}：${errorText(codes[field])}` }] : []))

  const send = handleSubmit(
    async (values) => {
      setSummary([])
      const answer = await run({ id, ...values, founder: values.founder === 'yes' })
      if (answer?.ok) {
        toast(values.founder === 'yes' ? `短信发给${values.name}了，等确认` : `${values.name}加进来了`)
        reset(empty)
        router.refresh()
        return
      }
      const refused = answer?.failure.fields ?? {}
      for (const field of fields) if (refused[field]) setError(field, { type: 'code', message: refused[field] })
      setSummary(listed(refused))
    },
    (faults) => setSummary(listed(Object.fromEntries(fields.map((field) => [field, faults[field]?.message])))),
  )

  return (
    <form onSubmit={send} noValidate className="sum" aria-labelledby="invite-title">
      <h2 id="invite-title">请人进来</h2>
      <ErrorSummary errors={summary} />
      <Refused failed={failed} space="mt12" />
      <TextField id="name" label={labels.name} hint="和身份证上一样" autoComplete="off" error={wordsOf('name')} {...register('name')} />
      <TextField id="phone" label={labels.phone} inputMode="tel" autoComplete="off" error={wordsOf('phone')} {...register('phone')} />
      <TextField
        id="duty"
        label={labels.duty}
        hint="比如：算法、市场。可以不填"
        autoComplete="off"
        maxLength={40}
        error={wordsOf('duty')}
        {...register('duty')}
      />
      <RadioGroup
        id="founder"
        label={labels.founder}
        options={[
          ['yes', '是，要对方点短信确认'],
          ['no', '不是，只记下名字'],
        ]}
        error={wordsOf('founder')}
        {...register('founder')}
      />
      <p className="mt16">
        <button type="submit" className="btn sec" disabled={busy}>
          {busy ? '正在加' : '加进团队'}
        </button>
      </p>
    </form>
  )
}
