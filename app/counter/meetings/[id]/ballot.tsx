'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { type Vote, votes, voteWords } from '@/lib/journeys/meeting/model/voting'
import { recuseFromItem, vote } from '../actions'

/** One press, one vote; or leaving for this item by one's own word. */
export function Ballot({ itemId }: { itemId: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(vote)
  const [leaving, setLeaving] = useState(false)
  const cast = async (value: Vote) => {
    const answer = await run({ itemId, vote: value })
    if (answer?.ok) toast(`投了${voteWords[value]}`)
    router.refresh()
  }
  return (
    <>
      {failed ? (
        <p className="errmsg mt8" role="alert">
          {failed.text}
        </p>
      ) : null}
      <div className="ballot">
        {votes.map((value) => (
          <button key={value} type="button" className="btn sec" aria-disabled={busy} onClick={() => cast(value)}>
            {voteWords[value]}
          </button>
        ))}
      </div>
      <p className="adm-bar">
        <button type="button" className="btn sm quiet" onClick={() => setLeaving(true)}>
          我要回避这一项
        </button>
      </p>
      <Dialog open={leaving} title="回避这一项" onClose={() => setLeaving(false)}>
        <Recuse itemId={itemId} onDone={() => setLeaving(false)} />
      </Dialog>
    </>
  )
}

function Recuse({ itemId, onDone }: { itemId: string; onDone: () => void }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(recuseFromItem)
  const [reason, setReason] = useState('')
  const fault = failed?.fields.reason
  return (
    <form
      className="adm-form"
      onSubmit={async (event) => {
        event.preventDefault()
        if (!(await run({ itemId, reason }))?.ok) return
        onDone()
        toast('记入纪要了，请离场')
        router.refresh()
      }}
    >
      <TextArea
        id="recuse-reason"
        label="什么关系"
        hint="会写进会议纪要。回避后这一项不能再表决"
        rows={2}
        value={reason}
        error={fault ? errorText(fault) : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      {failed && !fault ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="adm-bar end">
        <button type="button" className="btn sec md" onClick={onDone}>
          不回避
        </button>
        <button type="submit" className="btn md" aria-disabled={busy}>
          回避这一项
        </button>
      </p>
    </form>
  )
}
