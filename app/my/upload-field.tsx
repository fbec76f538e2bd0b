'use client'

import { FileText, TriangleAlert } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useRef, useState } from 'react'
import { toast } from '@/app/_ui/toast'
import { type UploadTarget, useUpload } from './use-upload'

export interface UploadLine {
  readonly key: string
  readonly name: string
  readonly required: boolean
  readonly hint: string
  readonly where: string
  readonly file: { readonly id: string; readonly name: string; readonly size: number } | null
}

/** `8.6 MB`, `312 KB` */
const sizeText = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)

const accepted = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx'

interface Props {
  target: UploadTarget
  line: UploadLine
  /** Why it was asked for again; stands as the error of the field. */
  remark?: string
}

/** One material: what it is and where to get it, the file, progress while it travels, the error beside it. */
export function UploadField({ target, line, remark = '' }: Props) {
  const router = useRouter()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState('')
  const { send, progress, error, cancel } = useUpload(target, line.key)
  const shown = error || remark

  const choose = async (file: File | undefined) => {
    if (!file) return
    setSending(file.name)
    const done = await send(file)
    if (input.current) input.current.value = ''
    if (!done) return
    toast(`${line.name}传好了`)
    router.refresh()
  }
  const pick = () => input.current?.click()

  return (
    <section className={shown ? 'fld e' : 'fld'} aria-labelledby={`${id}-name`}>
      <h2 className="lab" id={`${id}-name`}>
        {line.name}
        {line.required ? null : <small>（没有可以不传）</small>}
      </h2>
      {line.hint ? (
        <p className="hint">
          {line.hint}。怎么来：{line.where}
        </p>
      ) : null}
      {shown ? (
        <p className="errmsg" role={error ? 'alert' : undefined}>
          <TriangleAlert className="ic" size={16} aria-hidden="true" />
          <span>{shown}</span>
        </p>
      ) : null}
      <div className={shown ? 'file err' : 'file'}>
        <span className="fi" aria-hidden="true">
          <FileText size={20} />
        </span>
        {progress === null ? (
          <span>
            {line.file ? (
              <>
                <a className="t14 fm" href={`/api/files/${line.file.id}?preview`} target="_blank" rel="noreferrer">
                  {line.file.name}
                </a>
                <br />
                <small>{sizeText(line.file.size)}</small>
              </>
            ) : (
              <span className="t14 c3">还没传</span>
            )}
          </span>
        ) : (
          <span>
            <b className="t14 fm">{sending}</b>
            <progress max={100} value={progress} aria-label={`正在传${line.name}`}>
              {progress}%
            </progress>
            <small role="status">{progress < 100 ? `传了 ${progress}%` : '传完了，正在检查'}</small>
          </span>
        )}
        {progress === null ? (
          <button type="button" className="btn md sec" onClick={pick}>
            {line.file ? '换一份' : '选文件'}
            <span className="vh">，{line.name}</span>
          </button>
        ) : (
          <button type="button" className="btn md sec" onClick={cancel}>
            不传了
          </button>
        )}
      </div>
      {/* without `capture` a phone offers both: the camera and the files on it */}
      <input ref={input} type="file" accept={accepted} hidden aria-labelledby={`${id}-name`} onChange={(event) => void choose(event.target.files?.[0])} />
    </section>
  )
}
