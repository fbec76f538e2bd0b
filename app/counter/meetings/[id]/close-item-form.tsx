'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { RadioGroup, TextArea, TextField } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { type Outcome, outcomeWords } from '@/lib/journeys/meeting/model/voting'
import { parseYuan } from '@/lib/kernel/money'
import { closeItem } from '../actions'

interface Props {
  itemId: string
  askedQuantity: number
  askedFen: number | null
  ready: boolean
  quorum: number
}

/** What the chair typed as a share of the support: yuan or places; null where it cannot be read. */
function shareOf(text: string, askedFen: number | null): { amountFen: number } | { quantity: number } | null {
  if (askedFen !== null) {
    const amount = parseYuan(text)
    return amount.ok ? { amountFen: amount.value } : null
  }
  return /^\d{1,4}$/.test(text.trim()) ? { quantity: Number(text.trim()) } : null
}

/** 议定: what the votes say, for how much, and why where it differs. */
export function CloseItemForm({ itemId, askedQuantity, askedFen, ready, quorum }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(closeItem)
  const asked = askedFen === null ? String(askedQuantity) : String(askedFen / 100)
  const [outcome, setOutcome] = useState<Outcome>('concur')
  const [share, setShare] = useState(asked)
  const [reason, setReason] = useState('')
  const [unread, setUnread] = useState(false)
  if (!ready) return <p className="t14 c2 mt16">投够 {quorum} 票后，在这里议定这一项。</p>
  const shareCode = unread ? 'meeting.amount_missing' : (failed?.fields.amountFen ?? failed?.fields.quantity)

  const submit = async () => {
    const read = outcome === 'concur' ? shareOf(share, askedFen) : {}
    setUnread(read === null)
    if (read === null) return
    const answer = await run({ itemId, outcome, reason, ...read })
    if (!answer?.ok) return
    toast(`议定了：${outcomeWords[answer.value.outcome]}`)
    router.refresh()
  }

  return (
    <form
      className="adm-form mt24"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h3 className="t16">议定</h3>
      <RadioGroup
        id="outcome"
        name="outcome"
        label="会议结果"
        options={[
          ['concur', outcomeWords.concur],
          ['reject', outcomeWords.reject],
        ]}
        selected={outcome}
        onChange={(event) => setOutcome(event.target.value === 'reject' ? 'reject' : 'concur')}
      />
      {outcome === 'concur' ? (
        <TextField
          id="share"
          label={askedFen === null ? '定几个' : '定多少元'}
          hint={`申请的是 ${asked}，不能更多`}
          inputMode="decimal"
          value={share}
          error={shareCode ? errorText(shareCode) : undefined}
          onChange={(event) => setShare(event.target.value)}
        />
      ) : null}
      <TextArea
        id="close-reason"
        label={outcome === 'concur' ? '理由（和申请一样时可以不写）' : '理由（申请人会原样读到）'}
        rows={2}
        value={reason}
        error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <Refused failed={failed} />
      <p className="adm-bar">
        <button type="submit" className="btn md" aria-disabled={busy}>
          {busy ? '正在签' : '议定并签字'}
        </button>
      </p>
    </form>
  )
}
