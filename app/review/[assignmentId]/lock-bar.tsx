'use client'

import { Lock } from 'lucide-react'
import { useState } from 'react'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea } from '@/app/_ui/fields'
import { Note } from '@/app/_ui/tag'
import type { Failure } from '@/app/_ui/use-action'
import { pointsText } from '@/lib/journeys/review/model/aggregate'

interface Props {
  total: number
  open: number
  /** Why it cannot be locked yet; null when it can. */
  because: string | null
  savedAt: string | null
  failed: string | null
  onNext: () => void
  nextLabel: string
  onLock: () => void
}

/** The sum so far and the two ways on. */
export function LockBar({ total, open, because, savedAt, failed, onNext, nextLabel, onLock }: Props) {
  return (
    <div className="tot">
      <div>
        <div className="t12 c3">{open > 0 ? `目前合计（还有 ${open} 项）` : '合计'}</div>
        <div className="v num">{pointsText(total)}</div>
      </div>
      <div className="grow">
        <p className="t12 c3" aria-live="polite">
          {failed ? <span className="cbad">{failed}</span> : savedAt ? `已保存 ${savedAt}` : ''}
        </p>
        {because ? (
          <p className="t12 c3" id="lock-because">
            {because}
          </p>
        ) : null}
      </div>
      <button type="button" className="btn sec" onClick={onNext}>
        {nextLabel}
      </button>
      <button
        type="button"
        className={because ? 'btn dis' : 'btn'}
        aria-disabled={because !== null}
        aria-describedby={because ? 'lock-because' : undefined}
        onClick={onLock}
      >
        <Lock size={16} aria-hidden="true" />
        锁定评分
      </button>
    </div>
  )
}

interface DialogProps {
  open: boolean
  code: string
  total: number
  busy: boolean
  failed: Failure | null
  onClose: () => void
  onLock: (overall: string) => void
}

/** Locking is for ever: the sum is said once more. */
export function LockDialog({ open, code, total, busy, failed, onClose, onLock }: DialogProps) {
  const [overall, setOverall] = useState('')
  return (
    <Dialog open={open} title={`锁定 ${code} 的评分，${pointsText(total)} 分？`} onClose={onClose}>
      <p className="c2">锁定后谁也不能再改，你也不能。锁定后才显示大家的中位数。</p>
      <TextArea
        id="overall"
        label="总的看法"
        hint="可以不写。没有入选的申请人，会看到不记名的意见。"
        rows={3}
        maxLength={2000}
        value={overall}
        onChange={(event) => setOverall(event.target.value)}
      />
      {failed ? (
        <div className="mt12" role="alert">
          <Note kind="bad">{failed.text}</Note>
        </div>
      ) : null}
      <div className="acts">
        <button type="button" className="btn md sec" onClick={onClose}>
          再看看
        </button>
        <button type="button" className="btn md" aria-disabled={busy} onClick={() => onLock(overall)}>
          {busy ? '正在锁定' : `锁定 ${pointsText(total)} 分`}
        </button>
      </div>
    </Dialog>
  )
}
