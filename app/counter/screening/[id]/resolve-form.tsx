'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { RadioGroup, TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { outcomes, outcomeWords, resolveSchema } from '@/lib/foundation/screening/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { resolve } from '../actions'

type Values = z.input<typeof resolveSchema>

/** The judgement with its reason; it cannot be taken back. */
export function ResolveForm({ id }: { id: string }) {
  const router = useRouter()
  const form = useForm<Values>({ defaultValues: { id, reason: '' }, resolver: zodResolver(resolveSchema) })
  const { run, busy, failed } = useAction(resolve)
  const textAt = (name: 'outcome' | 'reason') => {
    const message = form.formState.errors[name]?.message
    return message ? errorText(message) : undefined
  }
  async function save(values: Values) {
    const answer = await run(values)
    if (!answer?.ok) return
    toast('判好了')
    router.refresh()
  }
  return (
    <form className="card rnd-card adm-form mt16" method="post" noValidate onSubmit={form.handleSubmit(save)} aria-labelledby="resolve">
      <h2 id="resolve" className="t16">
        你的判定
      </h2>
      <RadioGroup
        id="outcome"
        label="是重复申请吗"
        error={textAt('outcome')}
        options={outcomes.map((one) => [one, outcomeWords[one]])}
        {...form.register('outcome')}
      />
      <TextArea id="reason" label="依据" hint="看了什么、问了谁。判定后不能再改，审计能看到" rows={3} error={textAt('reason')} {...form.register('reason')} />
      {failed ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="adm-bar">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在存' : '存下判定'}
        </button>
      </p>
    </form>
  )
}
