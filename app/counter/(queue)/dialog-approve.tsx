'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RadioGroup, TextArea } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { approveSchema } from '@/lib/foundation/casework/model/schema'
import { errorText } from '@/lib/i18n/errors'
import { formatYuan } from '@/lib/kernel/money'
import { approve } from './actions'
import type { DialogProps } from './decisions'
import { DialogActions } from './dialog-parts'
import { Proof } from './proof'

interface Values {
  decision: 'concur' | 'issues' | 'hold' | ''
  reason: string
}

const done: Record<Exclude<Values['decision'], ''>, string> = {
  concur: '批准签了',
  issues: '退回会议审定，签批从会议重新走',
  hold: '记下了，这件先放着',
}
const verbs: Record<Values['decision'], string> = { '': '签批准', concur: '批准', issues: '退回会议审定', hold: '记下，先不批' }

/** 批准: concur, issues or hold; what it costs the line and who signed before stand above the choice. */
export function ApproveDialog({ of, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(approve)
  const opened = useRef(0)
  useEffect(() => {
    opened.current = performance.now()
  }, [])
  const [proven, setProven] = useState(!of.approval?.proof)
  const { register, handleSubmit, setError, formState, control } = useForm<Values>({ defaultValues: { decision: '', reason: '' } })
  const decision = useWatch({ control, name: 'decision' })
  const id = useId()
  const fields = ['decision', 'reason'] as const
  const error = (name: (typeof fields)[number]) => {
    const code = formState.errors[name]?.message ?? failed?.fields[name]
    return code ? errorText(code) : undefined
  }
  const send = handleSubmit(async ({ decision: chosen, reason }) => {
    const seconds = Math.round((performance.now() - opened.current) / 1000)
    const parsed = approveSchema.safeParse({ caseNo: of.caseNo, version: of.version, decision: chosen, reason, seconds })
    if (!parsed.success) {
      for (const issue of parsed.error.issues) setError(issue.path[0] as (typeof fields)[number], { message: issue.message })
      return
    }
    const answer = await run(parsed.data)
    if (answer?.ok) onDone(answer.value.state === 'approved' ? '批准了，额度已经占上，也通知了申请人' : done[parsed.data.decision])
    else if (answer?.failure.code === 'step_up.needed') setProven(false)
  })
  const summary = fields.flatMap((name) => {
    const text = error(name)
    return text ? [{ fieldId: `${id}-${name}`, text }] : []
  })
  const needsProof = !proven && decision === 'concur'
  return (
    <>
      <Costs of={of} />
      <ul className="signed-before">
        {of.signed.map((one) => (
          <li key={one.word}>
            <b>
              {one.word}
              {one.decision === 'concur' ? '同意' : '不同意'}
            </b>{' '}
            <span>{one.reason}</span>
            <small>
              {one.name} · {one.when}
            </small>
          </li>
        ))}
      </ul>
      {needsProof ? <Proof onProven={() => setProven(true)} /> : null}
      <form onSubmit={send} noValidate>
        <ErrorSummary errors={summary} />
        <RadioGroup
          id={`${id}-decision`}
          label="决定"
          error={error('decision')}
          options={[
            ['concur', '批准'],
            ['issues', '有问题，退回会议审定'],
            ['hold', '先放一放，记一句'],
          ]}
          {...register('decision')}
        />
        <TextArea
          id={`${id}-reason`}
          label={decision === 'concur' ? '意见（申请人会原样读到）' : '意见（会存档）'}
          rows={3}
          error={error('reason')}
          {...register('reason')}
        />
        <DialogActions
          busy={busy || needsProof}
          failed={failed?.code === 'step_up.needed' ? null : failed}
          cancel="再看看"
          onCancel={onCancel}
          submit={verbs[decision]}
          danger={decision === 'issues'}
        />
      </form>
    </>
  )
}

const yuan = (fen: string) => formatYuan(BigInt(fen))

/** The amount, and the line before and after it. */
function Costs({ of }: Pick<DialogProps, 'of'>) {
  const money = of.approval?.money
  if (!money) return null
  const after = BigInt(money.availableFen) - BigInt(money.amountFen)
  return (
    <dl className="kv t14">
      <dt>批准金额</dt>
      <dd className="tr">
        <b>{yuan(money.amountFen)}</b> 元（{money.inWords}）
      </dd>
      {money.amountFen === money.askedFen ? null : (
        <>
          <dt>申请金额</dt>
          <dd className="tr">{yuan(money.askedFen)} 元</dd>
        </>
      )}
      <dt>{money.line}</dt>
      <dd className="tr">
        还剩 {yuan(money.availableFen)}，批后{' '}
        <b className={after < 0n ? 'cbad' : undefined}>{after < 0n ? `差 ${yuan((-after).toString())}，批不了` : `剩 ${yuan(after.toString())}`}</b>
      </dd>
    </dl>
  )
}
