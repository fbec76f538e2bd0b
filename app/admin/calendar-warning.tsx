import { Note } from '@/app/_ui/tag'
import { missingNotice } from '@/lib/foundation/oversight/server/calendar'
import { type Actor, hasRole } from '@/lib/kernel/actor'

/** The same in one line above the queue; whoever may enter the year finds the way there. */
export async function CalendarLine({ actor }: { actor: Actor }) {
  const year = await missingNotice()
  if (year === null) return null
  return (
    <p className="lost">
      {year} 年的放假安排还没录入，算到 {year} 年的到期日标「暂定」。
      {hasRole(actor, 'sys_admin') ? (
        <a className="u" href={`/admin/calendar?enter=${year}`}>
          录入 {year} 年
        </a>
      ) : null}
    </p>
  )
}

/** Says to staff that a year's holiday notice is missing, so that dates which reach into it are 暂定. */
export async function CalendarWarning({ link = false }: { link?: boolean }) {
  const year = await missingNotice()
  if (year === null) return null
  return (
    <Note kind="warn">
      {year} 年的放假安排还没录入。算到 {year} 年的到期日都标「暂定」，只按周末和固定节日算。
      {link ? (
        <a className="u" href={`/admin/calendar?enter=${year}`}>
          录入 {year} 年
        </a>
      ) : (
        '请系统管理员录入。'
      )}
    </Note>
  )
}
