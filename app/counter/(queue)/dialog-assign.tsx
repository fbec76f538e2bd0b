'use client'

import { useState } from 'react'
import { SelectField, TextArea } from '@/app/_ui/fields'
import { useAction } from '@/app/_ui/use-action'
import { pauseReasons, pauseWords } from '@/lib/foundation/casework/model/pause'
import { errorText } from '@/lib/i18n/errors'
import { assign, pause } from './actions'
import type { DialogProps } from './decisions'
import { DialogActions } from './dialog-parts'

export function AssignDialog({ of, me, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(assign)
  const [userId, setUserId] = useState('')
  const name = of.users.find((user) => user.id === userId)?.name
  return (
    <>
      <p className="t14 mt8">{of.assignee ? `现在是${of.assignee}在办。` : '现在没有人在办。'}</p>
      <SelectField
        id="assign-user"
        label="承办人"
        value={userId}
        onChange={(event) => setUserId(event.target.value)}
        error={failed?.fields.userId ? errorText(failed.fields.userId) : undefined}
        options={[['', '请选'], ...of.users.map((user) => [user.id, `${user.id === me ? '我' : user.name}（手上 ${user.load} 件）`] as const)]}
      />
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="先不分"
        onCancel={onCancel}
        submit={name ? `分给${userId === me ? '我' : name}` : '分派'}
        onSubmit={async () => {
          const answer = await run({ caseNo: of.caseNo, version: of.version, userId })
          if (answer?.ok) onDone(`分给了${answer.value.assignee}`)
        }}
      />
    </>
  )
}

type Reason = (typeof pauseReasons)[number]

export function PauseDialog({ of, onDone, onCancel }: DialogProps) {
  const { run, busy, failed } = useAction(pause)
  const [reason, setReason] = useState<Reason>(pauseReasons[0])
  const [detail, setDetail] = useState('')
  return (
    <>
      <p className="t14 mt8">时钟停下，承诺日和法定日都会顺延。恢复以前谁也不能签。申请人看得到理由。</p>
      <SelectField
        id="pause-reason"
        label="为什么暂停"
        value={reason}
        onChange={(event) => setReason(pauseReasons.find((one) => one === event.target.value) ?? pauseReasons[0])}
        options={pauseReasons.map((one) => [one, pauseWords[one]] as const)}
      />
      <TextArea
        id="pause-detail"
        label="在等什么（申请人会看到）"
        rows={2}
        value={detail}
        onChange={(event) => setDetail(event.target.value)}
        error={failed?.fields.detail ? errorText(failed.fields.detail) : undefined}
      />
      <DialogActions
        busy={busy}
        failed={failed}
        cancel="接着办"
        onCancel={onCancel}
        submit="暂停时钟"
        onSubmit={async () => {
          const answer = await run({ caseNo: of.caseNo, version: of.version, reason, detail })
          if (answer?.ok) onDone('时钟停下了，记得恢复')
        }}
      />
    </>
  )
}
