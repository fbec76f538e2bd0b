'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { closeLine } from '../actions'

interface Props {
  lineId: string
  name: string
  /** Commitments that are not settled yet. */
  open: number
  /** What would go back to the year's source, in yuan. */
  left: string
}

/** Closing is final: it is asked once more, with what it does. */
export function CloseButton({ lineId, name, open, left }: Props) {
  const router = useRouter()
  const [asked, setAsked] = useState(false)
  const { run, busy, failed, clear } = useAction(closeLine)
  const close = async () => {
    const done = await run({ lineId })
    if (!done?.ok) return
    setAsked(false)
    toast(`${name}关账了`)
    router.refresh()
  }
  return (
    <div className="mt12">
      <button
        type="button"
        className="btn md"
        onClick={() => {
          clear()
          setAsked(true)
        }}
      >
        关账
      </button>
      <Dialog open={asked} title={`关账：${name}`} onClose={() => setAsked(false)}>
        <p className="t14 mt8">
          {open > 0 ? `还有 ${open} 笔没处理，先由财务逐笔选结转或核减。` : `结余 ${left} 元会收回年度来源。关了以后这条线不能再记账，也不能再开。`}
        </p>
        {failed ? (
          <p className="errmsg" role="alert">
            {failed.text}
          </p>
        ) : null}
        <p className="adm-bar end">
          <button type="button" className="btn sec md" onClick={() => setAsked(false)}>
            先不关
          </button>
          <button type="button" className="btn md" disabled={busy || open > 0} onClick={() => void close()}>
            关账
          </button>
        </p>
      </Dialog>
    </div>
  )
}
