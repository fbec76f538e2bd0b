import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EmptyState } from '@/app/_ui/empty-state'
import { PublicFrame } from '@/app/_ui/public-frame'
import { demoOutbox } from '@/lib/foundation/notification/server/queries'
import { isDemo } from '@/lib/platform/env'

export const metadata: Metadata = { title: '演示短信' }
export const dynamic = 'force-dynamic'

/** The demo's telephone: what would have gone out by SMS. Production has no such page. */
export default async function SmsPage({ searchParams }: { searchParams: Promise<{ phone?: string }> }) {
  if (!isDemo()) notFound()
  const { phone } = await searchParams
  const messages = await demoOutbox(typeof phone === 'string' ? phone : '')
  return (
    <PublicFrame current="/sign-in">
      <div className="page">
        <h1>演示短信</h1>
        <p className="c2">演示环境不发真短信，发出去的都在这里。正式环境没有这一页。</p>
        {messages.length === 0 ? <EmptyState kind="start" title="还没有短信" text="注册或提交申请后再来看。" /> : null}
        <ul className="mt24 stack">
          {messages.map((message) => (
            <li key={message.id} className="card pad16" data-testid="sms">
              <p className="t13 c3">
                发给 {message.recipient} · {message.when}
              </p>
              <p className="mt4 anywhere">{message.body}</p>
            </li>
          ))}
        </ul>
      </div>
    </PublicFrame>
  )
}
