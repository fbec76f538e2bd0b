'use client'

import { useForm, useWatch } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextField } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { requireSupplementSchema } from '@/lib/foundation/casework/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { requireSupplement } from './actions'
import type { DialogProps } from './decisions'
import { DialogActions } from './dialog-parts'

interface Values {
  items: { key: string; name: string; picked: boolean; remark: string }[]
}

/** 一次性告知: one list with a remark each, and what the applicant will read, before it is sent. */
export function SupplementDialog({ of, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(requireSupplement)
  const { register, handleSubmit, control, setError, formState } = useForm<Values>({
    defaultValues: {
      items: of.materials.map(({ key, name, required, state, remark, hasFile }) => ({
        key,
        name,
        picked: state === 'refused' || (required && !hasFile),
        remark: remark || (hasFile ? '' : '没有交'),
      })),
    },
  })
  const items = useWatch({ control, name: 'items' })
  const picked = items.filter((item) => item.picked)
  const send = handleSubmit(async (values) => {
    const chosen = values.items.flatMap((item, at) => (item.picked ? [{ at, key: item.key, remark: item.remark }] : []))
    const parsed = requireSupplementSchema.safeParse({ caseNo: of.caseNo, version: of.version, items: chosen.map(({ key, remark }) => ({ key, remark })) })
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const at = chosen[Number(issue.path[1])]?.at
        if (at === undefined) setError('root', { message: issue.message })
        else setError(`items.${at}.remark`, { message: issue.message })
      }
      return
    }
    const answer = await run(parsed.data)
    if (answer?.ok) onDone(`一次性告知发出了，${answer.value.document}`)
  })
  const faults = of.materials.flatMap((_, at) => {
    const code = formState.errors.items?.[at]?.remark?.message
    return code ? [{ fieldId: `remark-item-${at}`, text: `${of.materials[at]?.name}：${errorText(code)}` }] : []
  })
  const none = formState.errors.root?.message
  return (
    <form onSubmit={send} noValidate>
      <ErrorSummary errors={none ? [{ fieldId: 'item-0', text: errorText(none) }, ...faults] : faults} />
      <p className="t14 mt8">一次说完，这件只能告知一次。勾上要补的，写清缺什么。</p>
      <fieldset className="ticks">
        <legend className="vh">要补的材料</legend>
        {of.materials.map((material, at) => (
          <div key={material.key}>
            <label className="choice">
              <input type="checkbox" id={`item-${at}`} {...register(`items.${at}.picked`)} />
              <span>
                {material.name}
                {material.hasFile ? '' : '（没有交）'}
              </span>
            </label>
            {items[at]?.picked ? (
              <TextField
                id={`remark-item-${at}`}
                label={`${material.name}缺什么`}
                maxLength={200}
                error={formState.errors.items?.[at]?.remark?.message ? errorText(formState.errors.items[at]?.remark?.message ?? '') : undefined}
                {...register(`items.${at}.remark`)}
              />
            ) : null}
          </div>
        ))}
      </fieldset>
      <section className="preview" aria-label="申请人会读到">
        <p className="t12 c3">申请人会读到</p>
        {picked.length === 0 ? (
          <p className="c3">还没有勾要补的材料。</p>
        ) : (
          <p>
            你的{of.item}申请（{of.caseNo}）还差 {picked.length} 份材料，请在 {of.supplement.by}前补上。
          </p>
        )}
        <ul>
          {picked.map((item) => (
            <li key={item.key}>
              {item.name}：{item.remark || '…'}
            </li>
          ))}
        </ul>
      </section>
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="再看看"
        onCancel={onCancel}
        submit={picked.length > 0 ? `告知缺 ${picked.length} 份，发通知书` : '发一次性告知'}
      />
    </form>
  )
}
