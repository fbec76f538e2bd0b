'use client'

import { X } from 'lucide-react'
import type { Mark } from '@/lib/journeys/review/server/sheet-view'

interface Props {
  marks: readonly Mark[]
  locked: boolean
  failed: string | null
  onGo: (page: number) => void
  onRemove: (id: string) => void
}

/** The passages that this reviewer marked for themselves. */
export function Marks({ marks, locked, failed, onGo, onRemove }: Props) {
  return (
    <div className="cr marks">
      <div className="row between">
        <h2 className="t14">{marks.length > 0 ? `我标过的 ${marks.length} 处` : '还没有标过'}</h2>
        <span className="t12 c3">只有你看得到</span>
      </div>
      {failed ? (
        <p className="errmsg" role="alert">
          {failed}
        </p>
      ) : null}
      <ul>
        {marks.map((mark) => (
          <li key={mark.id}>
            <button type="button" className="go" onClick={() => onGo(mark.page - 1)}>
              <span className="c3">第 {mark.page} 页</span>
              <span className="q">「{mark.quote.replace(/\s*\n\s*/g, ' ')}」</span>
            </button>
            {locked ? null : (
              <button type="button" className="x" aria-label={`去掉第 ${mark.page} 页的这处标记`} onClick={() => onRemove(mark.id)}>
                <X size={14} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
