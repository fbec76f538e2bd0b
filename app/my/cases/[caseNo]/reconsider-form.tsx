'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { Refused } from '@/app/_ui/refused'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { reconsider } from '@/app/my/actions'
import { errorText } from '@/lib/i18n/errors'

/** Asked once; what was typed stays when it is refused. */
export function ReconsiderForm({ caseNo, version }: { caseNo: string; version: number }) {
  const router = useRouter()
  const [facts, setFacts] = useState('')
  const [evidence, setEvidence] = useState('')
  const { run, busy, failed } = useAction(reconsider)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const answer = await run({ caseNo, version, facts, evidence })
    if (!answer?.ok) return
    toast(`复核 ${answer.value.number} 收到了`)
    router.refresh()
  }

  return (
    <details className="mt12">
      <summary>申请复核</summary>
      <form onSubmit={submit} noValidate>
        <TextArea
          id="reconsider-facts"
          label="哪里不对"
          hint="说事实：哪一条和实际不一样，实际是什么"
          rows={5}
          maxLength={2000}
          value={facts}
          error={failed?.fields.facts ? errorText(failed.fields.facts) : undefined}
          onChange={(event) => setFacts(event.target.value)}
        />
        <TextArea
          id="reconsider-evidence"
          label="凭什么（可以不填）"
          hint="材料名称和编号；原件带到窗口给复核的人看"
          rows={3}
          maxLength={2000}
          value={evidence}
          error={failed?.fields.evidence ? errorText(failed.fields.evidence) : undefined}
          onChange={(event) => setEvidence(event.target.value)}
        />
        <Refused failed={failed} />
        <p className="mt16">
          <button type="submit" className="btn md" disabled={busy}>
            {busy ? '正在提交' : '提交复核申请'}
          </button>
        </p>
      </form>
    </details>
  )
}
