import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { decoded } from '@/app/guard'
import { objectionTerms, publicNotice } from '@/lib/journeys/notice/server/public'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { typed } from '../../../_ui/look-up'
import { ObjectForm } from './object-form'

export const metadata: Metadata = { title: '提异议', robots: { index: false } }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ObjectPage({ params, searchParams }: Props) {
  const [notice, terms] = await Promise.all([publicNotice(decoded((await params).id)), objectionTerms()])
  const no = Number(typed((await searchParams).line))
  const line = notice?.lines.find((one) => one.no === no)
  if (!notice || (notice.inForce && !line)) notFound()
  return (
    <PublicFrame current="/notices">
      <div className="public">
        <a className="back" href={`/notices/${notice.id}`}>
          <Glyph name="back" />
          {notice.title}
        </a>
        <h1>提异议</h1>
        {line ? (
          <>
            <p className="lead">
              对 {notice.id} 第 {line.no} 项：{line.project}，{line.maskedName}，{line.support}。到 {formatDateZh(notice.toOn, { weekday: true })} 为止。
            </p>
            <ObjectForm notice={notice.id} line={line.no} terms={terms} />
          </>
        ) : (
          <div className="note warn mt24" role="note">
            <Glyph name="clock" />
            <div>这次公示已经结束，不能再提异议。有情况要反映，请打 0731-5550 0188。</div>
          </div>
        )}
      </div>
    </PublicFrame>
  )
}
