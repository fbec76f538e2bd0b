'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Plus, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useFieldArray, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { emptyCriterion, makeRubricSchema } from '@/lib/foundation/programme/model/rubric-form'
import { errorText } from '@/lib/i18n/errors'
import { saveRubric } from '../actions'

type Values = z.input<typeof makeRubricSchema>
const percents = [0, 25, 50, 75, 100] as const

/** Every message of a nested form with the place it belongs to. */
function flat(errors: unknown, path = ''): { fieldId: string; text: string }[] {
  if (errors === null || typeof errors !== 'object') return []
  if ('message' in errors && typeof errors.message === 'string') return [{ fieldId: path.replace(/\.root$/, '') || 'rubric', text: errorText(errors.message) }]
  return Object.entries(errors).flatMap(([key, inner]) => (key === 'ref' || key === 'type' ? [] : flat(inner, path ? `${path}.${key}` : key)))
}

/** A rubric as a table that is filled in; the weights are added up while they are typed. */
export function RubricForm({ start }: { start: Values }) {
  const router = useRouter()
  const form = useForm<Values>({ defaultValues: start, resolver: zodResolver(makeRubricSchema), shouldFocusError: false })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'criteria', keyName: 'rowId' })
  const { run, busy, failed } = useAction(saveRubric)
  const faults = flat(form.formState.errors)
  const textAt = (path: string) => faults.find((fault) => fault.fieldId === path)?.text
  const sum = form.watch('criteria').reduce((total, one) => total + (Number(one.weight) || 0), 0)

  async function save(values: Values) {
    const answer = await run(values)
    if (!answer?.ok) return
    toast(`存成第 ${answer.value.version} 版`)
    router.push('/counter/rounds/rubrics')
    router.refresh()
  }

  return (
    <form className="adm-form" method="post" noValidate onSubmit={form.handleSubmit(save)} id="rubric">
      <ErrorSummary errors={failed && faults.length === 0 ? [{ fieldId: 'rubric', text: failed.text }] : faults} />
      <TextField id="name" label="名称" hint="同名就存成它的下一版" error={textAt('name')} {...form.register('name')} />
      <TextField id="source" label="依据" hint="比如：2026 年第 3 次主任办公会纪要；平台默认" error={textAt('source')} {...form.register('source')} />
      <p className={sum === 100 ? 't14 mt16' : 't14 mt16 rnd-sum'} id="criteria" role="status">
        权重合计 <b className="num">{sum}</b>
        {sum === 100 ? '' : '，要等于 100'}
      </p>
      {fields.map((row, i) => (
        <fieldset className="card rnd-card rnd-criterion" key={row.rowId}>
          <legend className="vh">第 {i + 1} 项</legend>
          <div className="row g12 wrap at">
            <TextField id={`criteria.${i}.name`} label={`第 ${i + 1} 项评什么`} error={textAt(`criteria.${i}.name`)} {...form.register(`criteria.${i}.name`)} />
            <TextField
              id={`criteria.${i}.weight`}
              label="权重"
              inputMode="numeric"
              className="short"
              error={textAt(`criteria.${i}.weight`)}
              {...form.register(`criteria.${i}.weight`, { setValueAs: (value: unknown) => Number(value) })}
            />
            {fields.length > 1 ? (
              <button type="button" className="btn sm quiet" onClick={() => remove(i)}>
                <X size={16} aria-hidden="true" />
                去掉<span className="vh">第 {i + 1} 项</span>
              </button>
            ) : null}
          </div>
          <div className="rnd-anchors">
            {percents.map((percent, level) => (
              <TextField
                key={percent}
                id={`criteria.${i}.anchors.${level}`}
                label={`${percent}%，看到什么`}
                error={textAt(`criteria.${i}.anchors.${level}`)}
                {...form.register(`criteria.${i}.anchors.${level}`)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <p className="adm-bar">
        <button
          type="button"
          className="btn md sec"
          disabled={fields.length >= 12}
          onClick={() => append(emptyCriterion(form.getValues('criteria').map((one) => one.key)))}
        >
          <Plus size={16} aria-hidden="true" />
          加一项
        </button>
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在存' : '存成新版'}
        </button>
        <a className="btn quiet md" href="/counter/rounds/rubrics">
          先不写
        </a>
      </p>
    </form>
  )
}
