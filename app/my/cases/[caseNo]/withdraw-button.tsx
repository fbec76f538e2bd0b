'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { withdrawCase } from '@/app/my/actions'

/** Takes the case back, after saying what that means. */
export function WithdrawButton({ caseNo, item, version }: { caseNo: string; item: string; version: number }) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const { run, busy, failed } = useAction(withdrawCase)
  const go = async () => {
    const answer = await run({ caseNo, version })
    if (!answer?.ok) return
    setAsking(false)
    toast('撤回了')
    router.refresh()
  }
  return (
    <>
      <p className="mt12">
        <button type="button" className="btn md sec" onClick={() => setAsking(true)}>
          撤回这件申请
        </button>
      </p>
      <Dialog open={asking} title={`撤回「${item}」的申请吗`} onClose={() => setAsking(false)}>
        <p className="mt8">撤回后这个编号（{caseNo}）就结束了，不能恢复。同一张表里的其他支持照常办。以后想要可以再申请。</p>
        {failed ? (
          <p className="errmsg mt12" role="alert">
            {failed.text}
          </p>
        ) : null}
        <p className="row wrap g12 mt24">
          <button type="button" className="btn sec" onClick={() => setAsking(false)}>
            留着，接着办
          </button>
          <button type="button" className="btn danger" disabled={busy} onClick={go}>
            {busy ? '正在撤回' : '撤回申请'}
          </button>
        </p>
      </Dialog>
    </>
  )
}
