'use client'

import { type ReactNode, useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import type { Failure } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'

interface Props {
  hint: string
  action: string
  busyText: string
  keep: string
  busy: boolean
  failed: Failure | null
  onClose: () => void
  onSubmit: (reason: string) => void
  children?: ReactNode
}

/** A dialog's body that asks for the reason that goes into the audit. */
export function ReasonForm({ hint, action, busyText, keep, busy, failed, onClose, onSubmit, children }: Props) {
  const [reason, setReason] = useState('')
  const fault = failed?.fields.reason ? errorText(failed.fields.reason) : undefined
  const other = failed && Object.keys(failed.fields).length === 0 ? failed.text : ''
  return (
    <form
      className="adm-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(reason)
      }}
    >
      {children}
      <TextArea
        id="reason"
        label="理由"
        hint={hint}
        rows={3}
        maxLength={500}
        value={reason}
        error={fault}
        onChange={(event) => setReason(event.target.value)}
      />
      {other ? (
        <p className="errmsg" role="alert">
          {other}
        </p>
      ) : null}
      <p className="adm-bar end">
        <button type="button" className="btn sec md" onClick={onClose}>
          {keep}
        </button>
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? busyText : action}
        </button>
      </p>
    </form>
  )
}
