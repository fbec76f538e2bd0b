import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { meetingWords } from '@/lib/journeys/meeting/model/machine'
import { type MeetingLine, meetingsPage } from '@/lib/journeys/meeting/server/queries'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'

const roles = ['intake', 'chair', 'reviewer', 'observer', 'leader', 'auditor'] as const

export const generateMetadata = titleFor('会议审定', ...roles)
export const dynamic = 'force-dynamic'

const when = (at: Date) => `${formatDateZh(dateInShanghai(at), { weekday: true })} ${formatTimeZh(at)}`

function Table({ lines }: { lines: readonly MeetingLine[] }) {
  return (
    <section className="scroll-x mt16" aria-label="会议，可以左右滚动">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">会议</th>
            <th scope="col">批次</th>
            <th scope="col">时间</th>
            <th scope="col">地点</th>
            <th scope="col">状态</th>
            <th scope="col" className="r">
              已议定
            </th>
            <th scope="col" className="r">
              签到
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/counter/meetings/${one.id}`}>{one.title}</a>
              </th>
              <td>{one.round}</td>
              <td>{when(one.startsAt)}</td>
              <td>{one.place}</td>
              <td>
                <Dot kind={meetingWords[one.state].kind}>{meetingWords[one.state].staff}</Dot>
              </td>
              <td className="r">
                {one.decided} / {one.items}
              </td>
              <td className="r">
                {one.arrived} / {one.members}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const titleOf = (lines: readonly MeetingLine[], ready: number): string => {
  const open = lines.filter((one) => one.state === 'open').length
  if (open > 0) return `有 ${open} 次会议正在开`
  return ready > 0 ? `有 ${ready} 件等着上会` : '会议审定'
}

export default async function MeetingsPage() {
  const actor = await requireRole('/counter/meetings', ...roles)
  const page = await orNotFound(meetingsPage(actor))
  return (
    <StaffFrame actor={actor} current="meetings" title="会议审定">
      <div className="adm-head">
        <h1>{titleOf(page.lines, page.ready)}</h1>
        {page.canPlan && page.ready > 0 ? (
          <a className="btn md" href="/counter/meetings/new">
            召集会议
          </a>
        ) : null}
      </div>
      {page.lines.length > 0 ? (
        <Table lines={page.lines} />
      ) : (
        <EmptyState kind="start" title="还没有会议" text={page.canPlan ? '专家评完、结果汇总以后，办件就可以上会。' : '轮到你参加的会议会列在这里。'} />
      )}
    </StaffFrame>
  )
}
