import type { Metadata } from 'next'
import { PublicFrame } from '@/app/_ui/public-frame'
import { isDemo } from '@/lib/platform/env'
import { RegisterForm } from './register-form'

export const metadata: Metadata = { title: '注册' }
export const dynamic = 'force-dynamic'

export default function RegisterPage() {
  return (
    <PublicFrame current="/sign-in">
      <div className="page narrow apply">
        <h1>注册</h1>
        <p className="lead">用手机号注册，一分钟。</p>
        <RegisterForm demo={isDemo()} />
      </div>
    </PublicFrame>
  )
}
