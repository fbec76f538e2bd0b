import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { drawMachine, drawWords } from '@/lib/foundation/draw/model/machine'
import { drawHref, drawQuerySchema } from '@/lib/foundation/draw/model/schema'
import { type DrawLine, staffDraws } from '@/lib/foundation/draw/server/queries'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'

const roles = ['intake', 'space', 'leader', 'auditor', 'observer'] as const
const PATH = '/counter/draws'

export const generateMetadata = titleFor('摇号', ...roles)
export const dynamic = 'force-dynamic'

const when = (at: Date) => `${formatDateZh(dateInShanghai(at))} ${formatTimeZh(at)}`

function Table({ lines }: { lines: readonly DrawLine[] }) {
  return (
    <section className="scroll-x mt12" aria-label="摇号，可以左右滚动">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">摇号</th>
            <th scope="col">用途</th>
            <th scope="col">状态</th>
            <th scope="col" className="r">
              名额
            </th>
            <th scope="col" className="r">
              编号数
            </th>
            <th scope="col">截止</th>
            <th scope="col">公开</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((draw) => (
            <tr key={draw.number}>
              <td className="num">{draw.number}</td>
              <th scope="row">
                <a href={`${PATH}/${draw.number}`}>{draw.title}</a>
              </th>
              <td>{draw.purpose}</td>
              <td>{draw.superseded ? <Dot kind="mute">已重摇，不作数</Dot> : <Dot kind={drawWords[draw.state].kind}>{drawWords[draw.state].staff}</Dot>}</td>
              <td className="r">{draw.units}</td>
              <td className="r">{draw.entries || '—'}</td>
              <td>{when(draw.closesAt)}</td>
              <td>{draw.public ? '公开' : '未公开'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export default async function StaffDrawsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = drawQuerySchema.parse(await searchParams)
  const actor = await requireRole(drawHref(PATH, query), ...roles)
  const list = await orNotFound(staffDraws(actor, query))
  const waiting = (list.counts.committed ?? 0) + (list.counts.frozen ?? 0) + (list.counts.drawn ?? 0)
  const all = drawMachine.states.reduce((sum, state) => sum + (list.counts[state] ?? 0), 0)
  return (
    <StaffFrame actor={actor} current="draws" title="摇号">
      <div className="adm-head">
        <h1>{waiting > 0 ? `有 ${waiting} 次摇号在进行` : '摇号'}</h1>
        {list.canPlan ? (
          <a className="btn md" href={`${PATH}/new`}>
            封一把新密钥
          </a>
        ) : null}
      </div>
      <ul className="adm-chips" aria-label="状态">
        <li>
          <a
            className={query.state ? 'chip' : 'chip on'}
            href={drawHref(PATH, { ...query, state: undefined, page: 1 })}
            aria-current={query.state ? undefined : 'true'}
          >
            全部 {all}
          </a>
        </li>
        {drawMachine.states.map((state) => (
          <li key={state}>
            <a
              className={query.state === state ? 'chip on' : 'chip'}
              href={drawHref(PATH, { ...query, state, page: 1 })}
              aria-current={query.state === state ? 'true' : undefined}
            >
              {drawWords[state].staff} {list.counts[state] ?? 0}
            </a>
          </li>
        ))}
      </ul>
      {list.lines.length > 0 ? (
        <Table lines={list.lines} />
      ) : (
        <EmptyState
          kind={all > 0 ? 'search' : 'start'}
          title={all > 0 ? '没有这样的摇号' : '还没有摇过号'}
          text={all > 0 ? '换一个状态看看。' : '名额不够时，先封一把密钥，再收名单。'}
        />
      )}
      {list.pages > 1 ? (
        <nav className="adm-pages" aria-label="翻页">
          {query.page > 1 ? <a href={drawHref(PATH, { ...query, page: query.page - 1 })}>上一页</a> : <span className="c3">上一页</span>}
          <span className="c3">
            第 {query.page} 页，共 {list.pages} 页，{list.total} 次
          </span>
          {query.page < list.pages ? <a href={drawHref(PATH, { ...query, page: query.page + 1 })}>下一页</a> : <span className="c3">下一页</span>}
        </nav>
      ) : null}
    </StaffFrame>
  )
}
