'use client'

import { EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Mark } from '@/app/_ui/logo'
import type { SheetView } from '@/lib/journeys/review/server/sheet-view'

/** Seconds on this sheet while it could be seen, kept in this tab. */
function useReadingTime(id: string): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const key = `climber.read.${id}`
    let total = Number(sessionStorage.getItem(key)) || 0
    setSeconds(total)
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return
      total += 10
      sessionStorage.setItem(key, String(total))
      setSeconds(total)
    }, 10_000)
    return () => clearInterval(timer)
  }, [id])
  return seconds
}

/** Where one is in one's own pile, and that nothing of others is to be seen. */
export function DeskHead({ view }: { view: SheetView }) {
  const read = Math.floor(useReadingTime(view.assignmentId) / 60)
  const { at, of, locked } = view.position
  const share = of === 0 ? 0 : Math.round((locked / of) * 100)
  return (
    <header className="rt">
      <a href="/review" aria-label="我的评审" className="row">
        <Mark size={28} />
      </a>
      <b className="name">{view.roundName}</b>
      <span className="c3">
        第 {at} 份，共 {of} 份
      </span>
      <span className="pr">
        <span className="bar" role="img" aria-label={`锁定了 ${locked} 份，共 ${of} 份`}>
          <i style={{ width: `${share}%` }} />
        </span>
      </span>
      <span className="c3">
        建议 {view.minutes} 分钟，已看 {read} 分钟
      </span>
      <span className="grow" />
      {view.blind ? (
        <span className="tag hold">
          <EyeOff size={13} aria-hidden="true" />
          盲评：看不到申请人和别人的分
        </span>
      ) : (
        <span className="tag hold">看不到别人的分</span>
      )}
      <span className="c2">专家 {view.reviewerNo}</span>
    </header>
  )
}
