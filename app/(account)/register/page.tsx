import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PublicFrame } from '@/app/_ui/public-frame'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { safeNext } from '@/lib/foundation/identity/model/next'
import { isDemo } from '@/lib/platform/env'
import { currentActor } from '@/lib/platform/session'
import { RegisterForm } from './register-form'

export const metadata: Metadata = { title: '注册' }
export const dynamic = 'force-dynamic'

export default async function RegisterPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = safeNext((await searchParams).next, undefined)
  const actor = await currentActor()
  if (actor) redirect(next ?? homeOf(actor.roles))
  return (
    <PublicFrame current="/sign-in">
      <div className="page apply account">
        <h1>注册</h1>
        <p className="lead">{next ? '一分钟。注册完直接接着刚才那一步，填过的都带过去。' : '用手机号注册，一分钟。'}</p>
        <RegisterForm next={next} demo={isDemo()} />
      </div>
    </PublicFrame>
  )
}
