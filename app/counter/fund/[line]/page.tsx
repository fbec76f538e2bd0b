import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { PrintButton } from '@/app/counter/space/_parts/print-button'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { accountWords, lineAccounts, postingKinds, postingWords } from '@/lib/foundation/fund/model/ledger'
import { type PostingQuery, postingQuerySchema, postingsHref } from '@/lib/foundation/fund/model/schema'
import { type LinePage, linePage } from '@/lib/foundation/fund/server/postings'
import { formatYuan } from '@/lib/kernel/money'
import { Voucher } from './voucher'

export const generateMetadata = titleFor('凭证明细', 'finance', 'leader', 'auditor')
export const dynamic = 'force-dynamic'

function Filters({ page, query }: { page: LinePage; query: PostingQuery }) {
  return (
    <form className="adm-chips fund-filter fund-noprint" method="get" aria-label="筛选">
      <label>
        <span className="vh">科目</span>
        <select name="account" className="inp sm" defaultValue={query.account ?? ''}>
          <option value="">全部科目</option>
          <option value="budget">预算</option>
          {lineAccounts.map((kind) => (
            <option key={kind} value={kind}>
              {accountWords[kind]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="vh">类别</span>
        <select name="kind" className="inp sm" defaultValue={query.kind ?? ''}>
          <option value="">全部类别</option>
          {postingKinds.map((kind) => (
            <option key={kind} value={kind}>
              {postingWords[kind]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="vh">办件编号</span>
        <input name="case" className="inp sm" placeholder="办件编号" defaultValue={query.case ?? ''} />
      </label>
      <button type="submit" className="btn sm">
        筛选
      </button>
      <a className="btn quiet sm" href={postingsHref(page.id)}>
        清除
      </a>
    </form>
  )
}

function Rows({ page, query }: { page: LinePage; query: PostingQuery }) {
  return (
    <div className="scroll-x card">
      <table className="tbl dense fund-rows">
        <thead>
          <tr>
            <th scope="col" className="r">
              序号
            </th>
            <th scope="col">日期</th>
            <th scope="col">类别</th>
            <th scope="col">凭证号</th>
            <th scope="col">办件</th>
            <th scope="col" className="r">
              金额（元）
            </th>
            <th scope="col">摘要</th>
            <th scope="col">经手、审核</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <tr
              key={row.id}
              className={row.reversedBy || row.kind === 'reverse' ? 'fund-void' : ''}
              aria-current={row.id === query.voucher ? 'true' : undefined}
            >
              <td className="r c3">{row.n}</td>
              <td className="num">{row.day}</td>
              <td>
                {postingWords[row.kind]}
                {row.reversedBy ? <span className="t12 cbad"> 已冲正</span> : null}
              </td>
              <td>
                <a className="mono" href={`${postingsHref(page.id, { ...query, voucher: row.id })}#voucher`}>
                  {row.ref}
                </a>
              </td>
              <td>{row.caseNo ? <a href={`/counter/cases/${encodeURIComponent(row.caseNo)}`}>{row.caseNo}</a> : <span className="c3">—</span>}</td>
              <td className="r">{formatYuan(row.amountFen)}</td>
              <td className="wide c2">{row.note}</td>
              <td className="c2">{row.approver ? `${row.actor}、${row.approver}` : row.actor}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={5}>
              合计 {page.count} 笔{query.kind ? '，已冲正的不计' : ''}
            </td>
            <td className="r">{query.account || query.kind ? formatYuan(page.sumFen) : ''}</td>
            <td colSpan={2} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

const called = (query: PostingQuery) =>
  [query.account === 'budget' ? '预算' : query.account ? accountWords[query.account] : '', query.kind ? postingWords[query.kind] : '', query.case ?? '']
    .filter(Boolean)
    .join('，')

/** The postings behind a figure: filtered by the address, each with its voucher. */
export default async function FundLinePage(props: { params: Promise<{ line: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { line } = await props.params
  const query = postingQuerySchema.parse(await props.searchParams)
  const actor = await signedIn(postingsHref(line, query))
  const page = await orNotFound(linePage(actor, line, query))
  const what = called(query)
  return (
    <StaffFrame actor={actor} current="fund" title="预算与账">
      <nav className="crumb" aria-label="位置">
        <a href={`/counter/fund?year=${page.year}`}>{page.year} 年专项资金</a>
      </nav>
      <div className="adm-head">
        <h1>
          {page.name}
          {what ? <small className="c2"> {what}</small> : null}
          {page.closedOn ? <span className="tag mute">已关账 {page.closedOn}</span> : null}
        </h1>
        <PrintButton />
      </div>
      <Filters page={page} query={query} />
      {page.voucher ? <Voucher page={page} query={query} voucher={page.voucher} /> : null}
      {page.rows.length > 0 ? (
        <Rows page={page} query={query} />
      ) : (
        <EmptyState kind="search" title="没有这样的凭证" text="换一个条件，或者清除筛选。" action={{ href: postingsHref(page.id), label: '看全部' }} />
      )}
      {page.older || query.before ? (
        <nav className="adm-pages" aria-label="翻页">
          {query.before ? <a href={postingsHref(page.id, { ...query, before: undefined })}>回到最新</a> : null}
          {page.older ? <a href={postingsHref(page.id, { ...query, before: page.older })}>更早的</a> : null}
        </nav>
      ) : null}
    </StaffFrame>
  )
}
