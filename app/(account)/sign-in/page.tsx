import type { Metadata } from 'next'
import { demoAccounts } from '@/lib/foundation/identity/server/demo-accounts'
import { AccountPage, type AccountPageProps, nextPage } from '../_ui/account-page'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: '登录' }
export const dynamic = 'force-dynamic'

export default async function SignInPage(props: AccountPageProps) {
  const next = await nextPage(props)
  return (
    <AccountPage title="登录" lead={next ? '登录后接着刚才那一步，填过的都在。' : '用手机号，或者工作人员的账号。'}>
      <SignInForm next={next} accounts={await demoAccounts()} />
    </AccountPage>
  )
}
