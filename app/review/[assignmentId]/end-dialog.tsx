'use client'

import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea } from '@/app/_ui/fields'
import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import type { abstain, recuse } from '../actions'

const words = {
  recuse: {
    title: (code: string) => `回避 ${code}？`,
    text: '马上换下一位专家，你写的分数不算，看过什么会留下记录。回避没有任何不好的影响。',
    label: '是什么关系',
    hint: '写一句就行，比如：负责人是我三年前的学生。只有受理台、组长和监督员看得到。',
    verb: '回避，换人',
    stay: '不回避，接着评',
  },
  abstain: {
    title: (code: string) => `${code} 弃评？`,
    text: '这一份换下一位专家来评，你写的分数不算。',
    label: '为什么评不了',
    hint: '比如：不是我的专业。',
    verb: '弃评，换人',
    stay: '不弃，接着评',
  },
} as const

interface Props {
  open: boolean
  onClose: () => void
  assignmentId: string
  code: string
  act: typeof recuse | typeof abstain
  kind: keyof typeof words
}

/** 回避 and 弃评: the consequence, one sentence, the verb. */
export function EndDialog({ open, onClose, assignmentId, code, act, kind }: Props) {
  const { run, busy, failed } = useAction(act)
  const [reason, setReason] = useState('')
  const [short, setShort] = useState(false)
  const say = words[kind]

  async function leave() {
    if ([...reason.trim()].length < 2) return setShort(true)
    const answer = await run({ assignmentId, reason })
    if (answer?.ok) location.assign('/review')
  }

  return (
    <Dialog open={open} title={say.title(code)} onClose={onClose}>
      <p className="c2">{say.text}</p>
      <TextArea
        id={`${kind}-reason`}
        label={say.label}
        hint={say.hint}
        rows={2}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={short && [...reason.trim()].length < 2 ? errorText('text.too_short:2') : undefined}
      />
      {failed ? (
        <div className="mt12" role="alert">
          <Note kind="bad">{failed.text}</Note>
        </div>
      ) : null}
      <div className="acts">
        <button type="button" className="btn md sec" onClick={onClose}>
          {say.stay}
        </button>
        <button type="button" className="btn md danger" aria-disabled={busy} onClick={() => void leave()}>
          {busy ? '正在换人' : say.verb}
        </button>
      </div>
    </Dialog>
  )
}
