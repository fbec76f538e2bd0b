'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { TextArea } from '@/app/_ui/fields'
import { toast } from '@/app/_ui/toast'
import { useAction } from '@/app/_ui/use-action'
import { errorText } from '@/lib/i18n/errors'
import { reportSchema } from '@/lib/journeys/support/model/schema'
import { report } from '../actions'

interface Uploaded {
  readonly fileId: string
  readonly name: string
}
type Answer = { ok: true; value: Uploaded } | { ok: false; code: string; params: Record<string, string | number>; fields?: Record<string, string> }

async function upload(milestoneId: string, file: File): Promise<Uploaded | string> {
  try {
    const response = await fetch(`/my/support/upload?${new URLSearchParams({ milestone: milestoneId, name: file.name })}`, { method: 'PUT', body: file })
    const answer = (await response.json()) as Answer
    return answer.ok ? answer.value : errorText(answer.fields?.file ?? answer.code, answer.params)
  } catch {
    return '网络断了，没有传完，请再传一次'
  }
}

/** A milestone's report: what was reached, with its evidence. The text stays while files travel. */
export function ReportForm({ milestoneId, version, no, evidence }: { milestoneId: string; version: number; no: number; evidence: string }) {
  const router = useRouter()
  const { run, busy, failed } = useAction(report)
  const input = useRef<HTMLInputElement>(null)
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  const [sending, setSending] = useState(false)
  const [fileFault, setFileFault] = useState('')
  const [fault, setFault] = useState('')

  async function choose(chosen: FileList | null) {
    setSending(true)
    setFileFault('')
    for (const file of Array.from(chosen ?? [])) {
      const answer = await upload(milestoneId, file)
      if (typeof answer === 'string') setFileFault(answer)
      else setFiles((known) => [...known, answer])
    }
    if (input.current) input.current.value = ''
    setSending(false)
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('report') ?? '')
    const values = { milestoneId, version, report: text, fileIds: files.map((file) => file.fileId) }
    const parsed = reportSchema.safeParse(values)
    setFault(parsed.success ? '' : (parsed.error.issues[0]?.message ?? ''))
    if (!parsed.success) return
    const answer = await run(values)
    if (!answer?.ok) return
    toast('报告交了')
    router.refresh()
  }

  return (
    <form onSubmit={submit} noValidate>
      <TextArea id={`rep-${no}`} name="report" label="做到了什么" hint={`对照说好的证据：${evidence}`} rows={4} error={fault ? errorText(fault) : undefined} />
      <p className="lab mt16" id={`rep-files-${no}`}>
        证据文件
      </p>
      <p className="hint">PDF、Word、Excel、图片，一个不超过 20 MB</p>
      {fileFault ? (
        <p className="errmsg" role="alert">
          {fileFault}
        </p>
      ) : null}
      <ul className="sup-files mt8">
        {files.map((file) => (
          <li key={file.fileId}>
            <a href={`/api/files/${file.fileId}?preview`} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            <button type="button" className="btn sm quiet" onClick={() => setFiles((known) => known.filter((one) => one.fileId !== file.fileId))}>
              不用这份<span className="vh">：{file.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-labelledby={`rep-files-${no}`}
        accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
        onChange={(event) => void choose(event.target.files)}
      />
      <p className="row wrap g8 mt12">
        <button type="button" className="btn md sec" disabled={sending || files.length >= 10} onClick={() => input.current?.click()}>
          {sending ? '正在传' : '选文件'}
        </button>
        <button type="submit" className="btn md" disabled={busy || sending}>
          {busy ? '正在交' : `交里程碑 ${no} 的报告`}
        </button>
      </p>
      {failed ? (
        <p className="errmsg mt8" role="alert">
          {failed.text}
        </p>
      ) : null}
    </form>
  )
}
