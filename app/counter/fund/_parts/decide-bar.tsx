'use client'

import { useRouter } from 'next/navigation'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { decideBudget, decideReversal, decideTransfer } from '../actions'

const actions = { transfer: decideTransfer, reversal: decideReversal, budget: decideBudget } as const

interface Props {
  id: string
  what: keyof typeof actions
  approve: string
}

/** The second signature: agree or refuse. */
export function DecideBar({ id, what, approve }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(actions[what])
  const decide = async (outcome: 'approved' | 'refused') => {
    const done = await run({ id, outcome })
    if (!done?.ok) return
    toast(done.value.voucher ? `签了，凭证 ${done.value.voucher}` : '退回了')
    router.refresh()
  }
  return (
    <div className="fund-noprint">
      {failed ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="adm-bar">
        <button type="button" className="btn sm" disabled={busy} onClick={() => void decide('approved')}>
          {approve}
        </button>
        <button type="button" className="btn sec sm" disabled={busy} onClick={() => void decide('refused')}>
          不同意
        </button>
      </p>
    </div>
  )
}
