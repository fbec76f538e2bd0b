'use client'

import { useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RadioGroup, TextArea, TextField } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { signSchema } from '@/lib/foundation/casework/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { finalDecision, firstReview } from './actions'
import type { DialogProps } from './decisions'
import { DialogActions } from './dialog-parts'

interface Values {
  decision: 'concur' | 'reject' | ''
  quantity: string
  reason: string
}

interface Props extends DialogProps {
  step: 'first_review' | 'final_decision'
}

/** 初审 or 审定: agree or not, how many, and the reason; whoever signs sees what the other one wrote. */
export function SignDialog({ of, step, onDone, onCancel }: Props) {
  const final = step === 'final_decision'
  const { run, busy, failed } = useAction(final ? finalDecision : firstReview)
  const suggested = (final ? of.opinion?.quantity : null) ?? of.quantity
  const form = useForm<Values>({ defaultValues: { decision: '', quantity: String(suggested), reason: '' } })
  const { register, handleSubmit, setError, formState, control } = form
  const decision = useWatch({ control, name: 'decision' })
  const quantity = useWatch({ control, name: 'quantity' })
  const id = useId()
  const fields = ['decision', 'quantity', 'reason'] as const
  const error = (name: (typeof fields)[number]) => {
    const code = formState.errors[name]?.message ?? failed?.fields[name]
    return code ? errorText(code) : undefined
  }
  const send = handleSubmit(async (values) => {
    const counted = of.unit !== null && values.decision === 'concur'
    const input = {
      caseNo: of.caseNo,
      version: of.version,
      decision: values.decision,
      reason: values.reason,
      ...(counted ? { quantity: Number(values.quantity) } : {}),
    }
    const parsed = signSchema.safeParse(input)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) setError(issue.path[0] as (typeof fields)[number], { message: issue.message })
      return
    }
    const answer = await run(parsed.data)
    if (answer?.ok) onDone(said(final, values.decision === 'concur'))
  })
  const summary = fields.flatMap((name) => {
    const text = error(name)
    return text ? [{ fieldId: `${id}-${name}`, text }] : []
  })
  return (
    <form onSubmit={send} noValidate>
      <ErrorSummary errors={summary} />
      {final && of.opinion ? (
        <div className="opinion">
          <b>初审{of.opinion.decision === 'concur' ? `同意${of.unit && of.opinion.quantity ? ` ${of.opinion.quantity} ${of.unit}` : ''}` : '不同意'}</b>
          <p>{of.opinion.reason}</p>
          <small>
            {of.opinion.name} · {of.opinion.when}
          </small>
        </div>
      ) : null}
      <RadioGroup
        id={`${id}-decision`}
        label={final ? '决定' : '意见'}
        error={error('decision')}
        options={[
          ['concur', '同意'],
          ['reject', '不同意'],
        ]}
        {...register('decision')}
      />
      {of.unit && decision === 'concur' ? (
        <TextField
          id={`${id}-quantity`}
          label={`几${of.unit}`}
          hint={`申请 ${of.quantity} ${of.unit}，不能更多`}
          className="short"
          inputMode="numeric"
          error={error('quantity')}
          {...register('quantity')}
        />
      ) : null}
      <TextArea
        id={`${id}-reason`}
        label={final ? '理由（申请人会原样读到）' : '理由（审定的人会看到）'}
        rows={3}
        error={error('reason')}
        {...register('reason')}
      />
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="再看看"
        onCancel={onCancel}
        submit={verb(final, decision, of.unit ? `${quantity} ${of.unit}` : '')}
        danger={decision === 'reject' && final}
      />
    </form>
  )
}

const said = (final: boolean, yes: boolean) => (final ? (yes ? '批准了，已经通知申请人' : '不予通过，理由已经给申请人') : '初审签了，交给分管领导审定')

function verb(final: boolean, decision: Values['decision'], count: string): string {
  if (decision === '') return final ? '签审定' : '签初审'
  if (decision === 'reject') return final ? '不同意，告诉申请人' : '不同意，交审定'
  return `同意${count ? ` ${count}` : ''}，${final ? '告诉申请人' : '交审定'}`
}
