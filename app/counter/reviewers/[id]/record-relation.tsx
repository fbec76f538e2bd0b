'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { SelectField, TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { recordedKinds, recordedWords } from '@/lib/foundation/relation/model/kinds'
import { recordRelationSchema } from '@/lib/foundation/relation/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { recordRelation } from '../actions'
import { Send } from '../send'

type Values = z.input<typeof recordRelationSchema>
const labels = {
  kind: '什么关系',
  otherId: '对方',
  ventureId: '对方',
  organisation: '单位、学校、商会或住址',
  creditCode: '统一社会信用代码',
  sinceOn: '从哪天起',
  untilOn: '到哪天为止',
  detail: '说明',
} as const
type Name = keyof typeof labels
const order = Object.keys(labels) as Name[]

interface Props {
  personId: string
  reviewerId: string
  find: string
  ends: readonly { readonly value: string; readonly label: string }[]
}

/** First whom it is with, found by name in the address; then what it is. */
export function RecordRelation({ personId, reviewerId, find, ends }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(recordRelation)
  const empty = { personId, otherId: '', ventureId: '', organisation: '', creditCode: '', sinceOn: '', untilOn: '', detail: '' }
  const form = useForm<Values>({ resolver: zodResolver(recordRelationSchema), defaultValues: { ...empty, kind: 'employer' }, shouldFocusError: false })
  const codeOf = (name: Name) => form.formState.errors[name]?.message ?? failed?.fields[name]
  const error = (name: Name) => (codeOf(name) ? errorText(codeOf(name) ?? '') : undefined)
  const endError = error('otherId') ?? error('ventureId')
  const errors = order.flatMap((name) =>
    error(name) ? [{ fieldId: name === 'ventureId' ? 'otherId' : name, text: `${labels[name]}：${error(name) ?? ''}` }] : [],
  )

  const submit = form.handleSubmit(async (values) => {
    const answer = await run(values)
    if (!answer?.ok) return
    toast('登记好了，正在重新比对手上的评审')
    form.reset({ ...empty, kind: values.kind })
    router.refresh()
  })

  return (
    <>
      <search className="mt12">
        <form className="adm-filter" action={`/counter/reviewers/${reviewerId}`}>
          <label htmlFor="find">
            先找对方：姓名、手机号、项目或企业名
            <input id="find" name="find" type="search" className="inp sm" defaultValue={find} maxLength={50} />
          </label>
          <button type="submit" className="btn sec sm">
            <Search size={14} aria-hidden="true" />
            找对方
          </button>
        </form>
      </search>
      {find && ends.length === 0 ? <p className="hint mt8">没有找到「{find}」。对方是单位、学校或住址的，直接填在下面。</p> : null}
      <form className="adm-form" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} />
        <SelectField
          id="kind"
          label={labels.kind}
          options={recordedKinds.map((kind) => [kind, recordedWords[kind]] as const)}
          error={error('kind')}
          {...form.register('kind')}
        />
        <SelectField
          id="otherId"
          label={labels.otherId}
          hint={ends.length > 0 ? undefined : '个人、项目和企业要先在上面找到'}
          options={[['', '不是库里的人和项目'], ...ends.map((end) => [end.value, end.label] as const)]}
          error={endError}
          onChange={(event) => {
            const [type, id = ''] = event.target.value.split(':')
            form.setValue('otherId', type === 'person' ? id : '')
            form.setValue('ventureId', type === 'venture' ? id : '')
          }}
        />
        <TextField id="organisation" label={labels.organisation} hint="写全称" error={error('organisation')} {...form.register('organisation')} />
        <TextField id="creditCode" label={labels.creditCode} hint="可以不填" error={error('creditCode')} {...form.register('creditCode')} />
        <TextField id="sinceOn" label={labels.sinceOn} hint="不知道就空着" type="date" error={error('sinceOn')} {...form.register('sinceOn')} />
        <TextField id="untilOn" label={labels.untilOn} hint="现在还有就空着" type="date" error={error('untilOn')} {...form.register('untilOn')} />
        <TextField id="detail" label={labels.detail} hint="从哪里知道的，可以不填" error={error('detail')} {...form.register('detail')} />
        <Send busy={busy} failed={failed} text="登记这条关系" />
      </form>
    </>
  )
}
