'use client'

import { Check, CloudOff, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'

const EVENT = 'climber:saved'

export type SavedState = { readonly at: string } | 'saving' | 'failed'

/** Tells the head what became of the last save. */
export const showSaved = (state: SavedState) => window.dispatchEvent(new CustomEvent<SavedState>(EVENT, { detail: state }))

const isSaved = (event: Event): event is CustomEvent<SavedState> => event instanceof CustomEvent

/** 「已保存 14:32」 in the head of the form, read out when it changes. */
export function SavedMark({ savedAt }: { savedAt: string }) {
  const [state, setState] = useState<SavedState>({ at: savedAt })
  useEffect(() => {
    const show = (event: Event) => {
      if (isSaved(event)) setState(event.detail)
    }
    window.addEventListener(EVENT, show)
    return () => window.removeEventListener(EVENT, show)
  }, [])
  const [Icon, text] =
    state === 'saving'
      ? ([LoaderCircle, '正在保存'] as const)
      : state === 'failed'
        ? ([CloudOff, '还没存上'] as const)
        : ([Check, `已保存 ${state.at}`] as const)
  return (
    <span className={state === 'failed' ? 'saved bad' : 'saved'} role="status">
      <Icon className="ic" size={16} aria-hidden="true" />
      {text}
    </span>
  )
}
