'use client'

import { useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { refuse, sendBack } from './actions'
import type { DialogProps } from './decisions'
import { DialogActions } from './dialog-parts'

export function RefuseDialog({ of, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(refuse)
  const [reason, setReason] = useState('')
  const [legalBasis, setLegalBasis] = useState(of.legalBasis)
  const error = (field: string) => (failed?.fields[field] ? errorText(failed.fields[field]) : undefined)
  return (
    <>
      <p className="t14 mt8">这件就此结束，不能撤回。申请人收到《不予受理通知书》，里面有理由、依据和怎么申请复核；缺材料的请改用一次性告知。</p>
      <TextArea
        id="refuse-reason"
        label="理由（申请人会原样读到）"
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={error('reason')}
      />
      <TextArea
        id="refuse-basis"
        label="依据"
        rows={2}
        value={legalBasis}
        onChange={(event) => setLegalBasis(event.target.value)}
        error={error('legalBasis')}
      />
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="留着再看"
        onCancel={onCancel}
        submit="不予受理，发通知书"
        danger
        onSubmit={async () => {
          const answer = await run({ caseNo: of.caseNo, version: of.version, reason, legalBasis })
          if (answer?.ok) onDone(`不予受理，${answer.value.document}`)
        }}
      />
    </>
  )
}

export function SendBackDialog({ of, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(sendBack)
  const [reason, setReason] = useState('')
  return (
    <>
      <p className="t14 mt8">回到初审，要重新签一次初审意见。时钟照走，不会因为退回而停。</p>
      <TextArea
        id="back-reason"
        label="要再看什么（只有工作人员看得到）"
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={failed?.fields.reason ? errorText(failed.fields.reason) : undefined}
      />
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="先不退"
        onCancel={onCancel}
        submit="退回初审"
        onSubmit={async () => {
          const answer = await run({ caseNo: of.caseNo, version: of.version, reason })
          if (answer?.ok) onDone('退回初审了')
        }}
      />
    </>
  )
}
