'use client'

import { useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RadioGroup, TextArea, TextField } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { signSchema } from '@/lib/foundation/casework/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { finalDecision, firstReview, secondCheck } from './actions'
import type { DialogProps } from './decisions'
import { DialogActions } from './dialog-parts'

interface Values {
  decision: 'concur' | 'reject' | ''
  quantity: string
  reason: string
}

type Step = 'first_review' | 'second_check' | 'final_decision'

const signing = { first_review: firstReview, second_check: secondCheck, final_decision: finalDecision } as const

interface Props extends DialogProps {
  step: Step
}

/** 初审, 复核 or 审定: agree or not, how many, and the reason; whoever signs sees what the other one wrote. */
export function SignDialog({ of, step, onDone, onCancel }: Props) {
  const final = step === 'final_decision'
  const { run, busy, failed } = useAction(signing[step])
  const before = step === 'first_review' ? null : of.opinion
  const suggested = before?.quantity ?? of.quantity
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
    if (answer?.ok) onDone(said(of, step, values.decision === 'concur'))
  })
  const summary = fields.flatMap((name) => {
    const text = error(name)
    return text ? [{ fieldId: `${id}-${name}`, text }] : []
  })
  return (
    <form onSubmit={send} noValidate>
      <ErrorSummary errors={summary} />
      {before ? (
        <div className="opinion">
          <b>初审{before.decision === 'concur' ? `同意${of.unit && before.quantity ? ` ${before.quantity} ${of.unit}` : ''}` : '不同意'}</b>
          <p>{before.reason}</p>
          <small>
            {before.name} · {before.when}
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
        label={final ? '理由（申请人会原样读到）' : '理由（后面签的人会看到）'}
        rows={3}
        error={error('reason')}
        {...register('reason')}
      />
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="再看看"
        onCancel={onCancel}
        submit={verb(of, step, decision, of.unit ? `${quantity} ${of.unit}` : '')}
        danger={decision === 'reject' && final}
      />
    </form>
  )
}

/** Who has it next, in the chain that the case follows. */
const next = (of: DialogProps['of'], step: Step): string => (step === 'second_check' ? '专家评审' : of.hasMeeting ? '复核' : '审定')

function said(of: DialogProps['of'], step: Step, yes: boolean): string {
  if (step === 'final_decision') return yes ? '批准了，已经通知申请人' : '不予通过，理由已经给申请人'
  if (step === 'second_check') return '复核签了，交专家评审。时钟停住，已经告诉申请人'
  return of.hasMeeting ? '初审签了，交另一位同事复核' : '初审签了，交给分管领导审定'
}

function verb(of: DialogProps['of'], step: Step, decision: Values['decision'], count: string): string {
  if (decision === '') return step === 'final_decision' ? '签审定' : step === 'second_check' ? '签复核' : '签初审'
  const then = step === 'final_decision' ? '告诉申请人' : `交${next(of, step)}`
  return decision === 'reject' ? `不同意，${then}` : `同意${count ? ` ${count}` : ''}，${then}`
}
