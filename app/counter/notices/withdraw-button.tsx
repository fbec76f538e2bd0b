'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { ReasonForm } from '@/app/_ui/reason-form'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { withdraw } from './actions'

export function WithdrawButton({ number, version }: { number: string; version: number }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { run, busy, failed } = useAction(withdraw)
  async function submit(reason: string) {
    const answer = await run({ number, version, reason })
    if (!answer?.ok) return
    setOpen(false)
    toast(`公示 ${number} 撤下了，名单等重新公示`)
    router.refresh()
  }
  return (
    <>
      <button type="button" className="linkish" onClick={() => setOpen(true)}>
        撤下<span className="vh">：{number}</span>
      </button>
      <Dialog open={open} title={`撤下公示 ${number}`} onClose={() => setOpen(false)}>
        <ReasonForm
          hint="会存档，审计看得到"
          action="撤下这份公示"
          busyText="正在撤下"
          keep="先不撤"
          busy={busy}
          failed={failed}
          onClose={() => setOpen(false)}
          onSubmit={submit}
        >
          <p className="mt8 t14 c2">公开页上马上看不到；名单回到等公示，改好后重新公示，天数重新算。</p>
        </ReasonForm>
      </Dialog>
    </>
  )
}
