'use client'

import { useState } from 'react'
import { ErrorSummary } from '@/app/_ui/error-summary'
import { RequiredBox } from '@/app/_ui/fields'
import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { submit } from '@/app/my/actions'
import { errorText } from '@/lib/i18n/errors'

interface Props {
  id: string
  version: number
  /** Why it cannot be submitted yet; the button stays closed and says so. */
  fault: { readonly long: string; readonly short: string } | null
}

/** Two declarations and the one button. Pressed twice it acts once. */
export function SubmitForm({ id, version, fault }: Props) {
  const { run, busy, failed } = useAction(submit)
  const [truthful, setTruthful] = useState(false)
  const [verification, setVerification] = useState(false)
  const [missing, setMissing] = useState<string[]>([])
  const [sent, setSent] = useState(false)

  const send = async () => {
    const open = [...(truthful ? [] : ['truthful']), ...(verification ? [] : ['verification'])]
    setMissing(open)
    if (!truthful || !verification) return
    const answer = await run({ id, version, truthful, verification })
    if (!answer?.ok) return
    setSent(true)
    window.location.assign(`/my/applications/${id}/submitted`)
  }
  const wordsOf = (field: string) => (missing.includes(field) ? errorText(`declare.${field}`) : undefined)
  const stale = failed?.code === 'draft.stale'

  return (
    <form
      className="sum"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h2>声明</h2>
      <ErrorSummary errors={missing.map((field) => ({ fieldId: field, text: errorText(`declare.${field}`) }))} />
      <div className="decl">
        <RequiredBox
          id="truthful"
          label="内容属实。没有花钱请中介代办。"
          checked={truthful}
          error={wordsOf('truthful')}
          onChange={(event) => setTruthful(event.target.checked)}
        />
        <RequiredBox
          id="verification"
          label="同意核验学历、社保和企业登记信息，只用于这次申请。"
          checked={verification}
          error={wordsOf('verification')}
          onChange={(event) => setVerification(event.target.checked)}
        />
      </div>
      {fault ? (
        <div className="mt32">
          <Note kind="warn">{fault.long}</Note>
        </div>
      ) : null}
      {failed ? (
        <div className="mt32" role="alert">
          <Note kind="bad">
            <p>{failed.text}</p>
            {stale ? (
              <p className="mt8">
                <a href={`/my/applications/${id}/check`}>看最新的，再交</a>
              </p>
            ) : null}
          </Note>
        </div>
      ) : null}
      <div className="bar2">
        <button type="submit" className="btn xl" disabled={fault !== null || busy || sent} aria-describedby={fault ? 'why-not' : undefined}>
          {busy || sent ? '正在提交' : '提交申请'}
        </button>
        {fault ? (
          <span className="t14 c3" id="why-not">
            {fault.short}
          </span>
        ) : null}
      </div>
    </form>
  )
}
