import { Dot } from '@/app/_ui/tag'
import type { ObjectionClock } from '@/lib/journeys/notice/model/objection'
import { formatDateZh } from '@/lib/kernel/calendar-date'

const what = { ack: '受理', decide: '答复', tell: '告知' } as const

/** The deadline that runs: red when late, amber on its last day. */
export function ClockMark({ clock }: { clock: ObjectionClock | null }) {
  if (!clock) return <span className="c3">—</span>
  const kind = clock.left < 0 ? 'bad' : clock.left === 0 ? 'warn' : 'info'
  const left = clock.left < 0 ? `超过 ${-clock.left} 个工作日` : clock.left === 0 ? '今天到期' : `还有 ${clock.left} 个工作日`
  return (
    <Dot kind={kind}>
      {what[clock.what]} {formatDateZh(clock.dueOn)}，{left}
    </Dot>
  )
}
