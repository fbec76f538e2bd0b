import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { requireRole, titleFor } from '@/app/guard'
import { objectionTerms, recentNotices } from '@/lib/journeys/notice/server/public'
import { clock } from '@/lib/platform/clock'
import { EnterForm } from './enter-form'

export const generateMetadata = titleFor('登记异议', 'intake')
export const dynamic = 'force-dynamic'

/** What came by telephone, letter or in person is written down here and runs the same road. */
export default async function EnterObjectionPage() {
  const actor = await requireRole('/counter/objections/new', 'intake')
  const [notices, terms] = await Promise.all([recentNotices(), objectionTerms()])
  return (
    <StaffFrame actor={actor} current="objections" title="登记异议">
      <a className="back t14" href="/counter/objections">
        异议与复核
      </a>
      <h1 className="mt8">登记一件异议</h1>
      <p className="t14 c2 mt4">电话、来信、当面提的，照原话记。收到的那天在公示期内就算；登记后这一项立即暂缓批准。</p>
      {notices.length > 0 ? (
        <EnterForm notices={notices} terms={terms} today={clock.today()} />
      ) : (
        <EmptyState kind="done" title="现在没有能提异议的公示" text="公示期都过了。" action={{ href: '/counter/notices', label: '看公示' }} />
      )}
    </StaffFrame>
  )
}
