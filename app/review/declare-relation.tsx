'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { SelectField, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { declarableKinds, recordedWords } from '@/lib/foundation/relation/model/kinds'
import { declareRelationSchema } from '@/lib/foundation/relation/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { declareRelation } from './actions'

type Values = z.input<typeof declareRelationSchema>
const labels = {
  kind: '什么关系',
  organisation: '单位、学校、商会或住址',
  creditCode: '统一社会信用代码',
  sinceOn: '从哪天起',
  untilOn: '到哪天为止',
  detail: '说明',
} as const
type Name = keyof typeof labels
const names = Object.keys(labels) as Name[]
const empty: Values = { kind: 'employer', otherId: '', ventureId: '', organisation: '', creditCode: '', sinceOn: '', untilOn: '', detail: '' }

/** An expert says what they have to do with an organisation; sheets at hand are compared again at once. */
export function DeclareRelation() {
  const router = useRouter()
  const { run, busy, failed } = useAction(declareRelation)
  const form = useForm<Values>({ resolver: zodResolver(declareRelationSchema, undefined, { raw: true }), defaultValues: empty, shouldFocusError: false })
  const error = (name: Name) => {
    const code = form.formState.errors[name]?.message ?? failed?.fields[name]
    return code ? errorText(code) : undefined
  }
  const submit = form.handleSubmit(async (values) => {
    const answer = await run(values)
    if (!answer?.ok) return
    toast('记下了，正在重新比对你手上的评审')
    form.reset({ ...empty, kind: values.kind })
    router.refresh()
  })
  return (
    <form className="adm-form" onSubmit={submit} noValidate>
      <ErrorSummary errors={names.flatMap((name) => (error(name) ? [{ fieldId: `relation-${name}`, text: `${labels[name]}：${error(name) ?? ''}` }] : []))} />
      <SelectField
        id="relation-kind"
        label={labels.kind}
        hint="和某个人有关的（亲属、导师、合作论文），在那一份的声明页申报回避，或者告诉评审办公室"
        options={declarableKinds.map((kind) => [kind, recordedWords[kind]] as const)}
        error={error('kind')}
        {...form.register('kind')}
      />
      <TextField id="relation-organisation" label={labels.organisation} hint="写全称" error={error('organisation')} {...form.register('organisation')} />
      <TextField id="relation-creditCode" label={labels.creditCode} hint="可以不填" error={error('creditCode')} {...form.register('creditCode')} />
      <TextField id="relation-sinceOn" label={labels.sinceOn} hint="不记得就空着" type="date" error={error('sinceOn')} {...form.register('sinceOn')} />
      <TextField id="relation-untilOn" label={labels.untilOn} hint="现在还有就空着" type="date" error={error('untilOn')} {...form.register('untilOn')} />
      <TextField id="relation-detail" label={labels.detail} hint="可以不填" error={error('detail')} {...form.register('detail')} />
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在提交' : '申报这条关系'}
        </button>
      </p>
    </form>
  )
}
