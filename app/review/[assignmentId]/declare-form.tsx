'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { declaration } from '@/lib/foundation/panel/model/declaration'
import { declare, recuse } from '../actions'
import { EndDialog } from './end-dialog'

interface Props {
  assignmentId: string
  code: string
  field: string
  roundName: string
  reviewerNo: string
  blind: boolean
}

/** What an expert signs before the material opens; leaving is as near as signing. */
export function DeclareForm({ assignmentId, code, field, roundName, reviewerNo, blind }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(declare)
  const [noRelation, setNoRelation] = useState(false)
  const [confidential, setConfidential] = useState(false)
  const [told, setTold] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const ready = noRelation && confidential

  async function sign() {
    setTold(true)
    if (!ready) return
    const answer = await run({ assignmentId, noRelation: true, confidential: true })
    if (answer?.ok) router.refresh()
  }

  return (
    <form
      className="rv-declare"
      onSubmit={(event) => {
        event.preventDefault()
        void sign()
      }}
    >
      <h1>{declaration.title}</h1>
      <p className="c2 mt4">
        {roundName}，{code}（{field}）。你是专家 {reviewerNo}。签了以后材料才打开。
      </p>
      {blind ? <p className="c2 mt4">这一轮是盲评：材料里的姓名、单位和联系方式已经隐去。认出是谁，也请按「我要回避」。</p> : null}
      <fieldset className="rv-vow">
        <legend>回避</legend>
        <ul>
          {declaration.recusal.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <label className="choice">
          <input type="checkbox" checked={noRelation} onChange={(event) => setNoRelation(event.target.checked)} aria-invalid={told && !noRelation} />
          <span>上面都属实，我和这份申报没有须回避的关系</span>
        </label>
      </fieldset>
      <fieldset className="rv-vow">
        <legend>保密</legend>
        <ul>
          {declaration.confidentiality.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <label className="choice">
          <input type="checkbox" checked={confidential} onChange={(event) => setConfidential(event.target.checked)} aria-invalid={told && !confidential} />
          <span>我会做到</span>
        </label>
      </fieldset>
      <div role="alert">
        {told && !ready ? <Note kind="bad">两条都要勾上才能打开材料；有一条做不到，请按「我要回避」</Note> : null}
        {failed ? <Note kind="bad">{failed.text}</Note> : null}
      </div>
      <div className="row g12 wrap mt16">
        <button type="submit" className="btn" aria-disabled={busy}>
          {busy ? '正在签' : '签署，打开材料'}
        </button>
        <button type="button" className="btn sec" onClick={() => setLeaving(true)}>
          我要回避
        </button>
        <a className="btn ghost" href="/review">
          先不看
        </a>
      </div>
      <EndDialog open={leaving} onClose={() => setLeaving(false)} assignmentId={assignmentId} code={code} act={recuse} kind="recuse" />
    </form>
  )
}
