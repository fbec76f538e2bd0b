'use client'

import { type FormEvent, useState } from 'react'
import { RadioGroup, TextArea } from '@/app/_ui/fields'
import { FormFoot } from '@/app/_ui/form-foot'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { investigate, tell } from '../actions'

interface Common {
  number: string
  version: number
  onClose: () => void
  onDone: () => void
}

const fieldFault = (failed: { fields: Readonly<Record<string, string>> } | null, name: string) =>
  failed?.fields[name] ? errorText(failed.fields[name]) : undefined

/** What was found, for whoever decides. */
export function FindingsForm({ number, version, findings, onClose, onDone }: Common & { findings: string }) {
  const [text, setText] = useState(findings)
  const { run, busy, failed } = useAction(investigate)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if ((await run({ number, version, findings: text }))?.ok) onDone()
  }
  return (
    <form className="adm-form" onSubmit={submit} noValidate>
      <TextArea
        id="findings"
        label="核实了什么，建议怎么定"
        hint="查了哪些材料、问了谁、结果怎样；不写对方的姓名和联系方式"
        rows={7}
        maxLength={2000}
        value={text}
        error={fieldFault(failed, 'findings')}
        onChange={(event) => setText(event.target.value)}
      />
      <FormFoot failed={failed} busy={busy} cancel="先不存" onCancel={onClose} doing="正在存" submit="存好，交给另一个人决定" />
    </form>
  )
}

/** For objectors who left no telephone number. */
export function TellForm({ number, version, onClose, onDone }: Common & { hasContact: boolean }) {
  const [how, setHow] = useState('letter')
  const { run, busy, failed } = useAction(tell)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if ((await run({ number, version, how: how as 'letter' }))?.ok) onDone()
  }
  return (
    <form className="adm-form" onSubmit={submit} noValidate>
      <RadioGroup
        id="how"
        name="how"
        label="用什么告诉对方的"
        selected={how}
        options={[
          ['letter', '写信或邮件'],
          ['phone', '打电话'],
          ['visit', '当面'],
        ]}
        error={fieldFault(failed, 'how')}
        onChange={(event) => setHow(event.target.value)}
      />
      <FormFoot failed={failed} busy={busy} cancel="先不记" onCancel={onClose} doing="正在记" submit="记下，已经告知" />
    </form>
  )
}
