import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PublicFrame } from '@/app/_ui/public-frame'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { safeNext } from '@/lib/foundation/identity/model/next'
import { isDemo } from '@/lib/platform/env'
import { currentActor } from '@/lib/platform/session'
import { CodeForm } from './code-form'

export const metadata: Metadata = { title: '用验证码登录' }
export const dynamic = 'force-dynamic'

export default async function CodePage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = safeNext((await searchParams).next, undefined)
  const actor = await currentActor()
  if (actor) redirect(next ?? homeOf(actor.roles))
  return (
    <PublicFrame current="/sign-in">
      <div className="page apply account">
        <h1>用验证码登录</h1>
        <p className="lead">不用密码，手机在身边就行。</p>
        <CodeForm next={next} demo={isDemo()} />
      </div>
    </PublicFrame>
  )
}
