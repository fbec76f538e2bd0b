import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { newMeetingPage } from '@/lib/journeys/meeting/server/queries'
import { PlanMeetingForm } from './plan-form'

export const generateMetadata = titleFor('召集会议', 'intake')
export const dynamic = 'force-dynamic'

export default async function NewMeetingPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireRole('/counter/meetings/new', 'intake')
  const round = [(await searchParams).round].flat()[0] ?? ''
  const page = await orNotFound(newMeetingPage(actor, round))
  return (
    <StaffFrame actor={actor} current="meetings" title="会议审定">
      <h1>召集会议</h1>
      {page.rounds.length > 1 ? (
        <ul className="adm-chips" aria-label="批次">
          {page.rounds.map((one) => (
            <li key={one.id}>
              <a
                className={one.id === page.roundId ? 'chip on' : 'chip'}
                href={`/counter/meetings/new?round=${one.id}`}
                aria-current={one.id === page.roundId ? 'true' : undefined}
              >
                {one.name} {one.ready}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {page.roundId ? (
        <PlanMeetingForm key={page.roundId} page={page} roundId={page.roundId} />
      ) : page.rounds.length > 1 ? (
        <p className="t14 c2 mt16">先选一个批次。</p>
      ) : (
        <EmptyState
          kind="done"
          title="现在没有可以上会的办件"
          text="专家评完、结果汇总以后，办件会出现在这里。"
          action={{ href: '/counter/meetings', label: '看会议' }}
        />
      )}
    </StaffFrame>
  )
}
