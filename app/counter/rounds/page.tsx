import { Plus } from 'lucide-react'
import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { roundStates, roundStateWords, roundsHref, roundsQuerySchema } from '@/lib/foundation/programme/model/round'
import { type RoundLine, type RoundsPage, roundsPage } from '@/lib/foundation/programme/server/rounds/list'

const roles = ['intake', 'leader', 'auditor', 'chair', 'observer'] as const
export const generateMetadata = titleFor('批次', ...roles)
export const dynamic = 'force-dynamic'

const titleOf = ({ counts }: RoundsPage) => {
  if (counts.open > 0) return `${counts.open} 个批次在收申请`
  return counts.announced > 0 ? '现在没有批次在收申请，有批次等开始' : '现在没有批次在收申请'
}

function Chips({ page, state }: { page: RoundsPage; state: string | undefined }) {
  return (
    <ul className="adm-chips" aria-label="按状态筛选">
      <li>
        <a className={state ? 'chip' : 'chip on'} href={roundsHref()} aria-current={state ? undefined : 'true'}>
          全部 {page.counts.all}
        </a>
      </li>
      {roundStates.map((one) => (
        <li key={one}>
          <a className={state === one ? 'chip on' : 'chip'} href={roundsHref({ state: one })} aria-current={state === one ? 'true' : undefined}>
            {roundStateWords[one].text} {page.counts[one]}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Row({ round }: { round: RoundLine }) {
  const { text, kind } = roundStateWords[round.state]
  return (
    <tr>
      <th scope="row">
        <a href={`/counter/rounds/${round.id}`}>{round.name}</a>
      </th>
      <td>
        <Dot kind={kind}>{text}</Dot>
      </td>
      <td className="num">
        {round.opens}
        <span className="c3"> 至 </span>
        {round.closes ?? '常年'}
      </td>
      <td className="wide">{round.measures.join('、')}</td>
      <td>{round.chain === 'panel' ? '专家评审' : '两人审定'}</td>
      <td className="r num">{round.drafts}</td>
      <td className="r num">{round.applications}</td>
      <td className="r num">{round.openCases}</td>
      <td className="r num">{round.approved}</td>
    </tr>
  )
}

/** Every call for applications with what came in. */
export default async function RoundsPageView({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { state } = roundsQuerySchema.parse(await searchParams)
  const actor = await requireRole(roundsHref({ state }), ...roles)
  const page = await orNotFound(roundsPage(actor, state))
  return (
    <StaffFrame actor={actor} current="rounds" title="批次">
      <div className="adm-head">
        <h1>{titleOf(page)}</h1>
        <p className="row g8">
          <a className="btn md sec" href="/counter/rounds/rubrics">
            评分表
          </a>
          {page.mayManage ? (
            <a className="btn md" href="/counter/rounds/new">
              <Plus size={16} aria-hidden="true" />
              建一个批次
            </a>
          ) : null}
        </p>
      </div>
      <Chips page={page} state={state} />
      {page.rounds.length > 0 ? (
        <section className="scroll-x" aria-label="批次列表，可以左右滚动">
          <table className="tbl dense adm-table">
            <thead>
              <tr>
                <th scope="col">批次</th>
                <th scope="col">状态</th>
                <th scope="col">收申请的时间</th>
                <th scope="col">支持</th>
                <th scope="col">怎么定</th>
                <th scope="col" className="r">
                  在填
                </th>
                <th scope="col" className="r">
                  已交
                </th>
                <th scope="col" className="r">
                  在办
                </th>
                <th scope="col" className="r">
                  批准
                </th>
              </tr>
            </thead>
            <tbody>
              {page.rounds.map((round) => (
                <Row key={round.id} round={round} />
              ))}
            </tbody>
          </table>
        </section>
      ) : (
        <EmptyState kind="search" title="没有这样的批次" text="换一个状态看看。" action={{ href: roundsHref(), label: '看全部批次' }} />
      )}
    </StaffFrame>
  )
}
