'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { errorText } from '@/lib/i18n/errors'
import type { Score } from '@/lib/journeys/review/model/sheet'
import type { SheetView } from '@/lib/journeys/review/server/sheet-view'
import { saveScore } from '../actions'

/** How long after the last key a comment is sent, in milliseconds. */
const PAUSE = 800

type Drafts = Readonly<Record<string, Score>>

/**
 * The sheet as it is being written: every change goes off by itself, one after the other, each from the version that the last
 * one answered. What could not be sent stays on the page and goes with the next change.
 */
export function useSheet(view: SheetView) {
  const [scores, setScores] = useState<Drafts>(view.scores)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const latest = useRef<Drafts>(view.scores)
  const version = useRef(view.version)
  const dirty = useRef(new Set<string>())
  const queue = useRef<Promise<void>>(Promise.resolve())
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())

  const send = useCallback(
    (criterion: string): Promise<void> => {
      clearTimeout(timers.current.get(criterion))
      queue.current = queue.current.then(async () => {
        const score = latest.current[criterion]
        if (!score || !dirty.current.has(criterion)) return
        dirty.current.delete(criterion)
        try {
          const answer = await saveScore({
            key: crypto.randomUUID(),
            input: { assignmentId: view.assignmentId, version: version.current, criterion, ...score, confidence: confidenceOf(score.confidence) },
          })
          if (answer.ok) {
            version.current = answer.value.version
            setSavedAt(answer.value.savedAt)
            setFailed(null)
            return
          }
          setFailed(errorText(answer.code, answer.params))
        } catch {
          setFailed('网络断了，还没存上。写的都在这一页，连上后再改一下就会存')
        }
        dirty.current.add(criterion)
      })
      return queue.current
    },
    [view.assignmentId],
  )

  const change = useCallback(
    (criterion: string, next: Score, later: boolean) => {
      latest.current = { ...latest.current, [criterion]: next }
      setScores(latest.current)
      dirty.current.add(criterion)
      clearTimeout(timers.current.get(criterion))
      if (later)
        timers.current.set(
          criterion,
          setTimeout(() => void send(criterion), PAUSE),
        )
      else void send(criterion)
    },
    [send],
  )

  /** Everything that is not stored yet is sent; true when nothing is left. */
  const flush = useCallback(async (): Promise<boolean> => {
    for (const criterion of [...dirty.current]) await send(criterion)
    await queue.current
    return dirty.current.size === 0
  }, [send])

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (dirty.current.size > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])

  return { scores, savedAt, failed, change, flush, version }
}

function confidenceOf(n: number | null): 1 | 2 | 3 | null {
  return n === 1 || n === 2 || n === 3 ? n : null
}
