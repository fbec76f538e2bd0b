'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RadioGroup, SelectField, TextArea, TextField } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { enterObjectionSchema } from '@/lib/journeys/notice/model/schema'
import { enter } from '../actions'

type Values = z.input<typeof enterObjectionSchema>
const order = ['channel', 'receivedOn', 'name', 'contact', 'facts', 'evidence'] as const
type Field = (typeof order)[number]
const isField = (name: string): name is Field => order.some((one) => one === name)

interface Props {
  notices: readonly { readonly number: string; readonly title: string; readonly lines: readonly { readonly no: number; readonly text: string }[] }[]
  terms: { readonly factsSigns: number; readonly evidenceSigns: number }
  today: string
}

interface Receipt {
  readonly number: string
  readonly secret: string
}

const Received = ({ receipt }: { receipt: Receipt }) => (
  <section className="card pad mt16" role="status" aria-labelledby="received">
    <h2 id="received" className="t18">
      登记了，办件已经暂缓
    </h2>
    <dl className="kv mt12">
      <dt>异议编号</dt>
      <dd className="mono">{receipt.number}</dd>
      <dt>回执码</dt>
      <dd className="mono">{receipt.secret}</dd>
    </dl>
    <p className="t14 c2 mt12">把编号和回执码告诉对方，凭它们在公示页查进度；回执码只显示这一次。</p>
    <p className="mt16">
      <a className="btn md" href={`/counter/objections/${receipt.number}`}>
        去办这一件
      </a>
    </p>
  </section>
)

export function EnterForm({ notices, terms, today }: Props) {
  const first = notices[0]
  const form = useForm<Values, unknown, z.output<typeof enterObjectionSchema>>({
    resolver: zodResolver(enterObjectionSchema),
    shouldFocusError: false,
    defaultValues: {
      notice: first?.number ?? '',
      line: first?.lines[0]?.no ?? 1,
      anonymous: false,
      name: '',
      contact: '',
      facts: '',
      evidence: '',
      channel: 'phone',
      receivedOn: today,
    },
  })
  const { run, busy, failed } = useAction(enter)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const [anonymous, chosen, channel] = [form.watch('anonymous'), form.watch('notice'), form.watch('channel')]
  if (receipt) return <Received receipt={receipt} />

  const lines = notices.find((notice) => notice.number === chosen)?.lines ?? []
  const words = (field: Field) => {
    const message = form.formState.errors[field]?.message
    return message ? errorText(message) : undefined
  }
  const summary = order.flatMap((field) => {
    const text = words(field)
    return text ? [{ fieldId: field, text }] : []
  })
  if (failed && Object.keys(failed.fields).length === 0) summary.push({ fieldId: 'facts', text: failed.text })

  const submit = form.handleSubmit(async (values) => {
    const answer = await run(values.anonymous ? { ...values, name: '' } : values)
    if (!answer) return
    if (answer.ok) return setReceipt(answer.value)
    for (const [name, message] of Object.entries(answer.failure.fields)) if (isField(name)) form.setError(name, { message })
  })

  return (
    <form className="adm-form" method="post" onSubmit={submit} noValidate>
      <ErrorSummary errors={summary} />
      <SelectField
        id="notice"
        label="对哪份公示"
        options={notices.map((notice) => [notice.number, `${notice.number} ${notice.title}`] as const)}
        {...form.register('notice', {
          onChange: () => form.setValue('line', notices.find((one) => one.number === form.getValues('notice'))?.lines[0]?.no ?? 1),
        })}
      />
      <SelectField
        id="line"
        label="第几项"
        options={lines.map((line) => [String(line.no), line.text] as const)}
        {...form.register('line', { setValueAs: Number })}
      />
      <RadioGroup
        id="channel"
        name="channel"
        label="怎么来的"
        selected={channel}
        options={[
          ['phone', '电话'],
          ['letter', '来信'],
          ['visit', '当面'],
        ]}
        error={words('channel')}
        onChange={(event) => form.setValue('channel', event.target.value as Values['channel'])}
      />
      <TextField id="receivedOn" type="date" label="哪天收到的" max={today} error={words('receivedOn')} {...form.register('receivedOn')} />
      <RadioGroup
        id="who"
        name="who"
        label="留不留名"
        selected={anonymous ? 'anonymous' : 'named'}
        options={[
          ['named', '署名'],
          ['anonymous', '匿名'],
        ]}
        onChange={(event) => form.setValue('anonymous', event.target.value === 'anonymous')}
      />
      {anonymous ? null : <TextField id="name" label="姓名" autoComplete="off" error={words('name')} {...form.register('name')} />}
      <TextField
        id="contact"
        label={anonymous ? '联系方式（可以不填）' : '联系方式'}
        hint="加密存，只有核实的人看得到"
        autoComplete="off"
        error={words('contact')}
        {...form.register('contact')}
      />
      <TextArea id="facts" label="事实" hint={`至少 ${terms.factsSigns} 个字`} rows={4} maxLength={2000} error={words('facts')} {...form.register('facts')} />
      <TextArea
        id="evidence"
        label="证据"
        hint={anonymous ? `匿名的要具体，至少 ${terms.evidenceSigns} 个字` : '交了材料的，写清是什么、存在哪里'}
        rows={4}
        maxLength={2000}
        error={words('evidence')}
        {...form.register('evidence')}
      />
      <p className="adm-bar">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在登记' : '登记异议'}
        </button>
      </p>
    </form>
  )
}
