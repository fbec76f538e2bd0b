'use client'

import { useCallback, useRef, useState } from 'react'
import { errorText } from '@/lib/i18n/errors'
import { MAX_FILE_BYTES } from '@/lib/kernel/upload'

export type UploadTarget = { readonly application: string } | { readonly case: string }

export interface Uploaded {
  readonly fileId: string
  readonly name: string
  readonly size: number
}

type Answer = { ok: true; value: Uploaded } | { ok: false; code: string; params: Record<string, string | number>; fields?: Record<string, string> }

function answerOf(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer
  } catch {
    return null
  }
}

/** Sends one file with progress; it can be cancelled while it travels. */
export function useUpload(target: UploadTarget, purpose: string) {
  const request = useRef<XMLHttpRequest | null>(null)
  const [progress, setProgress] = useState<number | null>(null)
  const [error, setError] = useState('')

  const send = useCallback(
    (file: File): Promise<Uploaded | null> =>
      new Promise((resolve) => {
        const finish = (fault: string, value: Uploaded | null = null) => {
          request.current = null
          setProgress(null)
          setError(fault)
          resolve(value)
        }
        if (file.size > MAX_FILE_BYTES) return finish(errorText('file.too_large'))
        if (file.size === 0) return finish(errorText('file.empty'))
        const xhr = new XMLHttpRequest()
        request.current = xhr
        setError('')
        setProgress(0)
        xhr.upload.onprogress = (event) => setProgress(event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0)
        xhr.onabort = () => finish('')
        xhr.onerror = () => finish('网络断了，没有传完，请再传一次')
        xhr.onload = () => {
          const answer = answerOf(xhr.responseText)
          if (answer?.ok) finish('', answer.value)
          else finish(answer ? errorText(answer.fields?.file ?? answer.code, answer.params) : errorText('system.failed'))
        }
        xhr.open('PUT', `/api/files?${new URLSearchParams({ ...target, purpose, name: file.name })}`)
        xhr.setRequestHeader('content-type', 'application/octet-stream')
        xhr.send(file)
      }),
    [target, purpose],
  )

  return { send, progress, error, cancel: useCallback(() => request.current?.abort(), []) }
}
