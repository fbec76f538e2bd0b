import { Check, CheckCheck, Clock, Gavel, Inbox, Stamp, UserPlus, Users } from 'lucide-react'
import Link from 'next/link'
import { type QueuePlace, type QueueView, queueHref, queueViews, viewWords } from '@/lib/foundation/casework/model/queue'
import type { CounterView } from '@/lib/foundation/casework/server/queue/counter'

const icons = {
  mine: Inbox,
  all: Users,
  today: Clock,
  unassigned: UserPlus,
  review: Check,
  check: CheckCheck,
  decide: Gavel,
  approve: Stamp,
} as const satisfies Record<QueueView, unknown>

interface Props extends Pick<CounterView, 'counts' | 'users' | 'onTime'> {
  place: QueuePlace
  /** Only the window has work of its own. */
  mine: boolean
}

/** Views with their counts, who carries how much, and the month's rate with its formula. */
export function Views({ place, counts, users, onTime, mine }: Props) {
  const shown = queueViews.filter((view) => view !== 'mine' || mine)
  const link = (view: QueueView) => {
    const Icon = icons[view]
    return (
      <Link
        key={view}
        href={queueHref({ view })}
        prefetch={false}
        className={view === place.view ? 'on' : ''}
        aria-current={view === place.view ? 'page' : undefined}
      >
        <Icon size={16} aria-hidden="true" />
        {viewWords[view]}
        <span className={view === 'today' && counts.today > 0 ? 'r' : undefined}>{counts[view]}</span>
      </Link>
    )
  }
  return (
    <nav className="views" aria-label="视图">
      <p className="vt">受理台</p>
      {shown.slice(0, mine ? 3 : 2).map(link)}
      <p className="g">按步骤</p>
      {shown.slice(mine ? 3 : 2).map(link)}
      <Loads users={users} unassigned={counts.unassigned} />
      <Rate {...onTime} />
    </nav>
  )
}

function Loads({ users, unassigned }: { users: Props['users']; unassigned: number }) {
  const most = Math.max(1, unassigned, ...users.map((user) => user.load))
  const rows = [
    ...users.map((user) => ({ id: user.id, name: user.name, load: user.load, kind: '' })),
    { id: 'nobody', name: '待分派', load: unassigned, kind: 'jin' },
  ]
  return (
    <section className="loads" aria-label="组内负荷">
      <p className="g">组内负荷</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <span className="row between t12">
              <span className="c2">{row.name}</span>
              <span className="c3">{row.load}</span>
            </span>
            <span className={`bar ${row.kind}`} aria-hidden="true">
              <i style={{ width: `${(100 * row.load) / most}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rate({ done, onTime }: { done: number; onTime: number }) {
  return (
    <section className="foot t12 c3" aria-label="本月按时办结率">
      本月按时办结率
      <b>{done === 0 ? '还没有办结的' : `${((100 * onTime) / done).toFixed(1)}%`}</b>
      <details>
        <summary>怎么算的</summary>
        <p>
          本月作出决定（批准或不予通过）的 {done} 件里，决定日不晚于承诺日的有 {onTime} 件。暂停的工作日已经顺延在承诺日里；不予受理和撤回的不算。
        </p>
      </details>
    </section>
  )
}
