'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { SelectField, TextArea, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { proposeBudgetSchema } from '@/lib/foundation/fund/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { proposeBudget } from '../actions'

interface Props {
  year: number
  lines: readonly { readonly code: string; readonly name: string; readonly budget: string }[]
}

const fields = ['code', 'amount', 'reason'] as const

/** Finance proposes what a line may spend; it is there to spend when a leader has signed. */
export function BudgetForm({ year, lines }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(proposeBudget)
  const empty = { year, code: '', amount: '', reason: '' }
  const form = useForm({ resolver: zodResolver(proposeBudgetSchema, undefined, { raw: true }), defaultValues: empty })
  const { errors } = form.formState
  const textOf = (name: (typeof fields)[number]) => {
    const code = errors[name]?.message ?? failed?.fields[name]
    return code ? errorText(code) : undefined
  }
  const options = [['', '请选'], ...lines.map((line) => [line.code, `${line.name}（已下达 ${line.budget}）`])] as [string, string][]
  const send = form.handleSubmit(async (values) => {
    const done = await run(values)
    if (!done?.ok) return
    form.reset(empty)
    toast('提交了，等分管领导签')
    router.refresh()
  })
  return (
    <form className="card pad20 adm-form fund-form" noValidate onSubmit={(event) => void send(event)}>
      <h2 className="t16">给 {year} 年的一条线下达预算</h2>
      <ErrorSummary errors={fields.flatMap((name) => (textOf(name) ? [{ fieldId: name, text: textOf(name) ?? '' }] : []))} />
      <SelectField id="code" label="哪条线" options={options} error={textOf('code')} {...form.register('code')} />
      <TextField
        id="amount"
        label="金额（元）"
        hint="已有预算的，这是追加的数"
        inputMode="decimal"
        autoComplete="off"
        error={textOf('amount')}
        {...form.register('amount')}
      />
      <TextArea id="reason" label="依据" hint="文号或会议纪要，会写进凭证" rows={3} maxLength={500} error={textOf('reason')} {...form.register('reason')} />
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在提交' : '提交，等领导签'}
        </button>
      </p>
    </form>
  )
}
