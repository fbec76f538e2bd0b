import { postingWords } from '@/lib/foundation/fund/model/ledger'
import { type PostingQuery, postingsHref } from '@/lib/foundation/fund/model/schema'
import type { LinePage, Voucher as Shown } from '@/lib/foundation/fund/server/postings'
import { formatYuan } from '@/lib/kernel/money'
import { DecideBar } from '../_parts/decide-bar'
import { ReversalForm } from './reversal-form'

/** One posting as a voucher: both sides, who, why, and its place in the chain. It is never changed, only taken back. */
export function Voucher({ page, query, voucher }: { page: LinePage; query: PostingQuery; voucher: Shown }) {
  const { row, entries, correction } = voucher
  const reversible = page.mayPropose && !correction && !row.reversedBy && row.kind !== 'reverse' && page.closedOn === ''
  return (
    <section id="voucher" className="card pad20 fund-voucher" aria-labelledby="voucher-title">
      <div className="row between wrap g8">
        <h2 id="voucher-title" className="t16">
          {postingWords[row.kind]}凭证 <span className="mono">{row.ref}</span>
        </h2>
        <a className="btn quiet sm fund-noprint" href={postingsHref(page.id, { ...query, voucher: undefined })}>
          收起
        </a>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard */}
      <section className="scroll-x" aria-label="分录，可以左右滚动" tabIndex={0}>
        <table className="tbl dense mt8">
          <thead>
            <tr>
              <th scope="col">预算线</th>
              <th scope="col">科目</th>
              <th scope="col">编码</th>
              <th scope="col" className="r">
                金额（元）
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.account}>
                <td>{entry.line || '年度来源'}</td>
                <td>{entry.words}</td>
                <td className="mono c3">{entry.account}</td>
                <td className="r">{formatYuan(entry.amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <dl className="kv t13 mt12">
        <dt>业务日期</dt>
        <dd>{row.day}</dd>
        {row.caseNo ? (
          <>
            <dt>办件</dt>
            <dd>{row.caseNo}</dd>
          </>
        ) : null}
        <dt>经手</dt>
        <dd>{row.actor}</dd>
        {row.approver ? (
          <>
            <dt>审核</dt>
            <dd>{row.approver}</dd>
          </>
        ) : null}
        {row.note ? (
          <>
            <dt>摘要</dt>
            <dd>{row.note}</dd>
          </>
        ) : null}
        {row.reverses ? (
          <>
            <dt>冲正的是</dt>
            <dd>
              <a href={`${postingsHref(page.id, { voucher: row.reverses })}#voucher`}>编号 {row.reverses}</a>
            </dd>
          </>
        ) : null}
        {row.reversedBy ? (
          <>
            <dt>被冲正</dt>
            <dd>
              <a href={`${postingsHref(page.id, { voucher: row.reversedBy })}#voucher`}>编号 {row.reversedBy}</a>
            </dd>
          </>
        ) : null}
        <dt>链上第几环</dt>
        <dd>
          {row.n}，<span className="mono anywhere">{row.hash}</span>
        </dd>
      </dl>
      {correction ? (
        <div className="note warn mt12" role="note">
          <div>
            <p>
              {correction.by} 提了冲正：{correction.reason}
            </p>
            {page.maySign ? <DecideBar id={correction.id} what="reversal" approve="同意冲正" /> : <p className="c2">等分管领导签。</p>}
          </div>
        </div>
      ) : null}
      {reversible ? <ReversalForm txnId={row.id} /> : null}
    </section>
  )
}
