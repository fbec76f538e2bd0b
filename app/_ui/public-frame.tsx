import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { Logo } from './logo'

const entries = [
  { href: '/measures', label: '办事' },
  { href: '/check', label: '我能申请什么' },
  { href: '/track', label: '查办件' },
  { href: '/verify', label: '核对文书' },
] as const

export type PublicEntry = (typeof entries)[number]['href'] | '/' | '/sign-in'

/** Head and foot of every public page. Cached pages know nobody, so the door is the same for all: 登录 leads on to 我的攀登. */
export function PublicFrame({ current, children }: { current: PublicEntry; children: ReactNode }) {
  const links = entries.map(({ href, label }) => (
    <a key={href} href={href} className={href === current ? 'on' : undefined} aria-current={href === current ? 'page' : undefined}>
      {label}
    </a>
  ))
  return (
    <>
      <header className="hd">
        <div className="hd-in">
          <Logo sub="湘潭高新区 · 智造谷攀登者计划" />
          <nav aria-label="主导航">{links}</nav>
          <details className="m-menu">
            <summary aria-label="打开菜单">
              <Menu size={22} aria-hidden="true" />
            </summary>
            <ul>
              {links.map((link) => (
                <li key={link.key}>{link}</li>
              ))}
            </ul>
          </details>
          <a className="btn sec md" href="/my">
            登录
          </a>
        </div>
      </header>
      <main id="main">{children}</main>
      <footer className="ft">
        <div className="ft-in">
          <div>
            <Logo />
            <p className="mt16 t13 c3">申请不收任何费用。我们没有委托任何中介；谁向你收钱，请打 0731-5550 0188。</p>
          </div>
          <div>
            <h4>办事</h4>
            <ul>
              <li>
                <a href="/measures">13 项支持</a>
              </li>
              <li>
                <a href="/check">60 秒自测</a>
              </li>
              <li>
                <a href="/track">查办件进度</a>
              </li>
            </ul>
          </div>
          <div>
            <h4>公开</h4>
            <ul>
              <li>
                <a href="/numbers">每个数字怎么算的</a>
              </li>
              <li>
                <a href="/verify">核对文书真伪</a>
              </li>
              <li>
                <a href="/api/v1/openapi.json">数据接口</a>
              </li>
            </ul>
          </div>
          <div>
            <h4>帮助</h4>
            <ul>
              <li>窗口：智造谷众创中心 A 座 1 层</li>
              <li>工作日 8:30—17:00</li>
              <li>电话 0731-5550 0188</li>
            </ul>
          </div>
        </div>
      </footer>
    </>
  )
}
