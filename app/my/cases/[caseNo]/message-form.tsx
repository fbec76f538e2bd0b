'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { sendMessage } from '@/app/my/actions'
import { errorText } from '@/lib/i18n/errors'

const MOST = 1000

/** A message to whoever has the case. */
export function MessageForm({ caseNo }: { caseNo: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(sendMessage)
  const [text, setText] = useState('')
  const [fault, setFault] = useState('')
  const length = [...text.trim()].length
  const send = async () => {
    const code = length === 0 ? 'text.empty' : length > MOST ? `text.too_long:${MOST}:${length}` : ''
    setFault(code)
    if (code) return
    const answer = await run({ caseNo, internal: false, text })
    if (!answer?.ok) return
    setText('')
    toast('留言发出了')
    router.refresh()
  }
  const error = fault ? errorText(fault) : failed?.text
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TextArea id="message" label="写留言" rows={3} value={text} error={error} onChange={(event) => setText(event.target.value)} />
      <p className="mt12">
        <button type="submit" className="btn md sec" disabled={busy}>
          {busy ? '正在发' : '发给经办人'}
        </button>
      </p>
    </form>
  )
}
