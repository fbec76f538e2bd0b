import type { Metadata } from 'next'
import { EmptyState } from '@/app/_ui/empty-state'
import { PublicFrame } from '@/app/_ui/public-frame'
import { confirmPage } from '@/lib/journeys/application/server/check-query'
import { ConfirmForm } from './confirm-form'

export const metadata: Metadata = { title: '确认一起申请', robots: { index: false, follow: false }, referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

/** By the link in the message, without an account: what is applied for, by whom, and one button. */
export default async function ConfirmPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const view = await confirmPage(token)
  return (
    <PublicFrame current="/sign-in">
      <div className="page narrow apply">
        {view ? (
          <>
            <h1>{view.confirmed ? '你已经确认过了' : '确认一起申请'}</h1>
            <p className="lead">
              {view.name}，{view.leader}请你一起申请攀登者计划的支持。{view.confirmed ? '不用再做什么，可以关掉这一页。' : ''}
            </p>
            <section className="sum">
              <h2>{view.venture}</h2>
              <dl>
                {view.oneLine ? <Row label="做什么" value={view.oneLine} /> : null}
                <Row label="申请的支持" value={view.wants.join('、') || '还没选'} />
                <Row label="团队" value={view.members.join('、')} />
                <Row label="你在团队里" value={view.duty || '联合创始人'} />
              </dl>
            </section>
            {view.confirmed ? null : <ConfirmForm token={token} version={view.version} />}
          </>
        ) : (
          <>
            <h1>这个链接现在不用点了</h1>
            <EmptyState kind="done" title="没有等你确认的申请" text="申请可能已经交了或撤了，也可能链接不完整。问一下发短信的人，或打 0731-5550 0188。" />
          </>
        )}
      </div>
    </PublicFrame>
  )
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div className="sr two">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
