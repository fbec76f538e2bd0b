'use client'

import { type FormEvent, useState } from 'react'
import { RadioGroup, TextArea } from '@/app/_ui/fields'
import { FormFoot } from '@/app/_ui/form-foot'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { confirm, decide } from '../actions'

interface Common {
  number: string
  version: number
  onClose: () => void
  onDone: (text: string) => void
}

const outcomes = [
  ['unfounded', '不成立：继续公示，期满可以批准'],
  ['reject', '成立：这一项不予通过'],
  ['return', '成立：退回会议再议，重新公示'],
] as const

/** The reason goes to both sides: it names neither. */
export function DecideForm({ number, version, onClose, onDone }: Common) {
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const { run, busy, failed } = useAction(decide)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const founded = outcome === 'reject' || outcome === 'return'
    const answer = await run({
      number,
      version,
      decision: founded ? 'founded' : (outcome as 'unfounded'),
      ...(founded ? { consequence: outcome } : {}),
      reason,
    })
    if (answer?.ok) onDone('决定作出了，双方会收到')
  }
  const fault = failed?.fields.decision ?? failed?.fields.consequence
  return (
    <form className="adm-form" onSubmit={submit} noValidate>
      <RadioGroup
        id="outcome"
        name="outcome"
        label="核实下来"
        options={outcomes}
        selected={outcome}
        error={fault ? errorText(fault) : undefined}
        onChange={(event) => setOutcome(event.target.value)}
      />
      <TextArea
        id="reason"
        label="理由"
        hint="告诉提异议的人和申请人，两边都看得到；不要写出是谁提的"
        rows={4}
        maxLength={500}
        value={reason}
        error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormFoot failed={failed} busy={busy} cancel="先不定" onCancel={onClose} doing="正在办" submit="作出决定" />
    </form>
  )
}

/** A second person looks at «not admissible»: agrees, or has it taken up. */
export function ConfirmForm({ number, version, onClose, onDone }: Common) {
  const [agree, setAgree] = useState('')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { run, busy, failed } = useAction(confirm)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setMissing(agree === '')
    if (agree === '') return
    const answer = await run({ number, version, agree: agree === 'yes', reason })
    if (answer?.ok) onDone(agree === 'yes' ? '不予受理，已告知' : '转为受理，由原来的人核实')
  }
  return (
    <form className="adm-form" onSubmit={submit} noValidate>
      <RadioGroup
        id="agree"
        name="agree"
        label="经办拟不受理，你看"
        options={[
          ['yes', '同意，不予受理'],
          ['no', '不同意，先受理再核实'],
        ]}
        selected={agree}
        error={missing ? errorText('choice.missing') : undefined}
        onChange={(event) => setAgree(event.target.value)}
      />
      <TextArea
        id="reason"
        label="理由"
        hint="不予受理的，对方会看到"
        rows={4}
        maxLength={500}
        value={reason}
        error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormFoot failed={failed} busy={busy} cancel="先不定" onCancel={onClose} doing="正在办" submit="作出决定" />
    </form>
  )
}
