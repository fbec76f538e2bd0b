'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { settleCommitment } from '../actions'

interface Props {
  lineId: string
  caseId: string
  stage: 'committed' | 'contracted'
}

/** One commitment: over to the next year, or back to the line; both with a reason. */
export function SettleForm({ lineId, caseId, stage }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(settleCommitment)
  const [reason, setReason] = useState('')
  const settle = async (how: 'carry' | 'release') => {
    const done = await run({ lineId, caseId, stage, how, reason })
    if (!done?.ok) return
    toast(how === 'carry' ? '结转到下年了' : '核减了，钱回到这条线')
    router.refresh()
  }
  return (
    <form
      className="fund-settle"
      onSubmit={(event) => {
        event.preventDefault()
        void settle('carry')
      }}
    >
      <TextField
        id={`reason-${caseId}-${stage}`}
        label="理由"
        maxLength={500}
        value={reason}
        error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="row g8 wrap">
        <button type="submit" className="btn sm" disabled={busy}>
          结转下年
        </button>
        <button type="button" className="btn sec sm" disabled={busy} onClick={() => void settle('release')}>
          核减退回
        </button>
      </p>
      {failed && !failed.fields.reason ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
    </form>
  )
}
