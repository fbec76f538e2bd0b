'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { addNote } from './actions'

/** A message to the applicant, or a note of the staff: which one stands on the button. */
export function NoteForm({ caseNo, internal }: { caseNo: string; internal: boolean }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const { run, busy, failed } = useAction(addNote)
  return (
    <form
      className="mt8"
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ caseNo, internal, text })
        if (!answer?.ok) return
        setText('')
        toast(internal ? '备注记下了' : '留言发出了，也给申请人发了短信')
        router.refresh()
      }}
    >
      <TextArea
        id={internal ? 'note-internal' : 'note-message'}
        label={internal ? '写一条内部备注' : '给申请人留言'}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={failed ? (failed.fields.text ? errorText(failed.fields.text) : failed.text) : undefined}
      />
      <button type="submit" className="btn sm sec mt8" aria-disabled={busy}>
        {busy ? '正在提交' : internal ? '记下备注' : '发给申请人'}
      </button>
    </form>
  )
}
