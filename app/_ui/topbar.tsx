import { formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { clock } from '@/lib/platform/clock'
import { Avatar } from './avatar'

/** The line above a page: where one is, and who; on paper also when it was printed. */
export function Topbar({ title, person }: { title: string; person: string }) {
  return (
    <header className="topbar">
      <span className="crumb">
        <b>{title}</b>
      </span>
      <span className="grow" />
      <span className="person">
        <Avatar name={person} />
        <span>
          <b>{person}</b>
        </span>
      </span>
      <span className="printed">
        {formatDateZh(clock.today(), { year: true })} {formatTimeZh(clock.now())} 打印
      </span>
    </header>
  )
}
