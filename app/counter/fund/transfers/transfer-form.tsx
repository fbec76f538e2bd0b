'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { SelectField, TextArea, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { proposeTransferSchema } from '@/lib/foundation/fund/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { proposeTransfer } from '../actions'

interface Props {
  lines: readonly { readonly id: string; readonly name: string; readonly available: string }[]
}

const fields = ['fromLineId', 'toLineId', 'amount', 'reason'] as const
const empty = { fromLineId: '', toLineId: '', amount: '', reason: '' }

/** Finance proposes; the money moves when a leader has signed. */
export function TransferForm({ lines }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(proposeTransfer)
  const form = useForm({ resolver: zodResolver(proposeTransferSchema, undefined, { raw: true }), defaultValues: empty })
  const { errors } = form.formState
  const textOf = (name: (typeof fields)[number]) => {
    const code = errors[name]?.message ?? failed?.fields[name]
    return code ? errorText(code) : undefined
  }
  const options = (first: string) => [['', first], ...lines.map((line) => [line.id, `${line.name}（可用 ${line.available}）`])] as [string, string][]
  const send = form.handleSubmit(async (values) => {
    const done = await run(values)
    if (!done?.ok) return
    form.reset(empty)
    toast('提交了，等分管领导签')
    router.refresh()
  })
  return (
    <form className="card pad20 adm-form fund-form" noValidate onSubmit={(event) => void send(event)}>
      <h2 className="t16">提一项调剂</h2>
      <ErrorSummary errors={fields.flatMap((name) => (textOf(name) ? [{ fieldId: name, text: textOf(name) ?? '' }] : []))} />
      <SelectField id="fromLineId" label="从哪条线" options={options('请选')} error={textOf('fromLineId')} {...form.register('fromLineId')} />
      <SelectField id="toLineId" label="到哪条线" options={options('请选')} error={textOf('toLineId')} {...form.register('toLineId')} />
      <TextField id="amount" label="金额（元）" inputMode="decimal" autoComplete="off" error={textOf('amount')} {...form.register('amount')} />
      <TextArea id="reason" label="理由" hint="会写进凭证，给签字的人看" rows={3} maxLength={500} error={textOf('reason')} {...form.register('reason')} />
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在提交' : '提交，等领导签'}
        </button>
      </p>
    </form>
  )
}
