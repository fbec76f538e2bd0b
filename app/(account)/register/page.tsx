import type { Metadata } from 'next'
import { isDemo } from '@/lib/platform/env'
import { AccountPage, type AccountPageProps, nextPage } from '../_ui/account-page'
import { RegisterForm } from './register-form'

export const metadata: Metadata = { title: '注册' }
export const dynamic = 'force-dynamic'

export default async function RegisterPage(props: AccountPageProps) {
  const next = await nextPage(props)
  return (
    <AccountPage title="注册" lead={next ? '一分钟。注册完直接接着刚才那一步，填过的都带过去。' : '用手机号注册，一分钟。'}>
      <RegisterForm next={next} demo={isDemo()} />
    </AccountPage>
  )
}
