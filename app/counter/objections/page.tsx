import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { objectionHref, objectionQuerySchema } from '@/lib/journeys/notice/model/list-query'
import { objectionMachine, objectionWords } from '@/lib/journeys/notice/model/machine'
import { kindWords } from '@/lib/journeys/notice/model/objection'
import { noticeReaders } from '@/lib/journeys/notice/model/policy'
import { type ObjectionLine, objectionPage } from '@/lib/journeys/notice/server/staff-objections'
import { hasRole } from '@/lib/kernel/actor'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { ClockMark } from './clock-mark'

export const generateMetadata = titleFor('异议与复核', ...noticeReaders)
export const dynamic = 'force-dynamic'

function Table({ lines }: { lines: readonly ObjectionLine[] }) {
  return (
    <section className="scroll-x mt12" aria-label="异议与复核，可以左右滚动">
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">种类</th>
            <th scope="col">状态</th>
            <th scope="col">现在到期</th>
            <th scope="col">项目</th>
            <th scope="col">办件</th>
            <th scope="col">署名</th>
            <th scope="col">收到</th>
            <th scope="col">经办</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.number}>
              <th scope="row" className="num">
                <a href={`/counter/objections/${line.number}`}>{line.number}</a>
              </th>
              <td>{kindWords[line.kind]}</td>
              <td>
                <Dot kind={objectionWords[line.state].kind}>{objectionWords[line.state].staff}</Dot>
              </td>
              <td>
                <ClockMark clock={line.clock} />
              </td>
              <td className="wide">{line.project}</td>
              <td className="num">{line.caseNo}</td>
              <td>{line.anonymous ? '匿名' : '署名'}</td>
              <td>
                {formatDateZh(line.receivedOn)} {line.channel}
              </td>
              <td>{line.handler ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export default async function ObjectionsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = objectionQuerySchema.parse(await searchParams)
  const actor = await requireRole(objectionHref(query), ...noticeReaders)
  const { lines, counts } = await orNotFound(objectionPage(actor, query))
  const chips = [
    [{}, `全部 ${counts.all}`, !query.kind && !query.late],
    [{ kind: 'objection' as const }, `异议 ${counts.objection}`, query.kind === 'objection'],
    [{ kind: 'reconsideration' as const }, `复核 ${counts.reconsideration}`, query.kind === 'reconsideration'],
    [{ late: '1' as const }, `超期 ${counts.late}`, query.late === '1'],
  ] as const
  return (
    <StaffFrame actor={actor} current="objections" title="异议与复核">
      <div className="adm-head">
        <h1>{counts.open > 0 ? `${counts.open} 件没办完${counts.late > 0 ? `，${counts.late} 件超期` : ''}` : '都办完了'}</h1>
        <p className="row g8">
          {hasRole(actor, 'intake') ? (
            <a className="btn sec md" href="/counter/objections/new">
              登记一件异议
            </a>
          ) : null}
          <a className="btn quiet md" href={objectionHref(query, '/counter/objections/export')}>
            导出 Excel
          </a>
        </p>
      </div>
      <ul className="adm-chips" aria-label="看哪些">
        {chips.map(([to, label, on]) => (
          <li key={label}>
            <a className={on ? 'chip on' : 'chip'} href={objectionHref({ ...to, state: query.state })} aria-current={on ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <form className="adm-filter" action="/counter/objections" method="get">
        {query.kind ? <input type="hidden" name="kind" value={query.kind} /> : null}
        {query.late ? <input type="hidden" name="late" value="1" /> : null}
        <label>
          状态{' '}
          <select className="inp sm" name="state" defaultValue={query.state ?? ''}>
            <option value="">全部状态</option>
            {objectionMachine.states.map((state) => (
              <option key={state} value={state}>
                {objectionWords[state].staff}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn sec sm">
          筛选
        </button>
      </form>
      {lines.length > 0 ? (
        <Table lines={lines} />
      ) : (
        <EmptyState
          kind={counts.all > 0 ? 'search' : 'done'}
          title={counts.all > 0 ? '没有这样的' : '没有人提异议'}
          text={counts.all > 0 ? '换个条件看看。' : '公示期里有人提，会排在这里，一个工作日内受理。'}
          {...(counts.all > 0 ? { action: { href: '/counter/objections', label: '看全部' } } : {})}
        />
      )}
    </StaffFrame>
  )
}
