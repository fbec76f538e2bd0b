'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { answerSchema } from '@/lib/journeys/support/model/schema'
import { answer } from '../actions'

/** The founder's own account of what happened, before anybody decides. */
export function AnswerForm({ number, version }: { number: string; version: number }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(answer)
  const [fault, setFault] = useState('')
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const input = { number, version, answer: String(new FormData(event.currentTarget).get('answer') ?? '') }
    const parsed = answerSchema.safeParse(input)
    setFault(parsed.success ? '' : (parsed.error.issues[0]?.message ?? ''))
    if (!parsed.success) return
    const done = await run(input)
    if (!done?.ok) return
    toast('答复交了')
    router.refresh()
  }
  return (
    <form onSubmit={submit} noValidate>
      <TextArea
        id="claim-answer"
        name="answer"
        label="你的说法"
        hint="交上去后不能改。想分期退，也写在这里"
        rows={5}
        error={fault ? errorText(fault) : undefined}
      />
      {failed ? (
        <p className="errmsg mt8" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="mt12">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在交' : '交答复'}
        </button>
      </p>
    </form>
  )
}
