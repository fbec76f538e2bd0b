'use client'

import { useEffect, useState } from 'react'
import { useAction } from '@/app/_ui/use-action'
import { sendCode } from './actions'

/** Sends a one-time code and counts the seconds until another one may be asked for. */
export function useCode(purpose: 'register' | 'sign_in') {
  const { run, busy, failed, clear } = useAction(sendCode)
  const [wait, setWait] = useState(0)
  const [sent, setSent] = useState(false)
  useEffect(() => {
    if (wait <= 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])

  async function send(phone: string) {
    const answer = await run({ phone, purpose })
    if (!answer?.ok) return
    setSent(true)
    setWait(answer.value.seconds)
  }

  return { send, busy, failed, clear, wait, sent }
}
