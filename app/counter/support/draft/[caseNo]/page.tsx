import type { Metadata } from 'next'
import { cache } from 'react'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleIf } from '@/app/guard'
import { draftView } from '@/lib/journeys/support/server/draft-view'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { DraftForm } from './draft-form'

type Params = Promise<{ caseNo: string }>

const viewOf = cache(async (caseNo: string) => draftView(await requireRole(`/counter/support/draft/${caseNo}`, 'intake'), caseNo))

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { caseNo } = await params
  return titleIf(`起草协议 ${caseNo}`, viewOf(caseNo))
}

/** What the agreement of an approved case will say; the days of the milestones are chosen here. */
export default async function DraftPage({ params }: { params: Params }) {
  const { caseNo } = await params
  const actor = await requireRole(`/counter/support/draft/${caseNo}`, 'intake')
  const view = await orNotFound(viewOf(caseNo))
  return (
    <StaffFrame actor={actor} current="support" title="起草协议">
      <h1>
        起草 {view.applicant} 的资助协议，{formatYuan(view.amountFen)} 元
      </h1>
      <p className="t14 c2 mt4">
        {view.words} · <a href={`/counter/cases/${view.caseNo}`}>{view.caseNo}</a> · 预算线 {view.line ?? '没有选'}
      </p>
      {view.line ? null : (
        <div className="mt16">
          <Note kind="bad">这个批次没有选预算线，协议签不了。先在批次里选好。</Note>
        </div>
      )}
      <div className="adm-cols">
        <section className="card sup-card" aria-labelledby="draft-what">
          <div className="ch">
            <h2 id="draft-what">里程碑和日期</h2>
          </div>
          {view.milestones.length === 0 ? (
            <p className="sup-pad errmsg">申请里没有写里程碑，先请申请人补上。</p>
          ) : (
            <DraftForm
              caseNo={view.caseNo}
              milestones={view.milestones.map((one) => ({
                title: one.title,
                evidence: one.evidence,
                dueOn: one.dueOn,
                moved: one.movedFrom ? `；申请写的是 ${one.by} 月底，${formatDateZh(one.movedFrom)}休息，顺延` : `；申请写的是 ${one.by} 月底`,
              }))}
            />
          )}
        </section>
        <section className="card sup-card" aria-labelledby="draft-parts">
          <div className="ch">
            <h2 id="draft-parts">分期</h2>
          </div>
          {view.parts.map((part) => (
            <div className="sup-line" key={part.no}>
              <h3>
                第 {part.no} 期，{part.percent}%，{formatYuan(part.amountFen)} 元
              </h3>
              <p className="t13 c2">{part.words}</p>
            </div>
          ))}
          <p className="sup-pad t13 c2">
            用途：{view.use || '没有写'}。项目留在园区 {view.termMonths} 个月。比例和月数是平台默认（规则表），待管委会确认。
          </p>
        </section>
      </div>
    </StaffFrame>
  )
}
