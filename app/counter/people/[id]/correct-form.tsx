'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { TextField } from '@/app/_ui/fields'
import { ReasonForm } from '@/app/_ui/reason-form'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { proposeCorrection } from '../actions'

export function CorrectForm({ personId, onClose }: { personId: string; onClose: () => void }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(proposeCorrection)
  const [idNumber, setIdNumber] = useState('')
  async function submit(reason: string) {
    const answer = await run({ personId, idNumber, reason })
    if (!answer?.ok) return
    toast('提好了，等另一位窗口人员复核')
    onClose()
    router.refresh()
  }
  return (
    <ReasonForm
      hint="比如：本人填错一位，看过身份证原件"
      action="提出更正"
      busyText="正在提交"
      keep="先不改"
      busy={busy}
      failed={failed}
      onClose={onClose}
      onSubmit={submit}
    >
      <p className="mt8 t14 c2">要另一位窗口人员看过证件再改，改之前还是原来的号码。</p>
      <TextField
        id="right-number"
        label="证件上的号码"
        autoComplete="off"
        value={idNumber}
        error={failed?.fields.idNumber ? errorText(failed.fields.idNumber) : undefined}
        onChange={(event) => setIdNumber(event.target.value)}
      />
    </ReasonForm>
  )
}
