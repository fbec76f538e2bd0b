'use client'

import { useCallback, useRef, useState } from 'react'
import { errorText } from '@/lib/i18n/errors'
import type { Wire } from '@/lib/kernel/app-error'

type ServerAction<I, O> = (request: { key: string; input: I }) => Promise<Wire<O>>

/** A failure as a form shows it: one sentence, and message codes by field. */
export interface Failure {
  readonly text: string
  readonly code: string
  readonly fields: Readonly<Record<string, string>>
}

const failure = (text: string, code: string, fields: Readonly<Record<string, string>> = {}): Failure => ({ text, code, fields })

/**
 * Calls a server action once per attempt: a second click while it runs does nothing, and a repeated attempt after a lost
 * answer carries the same idempotency key, so that it acts once. A new key is made only after an answer has come.
 */
export function useAction<I, O>(action: ServerAction<I, O>) {
  const key = useRef('')
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Failure | null>(null)

  const run = useCallback(
    async (input: I): Promise<{ ok: true; value: O } | { ok: false; failure: Failure } | null> => {
      if (running.current) return null
      running.current = true
      setBusy(true)
      key.current ||= crypto.randomUUID()
      let fault: Failure
      try {
        const answer = await action({ key: key.current, input })
        key.current = ''
        if (answer.ok) {
          setFailed(null)
          return answer
        }
        const number = answer.ref ? `（编号 ${answer.ref}）` : ''
        fault = failure(`${errorText(answer.code, answer.params)}${number}`, answer.code, answer.fields)
      } catch (error) {
        // another build answers 409 to an old page; everything else is the network
        const old = error instanceof Error && /Server Action/i.test(error.message)
        fault = old
          ? failure('页面已更新，请刷新后再试，填过的内容都存着', 'page.old')
          : failure('网络断了，没有收到结果，请再试一次。同一步不会做两遍', 'network')
      } finally {
        running.current = false
        setBusy(false)
      }
      setFailed(fault)
      return { ok: false, failure: fault }
    },
    [action],
  )

  return { run, busy, failed, clear: useCallback(() => setFailed(null), []) }
}
