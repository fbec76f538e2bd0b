import type { Metadata } from 'next'
import { openDraft, requireFounder } from '@/app/my/guard'
import { teamPage } from '@/lib/journeys/application/server/queries'
import { ApplyFrame } from '../../apply-frame'
import { InviteForm } from './invite-form'
import { MemberRow } from './member-row'

export const metadata: Metadata = { title: '团队成员' }

export default async function TeamPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireFounder(`/my/applications/${id}/team`)
  const view = await openDraft(id, teamPage(actor, id))
  return (
    <ApplyFrame
      savedAt={view.savedAt}
      back={`/my/applications/${id}`}
      aside={
        <>
          <div className="b">
            <h2>为什么要确认</h2>
            联合创始人要知道有这次申请，也同意一起申请。短信里有链接，点一下就行，不用注册。
          </div>
          <div className="b">
            <h2>改了内容会怎样</h2>
            确认以后表又改了，要请他们再确认一次。所以最好填完再请人确认。
          </div>
        </>
      }
    >
      <h1>团队成员</h1>
      <p className="hint t16">第 1 部分 · 现在 {view.members.length} 人</p>
      <section className="sum" aria-label="现在的成员">
        {view.members.map((member) => (
          <MemberRow key={member.id} applicationId={id} member={member} removable />
        ))}
      </section>
      <InviteForm id={id} />
      <div className="bar2">
        <a className="btn xl" href={`/my/applications/${id}${view.next ? `/${view.next}` : ''}`}>
          好了，下一项
        </a>
        <a className="t16" href={`/my/applications/${id}`}>
          回清单
        </a>
      </div>
    </ApplyFrame>
  )
}
