import { Download } from 'lucide-react'
import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Dot, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import { supportReaders } from '@/lib/journeys/support/model/policy'
import { type SupportQuery, type SupportView, supportQuerySchema, supportViews } from '@/lib/journeys/support/model/schema'
import { type Desk, supportDesk } from '@/lib/journeys/support/server/desk'
import { formatYuan } from '@/lib/kernel/money'

export const generateMetadata = titleFor('资助', ...supportReaders)
export const dynamic = 'force-dynamic'

const viewWords: Readonly<Record<SupportView, string>> = { payments: '拨付', agreements: '协议', milestones: '里程碑', clawbacks: '追回', accounts: '收款账户' }

const hrefOf = (query: Partial<SupportQuery>) => {
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === '' || value === undefined ? [] : [[key, String(value)]])))
  return `/counter/support?${search}`
}

function titleOf({ counts }: Desk): string {
  if (counts.payments > 0) return `有 ${counts.payments} 笔拨付在办`
  if (counts.clawbacks > 0) return `有 ${counts.clawbacks} 件追回没了结`
  return counts.milestones > 0 ? `有 ${counts.milestones} 个里程碑没验收` : '资助'
}

function Undrafted({ desk }: { desk: Desk }) {
  if (desk.undrafted.length === 0) return null
  return (
    <section className="card sup-card mt16" aria-labelledby="undrafted">
      <div className="ch">
        <h2 id="undrafted">批准了，等起草协议的 {desk.undrafted.length} 件</h2>
      </div>
      {desk.undrafted.map((one) => (
        <div className="sup-line row between wrap g8" key={one.caseNo}>
          <span>
            <b>{one.applicant}</b> <span className="mono c2">{one.caseNo}</span> · {one.amountFen === null ? '' : `${formatYuan(one.amountFen)} 元`} ·{' '}
            {one.decidedOn}批准
          </span>
          <a className="btn md" href={`/counter/support/draft/${one.caseNo}`}>
            起草协议<span className="vh">：{one.caseNo}</span>
          </a>
        </div>
      ))}
    </section>
  )
}

function Rows({ desk }: { desk: Desk }) {
  if (desk.rows.length === 0) return <EmptyState kind="done" title="这里没有要办的" text="换一个状态，或者清掉搜索看看。" />
  return (
    <section className="scroll-x" aria-label={`${viewWords[desk.view]}，可以左右滚动`}>
      <table className="tbl dense adm-table">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">团队</th>
            <th scope="col">内容</th>
            <th scope="col" className="r">
              金额（元）
            </th>
            <th scope="col">状态</th>
            <th scope="col">{desk.view === 'milestones' ? '到期' : '日期'}</th>
            {desk.view === 'payments' ? <th scope="col">轮到你</th> : null}
          </tr>
        </thead>
        <tbody>
          {desk.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <a className="mono" href={row.href}>
                  {row.number}
                </a>
              </th>
              <td className="wide">{row.applicant}</td>
              <td className="wide">{row.what}</td>
              <td className="r num">{row.amountFen === null ? '' : formatYuan(row.amountFen)}</td>
              <td>
                <Dot kind={row.kind}>{row.stateWord}</Dot>
              </td>
              <td>
                {row.date} {row.late > 0 ? <Tag kind="bad">过了 {row.late} 天</Tag> : null}
                {row.receiptNo ? <span className="mono c3"> {row.receiptNo}</span> : null}
              </td>
              {desk.view === 'payments' ? (
                <td>
                  {row.todo ? (
                    <a className="btn sm" href={row.href}>
                      {row.todo}
                      <span className="vh">：{row.number}</span>
                    </a>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Filter({ desk, query }: { desk: Desk; query: SupportQuery }) {
  return (
    <form className="sup-filter" method="get" action="/counter/support">
      <input type="hidden" name="view" value={query.view} />
      {desk.states.length > 0 ? (
        <label>
          状态
          <select className="inp sm" name="state" defaultValue={query.state}>
            <option value="">{query.view === 'payments' ? '在办的' : '全部'}</option>
            {desk.states.map(([state, word]) => (
              <option key={state} value={state}>
                {word}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label>
        编号或团队
        <input className="inp sm" name="q" defaultValue={query.q} maxLength={60} />
      </label>
      <button type="submit" className="btn sec md">
        筛选
      </button>
      {query.q || query.state ? (
        <a className="btn ghost md" href={hrefOf({ view: query.view })}>
          清掉
        </a>
      ) : null}
    </form>
  )
}

/** 资助: agreements, payments by step, milestones by due day, clawbacks, accounts to confirm. Everything is in the address. */
export default async function SupportPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = supportQuerySchema.parse(await searchParams)
  const actor = await requireRole('/counter/support', ...supportReaders)
  const desk = await orNotFound(supportDesk(actor, query))
  return (
    <StaffFrame actor={actor} current="support" title="资助">
      <div className="adm-head">
        <h1>{titleOf(desk)}</h1>
        {desk.mayExport ? (
          <a
            className="btn sec md"
            href={hrefOf({ view: query.view, state: query.state, q: query.q }).replace('/counter/support?', '/counter/support/export?')}
          >
            <Download size={16} aria-hidden="true" />
            导出 xlsx
          </a>
        ) : null}
      </div>
      <Undrafted desk={desk} />
      <nav className="tabs mt16" aria-label="看哪些">
        {supportViews.map((view) => (
          <a key={view} href={hrefOf({ view })} className={view === query.view ? 'on' : ''} aria-current={view === query.view ? 'page' : undefined}>
            {viewWords[view]}
            <span className="cnt">{desk.counts[view]}</span>
          </a>
        ))}
      </nav>
      <Filter desk={desk} query={query} />
      <Rows desk={desk} />
      {desk.pages > 1 ? (
        <nav className="adm-pages" aria-label="翻页">
          {desk.page > 1 ? <a href={hrefOf({ ...query, page: desk.page - 1 })}>上一页</a> : null}
          <span className="c3">
            第 {desk.page} 页，共 {desk.pages} 页，{desk.total} 条
          </span>
          {desk.page < desk.pages ? <a href={hrefOf({ ...query, page: desk.page + 1 })}>下一页</a> : null}
        </nav>
      ) : null}
    </StaffFrame>
  )
}
