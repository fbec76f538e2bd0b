'use client'

import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { useAction } from '@/app/_ui/use-action'
import { discard } from '@/app/my/actions'

/** Gives up the draft, after saying what that takes away. */
export function DiscardButton({ id }: { id: string }) {
  const [open, setOpen] = useState(false)
  const { run, busy, failed } = useAction(discard)
  const go = async () => {
    const answer = await run({ id })
    if (answer?.ok) window.location.assign('/my/applications')
  }
  return (
    <>
      <button type="button" className="linkish" onClick={() => setOpen(true)}>
        放弃这张草稿
      </button>
      <Dialog open={open} title="放弃这张草稿吗" onClose={() => setOpen(false)}>
        <p className="mt8">填过的内容和传过的文件都会删掉，找不回来。团队成员还在，下次申请不用重新请。</p>
        {failed ? <p className="errmsg mt12">{failed.text}</p> : null}
        <p className="row g12 mt24">
          <button type="button" className="btn sec" onClick={() => setOpen(false)}>
            留着，接着填
          </button>
          <button type="button" className="btn danger fill" disabled={busy} onClick={go}>
            {busy ? '正在删除' : '放弃草稿'}
          </button>
        </p>
      </Dialog>
    </>
  )
}
