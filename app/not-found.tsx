import { EmptyState } from './_ui/empty-state'

export default function NotFound() {
  return (
    <main id="main" className="page">
      <h1 className="vh">没有这一页</h1>
      <EmptyState kind="search" title="没有找到这一页" text="可能是地址写错了，也可能这件事不归你看。" action={{ href: '/', label: '回首页' }} />
    </main>
  )
}
