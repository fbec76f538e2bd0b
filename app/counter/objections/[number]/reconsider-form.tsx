'use client'

import { type FormEvent, useState } from 'react'
import { RadioGroup, TextArea, TextField } from '@/app/_ui/fields'
import { FormFoot } from '@/app/_ui/form-foot'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { formatYuan, parseYuan } from '@/lib/kernel/money'
import { Proof } from '../../(queue)/proof'
import { reconsider } from '../actions'

interface Props {
  number: string
  version: number
  asked: { readonly quantity: number; readonly amountFen: string | null; readonly grant: boolean }
  onClose: () => void
  onDone: (text: string) => void
}

/** Upheld, or amended with what is given instead; money is set aside in the same step. */
export function ReconsiderForm({ number, version, asked, onClose, onDone }: Props) {
  const [decision, setDecision] = useState('')
  const [reason, setReason] = useState('')
  const [given, setGiven] = useState(asked.amountFen ? formatYuan(BigInt(asked.amountFen)) : String(asked.quantity))
  const [fault, setFault] = useState('')
  const { run, busy, failed, clear } = useAction(reconsider)
  const money = asked.amountFen !== null

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setFault('')
    let gives: { amountFen: number } | { quantity: number } | null = null
    if (decision === 'amended' && money) {
      const amount = parseYuan(given)
      if (!amount.ok) return setFault(errorText(`money.${amount.error}`))
      gives = { amountFen: amount.value }
    } else if (decision === 'amended') gives = { quantity: Number(given) }
    const answer = await run({ number, version, decision: decision as 'upheld', reason, ...(gives ?? {}) })
    if (answer?.ok) onDone(decision === 'amended' ? '结果改了，决定书发出了' : '维持原结果，决定书发出了')
  }

  const givenFault = fault || (failed?.fields.amountFen ? errorText(failed.fields.amountFen) : failed?.fields.quantity ? errorText(failed.fields.quantity) : '')
  const unproven = failed?.code === 'step_up.needed'
  return (
    <>
      {unproven ? <Proof onProven={clear} /> : null}
      <form className="adm-form" onSubmit={submit} noValidate>
        <RadioGroup
          id="decision"
          name="decision"
          label="复核决定"
          options={[
            ['upheld', '维持原结果'],
            ['amended', '变更：给支持'],
          ]}
          selected={decision}
          error={failed?.fields.decision ? errorText(failed.fields.decision) : undefined}
          onChange={(event) => setDecision(event.target.value)}
        />
        {decision === 'amended' ? (
          <TextField
            id="given"
            label={money ? '给多少（元）' : '给几个'}
            hint={
              money
                ? `申请的是 ${formatYuan(BigInt(asked.amountFen ?? 0))} 元，不能更多${asked.grant ? '；同一步从批次的预算线承诺' : ''}`
                : `申请的是 ${asked.quantity} 个，不能更多`
            }
            inputMode={money ? 'decimal' : 'numeric'}
            value={given}
            error={givenFault || undefined}
            onChange={(event) => setGiven(event.target.value)}
          />
        ) : null}
        <TextArea
          id="reason"
          label="理由"
          hint="写进复核决定书，申请人会看到"
          rows={4}
          maxLength={500}
          value={reason}
          error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormFoot failed={unproven ? null : failed} busy={busy} cancel="先不定" onCancel={onClose} doing="正在办" submit="作出决定，发决定书" />
      </form>
    </>
  )
}
