'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { SelectField, TextArea, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { drawPurposes, planDrawSchema, purposeWords } from '@/lib/foundation/draw/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { planDraw } from '../actions'

type Values = z.input<typeof planDrawSchema>
const labels = {
  purpose: '摇什么',
  title: '名称',
  units: '名额',
  poolRule: '谁能参加，怎么分等级',
  publicValueSource: '用哪个公共数',
  closesAt: '报名截止',
} as const
type Name = keyof typeof labels
const fields = ['purpose', 'title', 'units', 'poolRule', 'publicValueSource', 'closesAt'] as const satisfies readonly Name[]

export function PlanForm() {
  const router = useRouter()
  const { run, busy, failed } = useAction(planDraw)
  const form = useForm<Values>({
    resolver: zodResolver(planDrawSchema),
    defaultValues: { purpose: 'flat', title: '', poolRule: '', publicValueSource: '', closesAt: '' },
    shouldFocusError: false,
  })
  const codeOf = (name: Name) => form.formState.errors[name]?.message ?? failed?.fields[name]
  const error = (name: Name) => (codeOf(name) ? errorText(codeOf(name) ?? '') : undefined)
  const errors = fields.flatMap((name) => (error(name) ? [{ fieldId: name, text: `${labels[name]}：${error(name) ?? ''}` }] : []))

  const submit = form.handleSubmit(async (values) => {
    const answer = await run(values)
    if (!answer?.ok) return
    toast('密钥封好了，封条已公布')
    router.push(`/counter/draws/${answer.value.number}`)
  })

  return (
    <form className="apply adm-form" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <SelectField
        id="purpose"
        label={labels.purpose}
        options={drawPurposes.map((one) => [one, purposeWords[one] ?? one] as const)}
        {...form.register('purpose')}
      />
      <TextField id="title" label={labels.title} hint="公众看到的标题，像：创业公寓第 3 批摇号" error={error('title')} {...form.register('title')} />
      <TextField
        id="units"
        label={labels.units}
        inputMode="numeric"
        error={error('units')}
        {...form.register('units', { setValueAs: (text) => (/^\d+$/.test(String(text)) ? Number(text) : Number.NaN) })}
      />
      <TextArea
        id="poolRule"
        label={labels.poolRule}
        hint="第 1 等排在第 2 等前面，同一等里看算出的数"
        rows={3}
        error={error('poolRule')}
        {...form.register('poolRule')}
      />
      <TextField
        id="publicValueSource"
        label={labels.publicValueSource}
        hint="截止以后才会产生、谁也定不了的数，像：2026 年 12 月 2 日上证指数收盘点位"
        error={error('publicValueSource')}
        {...form.register('publicValueSource')}
      />
      <TextField id="closesAt" label={labels.closesAt} type="datetime-local" error={error('closesAt')} {...form.register('closesAt')} />
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在封' : '封好密钥，公布封条'}
        </button>
        <a className="btn sec md" href="/counter/draws">
          先不封
        </a>
      </p>
    </form>
  )
}
