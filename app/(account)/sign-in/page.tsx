import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PublicFrame } from '@/app/_ui/public-frame'
import { homeOf } from '@/lib/foundation/identity/model/home'
import { safeNext } from '@/lib/foundation/identity/model/next'
import { demoAccounts } from '@/lib/foundation/identity/server/demo-accounts'
import { currentActor } from '@/lib/platform/session'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: '登录' }
export const dynamic = 'force-dynamic'

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = safeNext((await searchParams).next, undefined)
  const actor = await currentActor()
  if (actor) redirect(next ?? homeOf(actor.roles))
  return (
    <PublicFrame current="/sign-in">
      <div className="page apply account">
        <h1>登录</h1>
        <p className="lead">{next ? '登录后接着刚才那一步，填过的都在。' : '用手机号，或者工作人员的账号。'}</p>
        <SignInForm next={next} accounts={await demoAccounts()} />
      </div>
    </PublicFrame>
  )
}
