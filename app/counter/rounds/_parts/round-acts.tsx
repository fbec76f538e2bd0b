'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { frozenWords } from '@/lib/foundation/programme/model/round'
import type { Wire } from '@/lib/kernel/app-error'
import { close, publish, withdraw } from '../actions'

interface Act {
  id: string
  version: number
  name: string
}

interface Step extends Act {
  label: string
  title: string
  action: (request: { key: string; input: { id: string; version: number } }) => Promise<Wire<{ name: string }>>
  done: string
  quiet?: boolean
  children: React.ReactNode
}

/** A step that is asked for once more, with what follows from it. */
function AskedStep({ id, version, label, title, action, done, quiet = false, children }: Step) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { run, busy, failed, clear } = useAction(action)
  const shut = () => {
    setOpen(false)
    clear()
  }
  const go = async () => {
    const answer = await run({ id, version })
    if (!answer?.ok) return
    shut()
    toast(done)
    router.refresh()
  }
  return (
    <>
      <button type="button" className={quiet ? 'btn md sec' : 'btn md'} onClick={() => setOpen(true)}>
        {label}
      </button>
      <Dialog open={open} title={title} onClose={shut}>
        <div className="t14 mt8">{children}</div>
        {failed ? (
          <p className="errmsg" role="alert">
            {failed.text}
          </p>
        ) : null}
        <p className="row g8 mt16">
          <button type="button" className="btn" disabled={busy} onClick={go}>
            {busy ? '正在办' : label}
          </button>
          <button type="button" className="btn quiet" onClick={shut}>
            先不办
          </button>
        </p>
      </Dialog>
    </>
  )
}

export const PublishStep = (act: Act & { opens: string; closes: string | null }) => (
  <AskedStep {...act} label="发布" title={`发布「${act.name}」`} action={publish} done="发布了">
    <p>
      {act.opens}开始收申请{act.closes ? `，${act.closes}截止` : ''}。发布后，首页和申请页会公布。
    </p>
    <p className="mt8">第一份申请开始填写以后，下面这些谁也改不了：</p>
    <ul className="rnd-frozen">
      {frozenWords.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  </AskedStep>
)

export const WithdrawStep = (act: Act) => (
  <AskedStep {...act} label="撤回发布" title={`撤回「${act.name}」`} action={withdraw} done="撤回了，可以再改" quiet>
    <p>现在还没有人开始填表，撤回以后变回草稿，可以再改。有人开始填表就不能撤回了。</p>
  </AskedStep>
)

export const CloseStep = (act: Act) => (
  <AskedStep {...act} label="停止收申请" title={`停止「${act.name}」`} action={close} done="停止收申请了" quiet>
    <p>从现在起不再收新的申请，没交的草稿也不能交了；已经交的照常办完。停了就不能再开。</p>
  </AskedStep>
)
