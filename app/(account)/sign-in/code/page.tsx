import type { Metadata } from 'next'
import { isDemo } from '@/lib/platform/env'
import { AccountPage, type AccountPageProps, nextPage } from '../../_ui/account-page'
import { CodeForm } from './code-form'

export const metadata: Metadata = { title: '用验证码登录' }
export const dynamic = 'force-dynamic'

export default async function CodePage(props: AccountPageProps) {
  const next = await nextPage(props)
  return (
    <AccountPage title="用验证码登录" lead="不用密码，手机在身边就行。">
      <CodeForm next={next} demo={isDemo()} />
    </AccountPage>
  )
}
