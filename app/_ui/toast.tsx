'use client'

import { useEffect, useState } from 'react'

const EVENT = 'climber:toast'
const SHOWN_MS = 5000

/** Says that something was done, for five seconds. Never for errors: those stay beside what they are about. */
export const toast = (text: string) => window.dispatchEvent(new CustomEvent(EVENT, { detail: text }))

/** Stands once in every frame. */
export function Toaster() {
  const [text, setText] = useState('')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const show = (event: Event) => {
      clearTimeout(timer)
      setText(String((event as CustomEvent).detail))
      timer = setTimeout(() => setText(''), SHOWN_MS)
    }
    window.addEventListener(EVENT, show)
    return () => {
      clearTimeout(timer)
      window.removeEventListener(EVENT, show)
    }
  }, [])
  return (
    <div role="status" aria-live="polite">
      {text ? <div className="toast">{text}</div> : null}
    </div>
  )
}
