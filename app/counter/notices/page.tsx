import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot, type Kind } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { errorText } from '@/lib/i18n/errors'
import { noticeWords } from '@/lib/journeys/notice/model/machine'
import type { NoticeStage } from '@/lib/journeys/notice/model/period'
import { noticeReaders } from '@/lib/journeys/notice/model/policy'
import { type NoticeDesk, noticeDesk, type ReadyRound, type StaffNotice } from '@/lib/journeys/notice/server/staff-notices'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { PublishButton } from './publish-button'
import { WithdrawButton } from './withdraw-button'

export const generateMetadata = titleFor('公示', ...noticeReaders)
export const dynamic = 'force-dynamic'

/** A published notice is in force by its dates, which the machine does not know. */
const stages: Record<NoticeStage, { word: string; kind: Kind }> = {
  draft: { word: noticeWords.draft.staff, kind: 'mute' },
  in_force: { word: '公示中', kind: 'hold' },
  past: { word: '已结束', kind: 'ok' },
  withdrawn: { word: noticeWords.withdrawn.staff, kind: 'mute' },
}

function Ready({ round, desk }: { round: ReadyRound; desk: NoticeDesk }) {
  const lines = round.lines.map((line) => ({
    caseNo: line.caseNo,
    version: line.version,
    maskedName: line.maskedName,
    project: line.project,
    support: line.support,
    given: line.amountFen === null ? (line.quantity === null ? '' : `${line.quantity} 个`) : `${formatYuan(line.amountFen)} 元`,
    again: line.again,
  }))
  return (
    <section className="card pad mt12" aria-labelledby={`round-${round.id}`}>
      <div className="row between wrap g8">
        <h2 id={`round-${round.id}`} className="t16">
          {round.name}
        </h2>
        <span className="t13 c3">{round.lines.length} 项等公示</span>
      </div>
      <div className="mt8">
        <p className="t14 c2">会议审定同意，还没有公示的。看一遍遮住姓名的名单和截止日期，按一次就发布；到期自动收起，不用人来撤。</p>
        {round.mayPublish ? (
          <PublishButton roundId={round.id} round={round.name} lines={lines} today={desk.today} periods={desk.periods} />
        ) : (
          <p className="t14 c2 mt8">由受理窗口发布；名单里有自己或自己团队的，要换一位同事。</p>
        )}
      </div>
    </section>
  )
}

function Row({ notice }: { notice: StaffNotice }) {
  const { word, kind } = stages[notice.stage]
  return (
    <tr>
      <td className="num">{notice.number}</td>
      <th scope="row">{notice.stage === 'withdrawn' ? notice.title : <a href={`/notices/${notice.number}`}>{notice.title}</a>}</th>
      <td>
        <Dot kind={kind}>{word}</Dot>
      </td>
      <td className="num">
        {formatDateZh(notice.fromOn)}—{formatDateZh(notice.toOn, { weekday: true })}
        {notice.provisional ? '（暂定）' : ''}
      </td>
      <td className="wide">{notice.stage === 'withdrawn' ? `理由：${notice.withdrawReason}` : notice.outcome}</td>
      <td>{notice.publisher}</td>
      <td>
        <span className="row g8">
          <a href={`/counter/notices/${notice.number}/export`}>
            公示表<span className="vh">：{notice.number}</span>
          </a>
          {notice.withdrawBecause === null ? (
            <WithdrawButton number={notice.number} version={notice.version} />
          ) : notice.withdrawBecause === 'policy.published_by_you' || notice.withdrawBecause === 'notice.objected' ? (
            <span className="t12 c3">{errorText(notice.withdrawBecause)}</span>
          ) : null}
        </span>
      </td>
    </tr>
  )
}

export default async function StaffNoticesPage() {
  const actor = await requireRole('/counter/notices', ...noticeReaders)
  const desk = await orNotFound(noticeDesk(actor))
  const waiting = desk.ready.reduce((sum, round) => sum + round.lines.length, 0)
  return (
    <StaffFrame actor={actor} current="notices" title="公示">
      <div className="adm-head">
        <h1>{waiting > 0 ? `${waiting} 项等公示` : '没有等公示的'}</h1>
      </div>
      {desk.ready.map((round) => (
        <Ready key={round.id} round={round} desk={desk} />
      ))}
      <h2 className="t18 mt24">已发布</h2>
      {desk.notices.length > 0 ? (
        <section className="scroll-x mt12" aria-label="公示，可以左右滚动">
          <table className="tbl dense adm-table">
            <thead>
              <tr>
                <th scope="col">编号</th>
                <th scope="col">标题</th>
                <th scope="col">状态</th>
                <th scope="col">起止</th>
                <th scope="col">结果</th>
                <th scope="col">发布人</th>
                <th scope="col">能做的</th>
              </tr>
            </thead>
            <tbody>
              {desk.notices.map((notice) => (
                <Row key={notice.number} notice={notice} />
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <EmptyState kind="start" title="还没有公示过" text="会议审定同意后，名单在这里等发布。" />
      )}
    </StaffFrame>
  )
}
