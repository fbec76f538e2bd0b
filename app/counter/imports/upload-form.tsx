'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { SelectField, TextField } from '@/app/_ui/fields'
import { importHref } from '@/lib/foundation/ledger-import/model/schema'
import { errorText } from '@/lib/i18n/errors'
import type { Wire } from '@/lib/kernel/app-error'
import { MAX_FILE_BYTES } from '@/lib/kernel/upload'

type Fault = { readonly fieldId: 'imp-kind' | 'imp-file'; readonly text: string } | null

const fileFault = (file: File | undefined): Fault => {
  const fault = (code: string): Fault => ({ fieldId: 'imp-file', text: errorText(code) })
  if (!file) return { fieldId: 'imp-file', text: '请选一份台账' }
  if (file.size === 0) return fault('file.empty')
  return file.size > MAX_FILE_BYTES ? fault('file.too_large') : null
}

async function send(kind: string, file: File): Promise<{ id: string } | { fault: Fault }> {
  try {
    const answer = await fetch(`/counter/imports/upload?${new URLSearchParams({ kind, name: file.name })}`, { method: 'PUT', body: file })
    const wire: Wire<{ id: string }> = await answer.json()
    if (wire.ok) return wire.value
    const text = errorText(wire.fields?.kind ?? wire.fields?.file ?? wire.code, wire.params)
    return { fault: { fieldId: wire.fields?.kind || wire.code.startsWith('import.kind') ? 'imp-kind' : 'imp-file', text } }
  } catch {
    return { fault: { fieldId: 'imp-file', text: '网络断了，没有传完，请再传一次' } }
  }
}

/** Kind and file; the answer is the preview's own page. A fault keeps what was chosen. */
export function UploadForm({ kinds }: { kinds: readonly (readonly [string, string])[] }) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const picked = data.get('file')
    const file = picked instanceof File && picked.name !== '' ? picked : undefined
    const refuse = (found: Fault) => {
      setFault(found)
      setBusy(false)
      // two fields: the one with the fault takes the focus, and its message is read out with it
      if (found) form.current?.querySelector<HTMLElement>(`#${found.fieldId}`)?.focus()
    }
    const before = fileFault(file)
    if (before || !file) return refuse(before)
    setFault(null)
    setBusy(true)
    const answer = await send(String(data.get('kind')), file)
    if ('id' in answer) router.push(importHref(answer.id))
    else refuse(answer.fault)
  }
  const errorAt = (id: string) => (fault?.fieldId === id ? fault.text : undefined)
  return (
    <form ref={form} className="adm-form" onSubmit={submit} noValidate>
      <SelectField id="imp-kind" name="kind" label="哪种台账" options={kinds} error={errorAt('imp-kind')} />
      <TextField
        id="imp-file"
        name="file"
        type="file"
        accept=".xlsx,.csv,.txt"
        label="文件"
        hint="Excel 工作簿、CSV 或制表符分隔的文本，20 MB 以内"
        error={errorAt('imp-file')}
      />
      <p className="mt16">
        <button type="submit" className="btn md" disabled={busy}>
          {busy ? '正在检查' : '上传并预览'}
        </button>
      </p>
    </form>
  )
}
