import type { ReactNode } from 'react'
import { Glyph } from './glyph'
import { Logo } from './logo'

const entries = [
  { href: '/measures', label: '办事' },
  { href: '/check', label: '我能申请什么' },
  { href: '/notices', label: '公示' },
  { href: '/numbers', label: '公开数据' },
  { href: '/track', label: '查办件' },
  { href: '/verify', label: '核对文书' },
] as const

export type PublicEntry = (typeof entries)[number]['href'] | '/' | '/sign-in' | '/draws'

const foot = [
  {
    title: '办事',
    links: [
      ['/measures', '全部扶持举措'],
      ['/check', '60 秒自测'],
      ['/track', '查办件进度'],
    ],
  },
  {
    title: '公开',
    links: [
      ['/notices', '公示与异议'],
      ['/numbers', '每个数字怎么算的'],
      ['/draws', '摇号与验算'],
      ['/verify', '核对文书真伪'],
      ['/api/v1/openapi.json', '数据接口'],
    ],
  },
] as const

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
              <Glyph name="menu" size={22} />
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
            <Logo sub="湘潭高新区创新创业服务中心 主办" />
            <p className="mt16 t13 c3">申请不收任何费用。我们没有委托任何中介；谁向你收钱，请打 0731-5550 0188。</p>
          </div>
          {foot.map(({ title, links: list }) => (
            <div key={title}>
              <h2>{title}</h2>
              <ul>
                {list.map(([href, label]) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <div>
            <h2>帮助</h2>
            <ul>
              <li>窗口：智造谷众创中心 A 座 1 层</li>
              <li>工作日 8:30—17:00</li>
              <li>
                电话 <a href="tel:073155500188">0731-5550 0188</a>
              </li>
            </ul>
          </div>
        </div>
      </footer>
    </>
  )
}
