import { Bell, FileText, HandCoins, LogOut, Mountain, Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import { signOut } from '@/app/(account)/actions'
import type { Actor } from '@/lib/kernel/actor'
import { Logo } from './logo'
import { Toaster } from './toast'
import { Topbar } from './topbar'

const entries = [
  { key: 'climb', href: '/my', label: '我的攀登', Icon: Mountain },
  { key: 'applications', href: '/my/applications', label: '申请', Icon: FileText },
  { key: 'support', href: '/my/support', label: '资助', Icon: HandCoins },
  { key: 'messages', href: '/my/messages', label: '消息', Icon: Bell },
] as const

export type FounderRoom = (typeof entries)[number]['key']

interface Props {
  actor: Actor
  current: FounderRoom
  /** Name of the venture, beside the person. */
  venture?: string | undefined
  counts?: Partial<Record<FounderRoom, number>>
  children: ReactNode
}

/** 我的攀登: side navigation on a desk, tabs at the bottom on a phone. Rooms that do not exist yet are not shown. */
export function FounderFrame({ actor, current, venture, counts = {}, children }: Props) {
  const links = entries.map(({ key, href, label, Icon }) => (
    <a key={key} href={href} className={key === current ? 'on' : ''} aria-current={key === current ? 'page' : undefined}>
      <Icon size={18} aria-hidden="true" />
      {label}
      {counts[key] ? <span className={key === 'messages' ? 'cnt hot' : 'cnt'}>{counts[key]}</span> : null}
    </a>
  ))
  return (
    <div className="workspace">
      <div className="app">
        <nav className="side" aria-label="我的">
          <Logo />
          {links}
          <div style={{ marginTop: 'auto' }} />
          <a href="tel:073155500188">
            <Phone size={18} aria-hidden="true" />
            0731-5550 0188
          </a>
          <form action={signOut}>
            <button type="submit" className="side-btn">
              <LogOut size={18} aria-hidden="true" />
              退出登录
            </button>
          </form>
        </nav>
        <div className="body">
          <Topbar title={venture ?? '攀登者'} person={actor.name} />
          <main id="main" className="main">
            {children}
          </main>
        </div>
      </div>
      <nav className="m-tabbar" aria-label="我的（手机）">
        {links}
        <form action={signOut}>
          <button type="submit">
            <LogOut size={18} aria-hidden="true" />
            退出
          </button>
        </form>
      </nav>
      <Toaster />
    </div>
  )
}
