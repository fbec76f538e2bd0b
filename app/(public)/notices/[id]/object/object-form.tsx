'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RadioGroup, TextArea, TextField } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { objectSchema } from '@/lib/journeys/notice/model/schema'
import { calendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { object } from '../../actions'

type Values = z.input<typeof objectSchema>
const order = ['name', 'contact', 'facts', 'evidence'] as const
type Field = (typeof order)[number]
const isField = (name: string): name is Field => order.some((one) => one === name)

interface Terms {
  readonly factsSigns: number
  readonly evidenceSigns: number
}

interface Receipt {
  readonly number: string
  readonly secret: string
  readonly ackDueOn: string
  readonly decideDueOn: string
}

const day = (date: string) => formatDateZh(calendarDate(date), { year: true, weekday: true })

/** Shown once: the code is not kept anywhere in clear. */
function Received({ receipt }: { receipt: Receipt }) {
  return (
    <section className="card out" role="status" aria-labelledby="received">
      <h2 id="received">收到了，这一项先不批</h2>
      <dl className="kv">
        <dt>异议编号</dt>
        <dd className="mono t18">{receipt.number}</dd>
        <dt>回执码</dt>
        <dd className="mono t18">{receipt.secret}</dd>
        <dt>受理</dt>
        <dd>{day(receipt.ackDueOn)}前</dd>
        <dt>答复</dt>
        <dd>{day(receipt.decideDueOn)}前</dd>
      </dl>
      <p className="t14 c2 mt16">请记下编号和回执码，或者打印这一页：回执码只显示这一次。凭它们可以随时查办到哪一步。</p>
      <p className="row g12 wrap mt16 no-print">
        <button type="button" className="btn sec md" onClick={() => window.print()}>
          打印回执
        </button>
        <a className="btn quiet md" href={`/notices/objections?number=${receipt.number}`}>
          查这件异议
        </a>
      </p>
    </section>
  )
}

export function ObjectForm({ notice, line, terms }: { notice: string; line: number; terms: Terms }) {
  const form = useForm<Values, unknown, z.output<typeof objectSchema>>({
    resolver: zodResolver(objectSchema),
    shouldFocusError: false,
    defaultValues: { notice, line, anonymous: false, name: '', contact: '', facts: '', evidence: '' },
  })
  const { run, busy, failed } = useAction(object)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const anonymous = form.watch('anonymous')
  if (receipt) return <Received receipt={receipt} />

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
    <form className="find" method="post" onSubmit={submit} noValidate>
      <ErrorSummary errors={summary} />
      <RadioGroup
        id="who"
        name="who"
        label="留不留名"
        hint="留名的，结果直接告诉你，只有核实的人看得到联系方式；匿名的，证据要具体"
        options={[
          ['named', '留名'],
          ['anonymous', '匿名'],
        ]}
        selected={anonymous ? 'anonymous' : 'named'}
        onChange={(event) => form.setValue('anonymous', event.target.value === 'anonymous')}
      />
      {anonymous ? null : <TextField id="name" label="姓名" autoComplete="name" error={words('name')} {...form.register('name')} />}
      <TextField
        id="contact"
        label={anonymous ? '联系方式（可以不填）' : '联系方式'}
        hint="手机号、邮箱或地址；留手机号，每一步都发短信给你"
        autoComplete="off"
        error={words('contact')}
        {...form.register('contact')}
      />
      <TextArea
        id="facts"
        label="什么事"
        hint={`谁、什么时候、做了什么，至少 ${terms.factsSigns} 个字`}
        rows={5}
        maxLength={2000}
        error={words('facts')}
        {...form.register('facts')}
      />
      <TextArea
        id="evidence"
        label="凭什么这么说"
        hint={anonymous ? `在哪里能查到、谁能证明，至少 ${terms.evidenceSigns} 个字` : '在哪里能查到、谁能证明。有材料的，提交后可以带到窗口或寄来'}
        rows={5}
        maxLength={2000}
        error={words('evidence')}
        {...form.register('evidence')}
      />
      <button type="submit" className="btn xl" disabled={busy}>
        {busy ? '正在提交' : '提交异议'}
      </button>
    </form>
  )
}
