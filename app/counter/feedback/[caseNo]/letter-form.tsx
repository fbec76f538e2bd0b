'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { TextArea, TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { approve, save } from '../actions'

interface Props {
  caseNo: string
  version: number
  failed: readonly string[]
  comments: readonly string[]
  /** What the experts wrote, without what would name them. */
  remarks: readonly string[]
  change: string
  nextRound: string
}

/** One paragraph per line. */
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export function LetterForm(props: Props) {
  const router = useRouter()
  const [version, setVersion] = useState(props.version)
  const [failed, setFailed] = useState(props.failed.join('\n'))
  const [comments, setComments] = useState(props.comments.join('\n'))
  const [change, setChange] = useState(props.change)
  const [nextRound, setNextRound] = useState(props.nextRound)
  const [asking, setAsking] = useState(false)
  const saving = useAction(save)
  const sending = useAction(approve)
  const fault = (name: string) => {
    const code = Object.entries(saving.failed?.fields ?? {}).find(([field]) => field === name || field.startsWith(`${name}.`))?.[1]
    return code ? errorText(code) : undefined
  }
  const names = ['failed', 'comments', 'change', 'nextRound'] as const
  const summary = names.flatMap((name) => {
    const text = fault(name)
    return text ? [{ fieldId: name, text }] : []
  })
  const other = saving.failed && summary.length === 0 ? saving.failed.text : ''

  async function keep(): Promise<number | null> {
    const answer = await saving.run({ caseNo: props.caseNo, version, failed: lines(failed), comments: lines(comments), change, nextRound })
    if (!answer?.ok) return null
    setVersion(answer.value.version)
    return answer.value.version
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if ((await keep()) !== null) setAsking(true)
  }

  async function send() {
    const answer = await sending.run({ caseNo: props.caseNo, version })
    if (!answer?.ok) return
    setAsking(false)
    toast(`告知书 ${answer.value.document} 发出了`)
    router.refresh()
  }

  return (
    <section className="card pad" aria-labelledby="text">
      <div className="row between wrap g8">
        <h2 id="text" className="t16">
          信里写什么
        </h2>
      </div>
      <form className="adm-form letter-form" onSubmit={submit} noValidate>
        <ErrorSummary errors={summary} />
        <TextArea
          id="failed"
          label="没有通过的原因"
          hint="一行一条；已经放进初审和会议的理由，改成申请人看得懂的话"
          rows={4}
          value={failed}
          error={fault('failed')}
          onChange={(event) => setFailed(event.target.value)}
        />
        <TextArea
          id="comments"
          label="评审意见（不署名）"
          hint="一行一条；挑有用的，改掉能认出是谁的话"
          rows={4}
          value={comments}
          error={fault('comments')}
          onChange={(event) => setComments(event.target.value)}
        />
        {props.remarks.length > 0 ? (
          <details className="mt8">
            <summary>专家写的 {props.remarks.length} 条，点一条放进信里</summary>
            <ul className="letter-list">
              {props.remarks.map((remark) => (
                <li key={remark}>
                  <button type="button" className="linkish" onClick={() => setComments((text) => (text.trim() === '' ? remark : `${text.trim()}\n${remark}`))}>
                    {remark}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        <TextArea
          id="change"
          label="怎么改"
          hint="改什么、补什么，下次更有把握"
          rows={4}
          maxLength={1000}
          value={change}
          error={fault('change')}
          onChange={(event) => setChange(event.target.value)}
        />
        <TextField
          id="nextRound"
          label="下一次机会"
          hint="从批次算出来，可以改写"
          maxLength={200}
          value={nextRound}
          error={fault('nextRound')}
          onChange={(event) => setNextRound(event.target.value)}
        />
        {other ? (
          <p className="errmsg" role="alert">
            {other}
          </p>
        ) : null}
        <p className="adm-bar">
          <button type="submit" className="btn md" disabled={saving.busy}>
            {saving.busy ? '正在存' : '存好，核准发送'}
          </button>
          <button type="button" className="btn sec md" disabled={saving.busy} onClick={async () => ((await keep()) === null ? undefined : toast('草稿存好了'))}>
            只存草稿
          </button>
        </p>
      </form>
      <Dialog open={asking} title="核准并发送这封告知书" onClose={() => setAsking(false)}>
        <p className="t14 c2 mt8">发出后申请人马上看得到，信里的话不能再改。</p>
        {sending.failed ? (
          <p className="errmsg mt8" role="alert">
            {sending.failed.text}
          </p>
        ) : null}
        <p className="adm-bar end">
          <button type="button" className="btn sec md" onClick={() => setAsking(false)}>
            再看看
          </button>
          <button type="button" className="btn md" disabled={sending.busy} onClick={send}>
            {sending.busy ? '正在发' : '核准，发给申请人'}
          </button>
        </p>
      </Dialog>
    </section>
  )
}
