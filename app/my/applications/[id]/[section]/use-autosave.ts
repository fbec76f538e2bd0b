'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type Failure, useAction } from '@/app/_ui/use-action'
import { saveSection } from '@/app/my/actions'
import type { SectionKey } from '@/lib/journeys/application/model/form'
import { formatTimeZh } from '@/lib/kernel/calendar-date'
import { showSaved } from '../../saved-mark'
import { clearKept, keep } from './crash-net'

export type Values = Record<string, string>

/** After the last key stroke, in milliseconds. */
const QUIET_MS = 800

export interface Saved {
  readonly faults: Readonly<Record<string, string>>
  readonly idLast4: string | null
}

interface Options {
  id: string
  section: SectionKey
  version: number
  /** What the fields hold now. */
  read: () => Values
  onSaved: (saved: Saved, sent: Values) => void
}

/**
 * Saves what is typed by itself: after a short quiet, on leaving a field, and when the page goes out of sight. One save at
 * a time; what was typed meanwhile follows. A form that was changed elsewhere stops it: nothing is overwritten.
 */
export function useAutosave({ id, section, version, read, onSaved }: Options) {
  const { run } = useAction(saveSection)
  const [failure, setFailure] = useState<Failure | null>(null)
  const state = useRef({ version, sent: JSON.stringify(read()), timer: 0, running: null as Promise<boolean> | null, stopped: false })

  const send = useCallback(
    async (force: boolean): Promise<boolean> => {
      const now = state.current
      const values = read()
      const text = JSON.stringify(values)
      if (now.stopped) return false
      if (!force && text === now.sent) return true
      showSaved('saving')
      keep(id, section, values)
      const answer = await run({ id, section, version: now.version, values })
      if (!answer) return false
      if (!answer.ok) {
        now.stopped = answer.failure.code === 'draft.stale' || answer.failure.code === 'application.already_submitted'
        setFailure(answer.failure)
        showSaved('failed')
        return false
      }
      now.version = answer.value.version
      now.sent = text
      setFailure(null)
      clearKept(id, section)
      showSaved({ at: formatTimeZh(new Date(answer.value.savedAt)) })
      onSaved(answer.value, values)
      return true
    },
    [id, section, read, run, onSaved],
  )

  /** Saves now; waits for a save under way and sends what came after it. True when everything is stored. */
  const flush = useCallback(
    async (force = false): Promise<boolean> => {
      clearTimeout(state.current.timer)
      while (state.current.running) await state.current.running
      const running = send(force)
      state.current.running = running
      try {
        return await running
      } finally {
        state.current.running = null
      }
    },
    [send],
  )

  const touch = useCallback(() => {
    clearTimeout(state.current.timer)
    state.current.timer = window.setTimeout(() => void flush(), QUIET_MS)
  }, [flush])

  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') void flush()
    }
    const online = () => void flush()
    document.addEventListener('visibilitychange', leave)
    window.addEventListener('online', online)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      window.removeEventListener('online', online)
    }
  }, [flush])

  return { touch, flush, failure }
}
