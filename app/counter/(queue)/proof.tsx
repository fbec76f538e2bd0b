'use client'

import { useId, useState } from 'react'
import { TextField } from '@/app/_ui/fields'
import { Note } from '@/app/_ui/tag'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { stepUp } from './actions'

/** 再验一次密码, before a signature above the limit; nothing else on the page is lost meanwhile. */
export function Proof({ onProven }: { onProven: () => void }) {
  const { run, busy, failed } = useAction(stepUp)
  const [password, setPassword] = useState('')
  const id = useId()
  const wrong = failed?.fields.password
  return (
    <form
      className="proof"
      onSubmit={async (event) => {
        event.preventDefault()
        const answer = await run({ password })
        setPassword('')
        if (answer?.ok) onProven()
      }}
    >
      <TextField
        id={`${id}-password`}
        label="金额超过规定，先再验一次密码"
        type="password"
        autoComplete="current-password"
        className="short"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={wrong ? errorText(wrong) : undefined}
      />
      {failed && !wrong ? <Note kind="bad">{failed.text}</Note> : null}
      <button type="submit" className="btn md sec" disabled={busy || password === ''}>
        验密码
      </button>
    </form>
  )
}
