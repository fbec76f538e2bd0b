'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { SelectField, TextField } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { draftSchema } from '@/lib/journeys/support/model/schema'
import { draft } from '../../actions'

interface Props {
  caseNo: string
  milestones: readonly { readonly title: string; readonly evidence: string; readonly dueOn: string; readonly moved: string }[]
}

/** Only the days are chosen here, and which milestone opens the second instalment; everything else is as approved and as applied for. */
export function DraftForm({ caseNo, milestones }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(draft)
  const [fault, setFault] = useState('')
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const input = { caseNo, dueOn: milestones.map((_, i) => String(form.get(`due${i}`) ?? '')), payOn: Number(form.get('payOn')) }
    const parsed = draftSchema.safeParse(input)
    setFault(parsed.success ? '' : (parsed.error.issues[0]?.message ?? ''))
    if (!parsed.success) return
    const answer = await run(input)
    if (answer?.ok) router.push(`/counter/support/${answer.value.number}`)
  }
  return (
    <form className="sup-form" onSubmit={submit} noValidate>
      {milestones.map((one, i) => (
        <TextField
          key={one.title}
          id={`due-${i}`}
          name={`due${i}`}
          type="date"
          className="short"
          label={`里程碑 ${i + 1}：${one.title}`}
          hint={`证据：${one.evidence}${one.moved}。遇休息日自动顺延`}
          defaultValue={one.dueOn}
        />
      ))}
      <SelectField
        id="pay-on"
        name="payOn"
        label="第 2 期等哪个里程碑"
        hint="它和它前面的都验收了，才能申请第 2 期"
        defaultValue={String(milestones.length)}
        options={milestones.map((one, i) => [String(i + 1), `里程碑 ${i + 1}：${one.title}`] as const)}
      />
      {fault || failed ? (
        <p className="errmsg mt12" role="alert">
          {fault ? errorText(fault) : failed?.text}
        </p>
      ) : null}
      <p className="row g12 mt16">
        <button type="submit" className="btn" disabled={busy}>
          {busy ? '正在起草' : '发立项通知书，起草协议'}
        </button>
        <a className="btn quiet" href="/counter/support?view=agreements">
          先不办
        </a>
      </p>
    </form>
  )
}
