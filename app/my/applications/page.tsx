import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/app/_ui/empty-state'
import { FounderFrame } from '@/app/_ui/founder-frame'
import { Tag } from '@/app/_ui/tag'
import { requireFounder } from '@/app/my/guard'
import { caseList } from '@/lib/foundation/casework/server/own-cases'
import { applicationList } from '@/lib/journeys/application/server/list-query'

export const metadata: Metadata = { title: '申请' }

export default async function ApplicationsPage() {
  const actor = await requireFounder('/my/applications')
  const [applications, cases] = await Promise.all([applicationList(actor), caseList(actor)])
  return (
    <FounderFrame actor={actor} current="applications" venture={cases[0]?.title}>
      <div className="row between wrap g12">
        <h1>你的申请</h1>
        <a className="btn md" href="/my/applications/new">
          <Plus size={16} aria-hidden="true" />
          申请新的支持
        </a>
      </div>
      {applications.length === 0 ? (
        <EmptyState
          kind="start"
          title="还没有申请过"
          text="工位、公寓、贷款、辅导，一张表一次申请。"
          action={{ href: '/my/applications/new', label: '申请支持' }}
        />
      ) : null}
      <div className="col g16 mt16">
        {applications.map((one) => (
          <section className="card" key={one.id}>
            <div className="ch">
              <h2>{one.title}</h2>
              {one.state === 'draft' ? <Tag kind="info">草稿</Tag> : <span className="t13 c3">{one.when} 提交</span>}
            </div>
            {one.state === 'draft' ? (
              <div className="act">
                <div>
                  <p>{one.wants.length > 0 ? `要申请：${one.wants.join('、')}` : '还没选要哪样支持'}</p>
                  <p>
                    填完 {one.progress?.done ?? 0} 项，共 {one.progress?.of ?? 0} 项 · 最后改于 {one.when}
                  </p>
                </div>
                <a className="btn md" href={`/my/applications/${one.id}`}>
                  接着填
                </a>
              </div>
            ) : (
              cases
                .filter((item) => item.applicationId === one.id)
                .map((item) => (
                  <div className="act" key={item.caseNo}>
                    <div>
                      <h3>{item.item}</h3>
                      <p>
                        <span className="mono">{item.caseNo}</span> · {item.stateWord}
                      </p>
                    </div>
                    <a className="btn md sec" href={`/my/cases/${item.caseNo}`}>
                      {item.state === 'rejected' || item.state === 'not_accepted' ? '看理由' : '看进度'}
                      <span className="vh">，{item.item}</span>
                    </a>
                  </div>
                ))
            )}
          </section>
        ))}
      </div>
    </FounderFrame>
  )
}
