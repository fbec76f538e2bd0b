'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { request } from '../actions'

/** Asks for an instalment whose condition is met; the paper is made from it. */
export function RequestForm({ instalmentId, version, no, amount }: { instalmentId: string; version: number; no: number; amount: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(request)
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get('note') ?? '')
    const answer = await run({ instalmentId, version, note })
    if (!answer?.ok) return
    toast(`交了拨付申请单 ${answer.value.requestNo}`)
    router.refresh()
  }
  const fault = failed?.fields.note
  return (
    <form onSubmit={submit} noValidate>
      <TextArea id={`req-${no}`} name="note" label="说明（可以不写）" rows={2} maxLength={500} error={fault ? errorText(fault) : undefined} />
      {failed && !fault ? (
        <p className="errmsg mt8" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="mt12">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在交' : `申请第 ${no} 期 ${amount} 元`}
        </button>
      </p>
    </form>
  )
}
