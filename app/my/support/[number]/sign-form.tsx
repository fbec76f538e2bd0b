'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { RequiredBox, TextField } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { sign } from '../actions'

interface Props {
  number: string
  version: number
  hash: string
  name: string
  amount: string
}

/** Signing asks twice: that the text was read, and one's own name once more. */
export function SignForm({ number, version, hash, name, amount }: Props) {
  const router = useRouter()
  const { run, busy, failed } = useAction(sign)
  const [faults, setFaults] = useState<{ agreed?: string; name?: string }>({})

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = String(form.get('name') ?? '').trim()
    const agreed = form.get('agreed') === 'on'
    const found = { ...(agreed ? {} : { agreed: 'declare.agreement' }), ...(typed === '' ? { name: 'text.empty' } : {}) }
    setFaults(found)
    if (!agreed || typed === '') return
    const answer = await run({ number, version, hash, name: typed, agreed: true })
    if (!answer?.ok) return
    toast('你签好了，等管委会签')
    router.refresh()
  }

  const nameFault = faults.name ?? failed?.fields.name
  return (
    <form className="sup-form" onSubmit={submit} noValidate>
      <RequiredBox
        id="sign-agreed"
        name="agreed"
        label={`我看过协议全文，同意资助 ${amount} 元和里面的义务、追回条款`}
        error={faults.agreed ? errorText(faults.agreed) : undefined}
      />
      <TextField
        id="sign-name"
        name="name"
        label="再填一遍你的姓名"
        hint={`照着登记的填：${name}`}
        autoComplete="off"
        className="short"
        error={nameFault ? errorText(nameFault) : undefined}
      />
      {failed && !failed.fields.name ? (
        <p className="errmsg mt12" role="alert">
          {failed.text}
        </p>
      ) : null}
      <p className="mt16">
        <button type="submit" className="btn" disabled={busy}>
          {busy ? '正在签' : '签协议'}
        </button>
      </p>
      <p className="sup-hash mt8">签的是这一版文字，指纹 {hash}</p>
    </form>
  )
}
