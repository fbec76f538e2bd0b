import { CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { QrCode } from '@/app/_ui/qr-code'
import { orNotFound } from '@/app/guard'
import { requireFounder } from '@/app/my/guard'
import { submittedPage } from '@/lib/journeys/application/server/check-query'
import { ApplyFrame } from '../../apply-frame'
import { PrintButton } from './print-button'

export const metadata: Metadata = { title: '交上去了' }

export default async function SubmittedPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireFounder(`/my/applications/${id}/submitted`)
  const view = await orNotFound(submittedPage(actor, id))
  if (!view) redirect(`/my/applications/${id}`)
  return (
    <ApplyFrame>
      <h1 className="row g12">
        <CircleCheck className="cok" size={32} aria-hidden="true" />
        交上去了
      </h1>
      <p className="lead">
        {view.when} 提交{view.cases.length > 1 ? `，分成 ${view.cases.length} 件，各有一个编号，分开办，不互相等` : ''}。编号也发到你的手机上。
      </p>
      {view.cases.map((one) => (
        <section className="receipt" key={one.caseNo}>
          <div>
            <h2>{one.item}</h2>
            <p className="mono t20">{one.caseNo}</p>
            <p className="t14 c2 mt8">最晚 {one.acceptBy}告诉你受不受理。</p>
            {one.resultDays ? <p className="t14 c2">受理后 {one.resultDays} 个工作日内出结果。</p> : null}
            <p className="t14 mt8">
              <a href={`/my/cases/${one.caseNo}`}>看办到哪一步</a>
            </p>
          </div>
          <QrCode rows={one.qr} label={`扫码查 ${one.caseNo} 的进度`} />
        </section>
      ))}
      <section className="sum">
        <h2>接下来</h2>
        <ol className="ready num">
          <li>窗口看材料。齐了就受理，缺什么一次告诉你，会发短信。</li>
          <li>受理后，初审和决定由两位不同的工作人员办。</li>
          <li>有结果会发短信。批准了工位，会先给你留着，{view.offerDays} 个工作日内确认就是你的。</li>
          <li>不登录也能查：扫上面的码，填手机尾号。</li>
        </ol>
      </section>
      <div className="bar2">
        <a className="btn xl" href="/my">
          去我的攀登
        </a>
        <a className="btn sec" href={`/my/applications/${id}/calendar`}>
          把日期加到日历
        </a>
        <PrintButton />
      </div>
    </ApplyFrame>
  )
}
