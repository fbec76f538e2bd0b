'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CheckboxField, TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import type { PersonPage } from '@/lib/foundation/identity/server/person-page'
import { errorText } from '@/lib/i18n/errors'
import { verify } from '../actions'

/** The clerk types what stands on the card; the server compares, so that the stored number need not be shown. */
export function VerifyForm({ person }: { person: PersonPage }) {
  const router = useRouter()
  const { run, busy, failed, clear } = useAction(verify)
  const [idNumber, setIdNumber] = useState('')
  const [seen, setSeen] = useState(false)
  const fault = failed?.fields.idNumber ? errorText(failed.fields.idNumber) : undefined
  const other = failed && !fault ? (failed.fields.seen ? errorText(failed.fields.seen) : failed.text) : ''

  async function submit() {
    // `true` is what the schema wants; an unticked box is refused by it with its sentence
    const answer = await run({ personId: person.id, idNumber, seen: seen as true })
    if (!answer?.ok) return
    toast(`${person.name}的身份核过了`)
    router.refresh()
  }

  return (
    <form
      className="adm-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        id="card-number"
        label="照着证件输一遍号码"
        hint={person.idTail ? '要和本人填的完全一样，不一样不会通过' : '本人还没填过，核过后就存这个号码'}
        autoComplete="off"
        inputMode="text"
        value={idNumber}
        error={fault}
        onChange={(event) => {
          setIdNumber(event.target.value)
          clear()
        }}
      />
      <CheckboxField
        label={`证件上是「${person.name}」，照片和本人一致，证件在有效期内`}
        checked={seen}
        onChange={(event) => {
          setSeen(event.target.checked)
          clear()
        }}
      />
      {other ? (
        <p className="errmsg" role="alert">
          {other}
        </p>
      ) : null}
      <button type="submit" className="btn md" disabled={busy}>
        {busy ? '正在核验' : '核验通过'}
      </button>
    </form>
  )
}
