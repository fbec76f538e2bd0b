'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { commit } from '../actions'

interface Props {
  id: string
  state: string
  effective: number
  done: number
  total: number
  /** Why this person cannot commit now; null when they can. */
  because: string | null
}

const POLL_MS = 1000

/** The one step of this page: let the ledger in. While the worker carries it out, the page shows how far it is. */
export function CommitBar({ id, state, effective, done, total, because }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(commit)
  const running = state === 'committing'
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => router.refresh(), POLL_MS)
    return () => clearInterval(timer)
  }, [running, router])
  if (state === 'committed') return null
  if (running)
    return (
      <div className="imp-bar">
        <progress max={total} value={done} aria-label="导入进度">
          {done} / {total}
        </progress>
        <p className="t13 c2" role="status">
          已处理 {done} / {total} 行。可以离开这一页，导入会继续。
        </p>
      </div>
    )
  const start = async () => {
    const answer = await run({ id })
    if (answer?.ok) toast('开始导入')
    router.refresh()
  }
  return (
    <div className="imp-bar">
      <button type="button" className="btn md" onClick={start} disabled={busy || because !== null} aria-describedby={because ? 'imp-why' : undefined}>
        {busy ? '正在开始' : `导入这 ${effective} 行`}
      </button>
      {because ? (
        <p className="t13 c2" id="imp-why">
          {because}
        </p>
      ) : (
        <p className="t13 c2">有误的行会跳过，其余的导入。再传同一份文件不会重复。</p>
      )}
      {failed ? (
        <p className="errmsg" role="alert">
          {failed.text}
        </p>
      ) : null}
    </div>
  )
}
