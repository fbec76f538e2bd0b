'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { retryJob } from '../actions'

export function RetryButton({ jobId, task }: { jobId: string; task: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, busy, failed, clear } = useAction(retryJob)
  const close = () => {
    setOpen(false)
    clear()
  }

  async function submit() {
    const answer = await run({ jobId, reason })
    if (!answer?.ok) return
    toast('排进队列了，马上再跑')
    close()
    router.refresh()
  }

  return (
    <>
      <button type="button" className="btn sec sm" onClick={() => setOpen(true)}>
        再跑一次
      </button>
      <Dialog open={open} title={`再跑一次「${task}」#${jobId}？`} onClose={close}>
        <form
          className="adm-form"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <p className="mt8 t14 c2">马上跑，次数从头算。同一件事不会做两遍。</p>
          <TextArea
            id="reason"
            label="为什么现在能成"
            hint="比如：短信服务商恢复了"
            rows={3}
            maxLength={500}
            value={reason}
            error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          {failed && !failed.fields.reason ? (
            <p className="errmsg" role="alert">
              {failed.text}
            </p>
          ) : null}
          <p className="adm-bar end">
            <button type="button" className="btn sec md" onClick={close}>
              先不跑
            </button>
            <button type="submit" className="btn md" disabled={busy}>
              {busy ? '正在排队' : '再跑一次'}
            </button>
          </p>
        </form>
      </Dialog>
    </>
  )
}
