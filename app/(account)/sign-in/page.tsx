import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PublicFrame } from '@/app/_ui/public-frame'
import { isDemo } from '@/lib/platform/env'
import { currentActor } from '@/lib/platform/session'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: '登录' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams
  if (await currentActor()) redirect('/my')
  return (
    <PublicFrame current="/sign-in">
      <div className="page narrow apply">
        <h1>登录</h1>
        <SignInForm next={typeof next === 'string' ? next : '/my'} demo={isDemo()} />
      </div>
    </PublicFrame>
  )
}
