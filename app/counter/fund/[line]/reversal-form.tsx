'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { proposeReversal } from '../actions'

/** Asks for a reason; the posting stays, a counter-entry is made when another has signed. */
export function ReversalForm({ txnId }: { txnId: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(proposeReversal)
  const [reason, setReason] = useState('')
  const send = async () => {
    const done = await run({ txnId, reason })
    if (!done?.ok) return
    toast('提交了，等分管领导签')
    router.refresh()
  }
  return (
    <details className="fund-noprint mt12">
      <summary>记错了，提冲正</summary>
      <form
        className="adm-form"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <TextArea
          id="reversal-reason"
          label="哪里记错了"
          hint="原凭证不改不删，另记一笔相反的。要分管领导签。"
          rows={2}
          maxLength={500}
          value={reason}
          error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {failed && !failed.fields.reason ? (
          <p className="errmsg" role="alert">
            {failed.text}
          </p>
        ) : null}
        <p className="adm-bar">
          <button type="submit" className="btn md" disabled={busy}>
            {busy ? '正在提交' : '提交冲正'}
          </button>
        </p>
      </form>
    </details>
  )
}
