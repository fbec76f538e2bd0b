import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = {
  title: { default: '攀登者 · 湘潭高新区智造谷攀登者计划', template: '%s · 攀登者' },
  description: '工位、公寓、导师和启动资金，一次申请就够。',
  icons: { icon: '/favicon.svg' },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN">
      <body>
        <a className="skip btn" href="#main">
          跳到正文
        </a>
        {children}
      </body>
    </html>
  )
}
