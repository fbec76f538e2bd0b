import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { Glyph } from '@/app/_ui/glyph'
import { PublicFrame } from '@/app/_ui/public-frame'
import { decoded, missingTitle } from '@/app/guard'
import { objectionTerms, type PublicNoticeLine, type PublicNoticeView, publicNotice } from '@/lib/journeys/notice/server/public'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { PrintLink } from '../print-link'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
}

const noticeOf = cache((id: string) => publicNotice(decoded(id)))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const notice = await noticeOf((await params).id)
  return { title: notice ? notice.title : missingTitle }
}

const day = (date: PublicNoticeView['fromOn']) => formatDateZh(date, { year: true, weekday: true })
const given = (line: PublicNoticeLine) =>
  line.amountFen === null ? (line.quantity === null ? '' : `${line.quantity} 个`) : `${formatYuan(BigInt(line.amountFen))} 元`

function Lines({ notice }: { notice: PublicNoticeView }) {
  return (
    <table className="tbl rows notice-rows">
      <caption className="vh">拟支持的项目</caption>
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">项目</th>
          <th scope="col">负责人</th>
          <th scope="col">支持</th>
          <th scope="col" className="r">
            数量或金额
          </th>
          <th scope="col">状态</th>
          <th scope="col" className="no-print">
            <span className="vh">提异议</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {notice.lines.map((line) => (
          <tr key={line.no}>
            <td data-label="序号">{line.no}</td>
            <td data-label="项目">{line.project}</td>
            <td data-label="负责人">{line.maskedName}</td>
            <td data-label="支持">{line.support}</td>
            <td data-label="数量或金额" className="r num">
              {given(line)}
            </td>
            <td data-label="状态">{line.outcome}</td>
            <td className="no-print">
              <a href={`/notices/${notice.id}/object?line=${line.no}`}>
                提异议<span className="vh">：第 {line.no} 项</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

async function HowToObject({ notice }: { notice: PublicNoticeView }) {
  const terms = await objectionTerms()
  return (
    <section className="part" aria-labelledby="how">
      <h2 id="how">怎么提异议</h2>
      <ul className="lines">
        <li>
          <b>网上提</b>
          <p>点那一项后面的「提异议」，写清是什么事、凭什么这么说。不用登录；可以留名，也可以匿名，匿名要有具体证据。</p>
        </li>
        <li>
          <b>打电话、写信、当面说</b>
          <p>电话 0731-5550 0188；地址：智造谷众创中心 A 座 1 层受理大厅，工作日 8:30—17:00。</p>
        </li>
        <li>
          <b>多久有结果</b>
          <p>
            {terms.ackDays} 个工作日内受理，{terms.decideDays}{' '}
            个工作日内答复；核实完之前，这一项先不批、不拨钱。由没有参与评审和签批的人处理，公示页只写「异议已处理」，不写你是谁。
          </p>
        </li>
      </ul>
      {notice.provisional ? <p className="t14 c2 mt12">截止日期标「暂定」：那一年的放假安排还没公布，公布后只会往后算，不会提前。</p> : null}
    </section>
  )
}

export default async function NoticePage({ params }: Props) {
  const notice = await noticeOf((await params).id)
  if (!notice) notFound()
  return (
    <PublicFrame current="/notices">
      <div className="public wide">
        <a className="back" href="/notices">
          <Glyph name="back" />
          公示
        </a>
        <p className="row g8 wrap">
          <span className={notice.inForce ? 'tag hold' : 'tag mute'}>
            {notice.inForce ? <Glyph name="clock" size={13} /> : null}
            {notice.inForce ? `公示中，到 ${formatDateZh(notice.toOn)}` : '已结束'}
          </span>
          <span className="t14 c3 mono">{notice.id}</span>
        </p>
        <h1 className="mt8">{notice.title}</h1>
        <p className="lead">
          {day(notice.fromOn)}到 {day(notice.toOn)}
          {notice.provisional ? '（暂定）' : ''}，{notice.workingDays} 个工作日。
          {notice.inForce ? (notice.daysLeft > 0 ? `还有 ${notice.daysLeft} 个工作日。` : '今天是最后一天。') : ''}
        </p>
        <div className="row between wrap g12 mt16">
          <p>
            <b>{notice.outcome}</b>
          </p>
          <PrintLink />
        </div>
        {notice.inForce ? (
          <>
            <Lines notice={notice} />
            <HowToObject notice={notice} />
          </>
        ) : (
          <p className="card out">公示期过了，名单已经收起，只留结果。批准的项目由我们逐个通知；对自己的结果有疑问，登录后在办件页申请复核。</p>
        )}
      </div>
    </PublicFrame>
  )
}
