import { postingsHref } from '@/lib/foundation/fund/model/schema'
import type { LineRow } from '@/lib/foundation/fund/server/door'
import { Yuan } from './yuan'

const sum = (lines: readonly LineRow[], of: (line: LineRow) => bigint) => lines.reduce((all, line) => all + of(line), 0n)

const columns = [
  { key: 'committed', title: '承诺', query: { account: 'committed' }, of: (line: LineRow) => line.balances.committed },
  { key: 'contracted', title: '合同', query: { account: 'contracted' }, of: (line: LineRow) => line.balances.contracted },
  { key: 'disbursed', title: '拨付', query: { account: 'disbursed' }, of: (line: LineRow) => line.balances.disbursed },
  { key: 'recovered', title: '收回', query: { account: 'recovered' }, of: (line: LineRow) => line.balances.recovered },
  { key: 'carried', title: '结转下年', query: { account: 'carried' }, of: (line: LineRow) => line.balances.carried },
  { key: 'available', title: '可用', query: { account: 'available' }, of: (line: LineRow) => line.balances.available },
] as const

/** How much of the budget is where, as one bar; the table beside it says it in figures. */
function Share({ line }: { line: LineRow }) {
  const { balances: b } = line
  const part = (fen: bigint) => (line.budgetFen === 0n ? 0 : Number((fen * 1000n) / line.budgetFen) / 10)
  const paid = part(b.disbursed + b.recovered + b.carried)
  const bound = part(b.contracted)
  const promised = part(b.committed)
  return (
    <span className="fund-share" aria-hidden="true">
      <i className="paid" style={{ width: `${paid}%` }} />
      <i className="bound" style={{ width: `${bound}%` }} />
      <i className="promised" style={{ width: `${promised}%` }} />
    </span>
  )
}

/** Lines with 预算 = 承诺 + 合同 + 拨付 + 收回 + 结转 + 可用; every figure leads to its postings. */
export function LineTable({ lines }: { lines: readonly LineRow[] }) {
  return (
    <div className="scroll-x card">
      <table className="tbl dense fund-lines">
        <thead>
          <tr>
            <th scope="col">预算线</th>
            <th scope="col" className="r">
              预算
            </th>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" className="r">
                {title}
              </th>
            ))}
            <th scope="col" className="r">
              核减
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <a href={postingsHref(line.id)}>{line.name}</a>
                {line.closedOn ? <span className="c3 t12"> 已关账</span> : null}
                <Share line={line} />
              </th>
              <td className="r">
                <Yuan fen={line.budgetFen} href={postingsHref(line.id, { account: 'budget' })} label={`${line.name}预算`} />
              </td>
              {columns.map(({ key, title, query, of }) => (
                <td key={key} className={key === 'available' ? 'r fb' : 'r'}>
                  <Yuan fen={of(line)} href={postingsHref(line.id, query)} label={`${line.name}${title}`} />
                </td>
              ))}
              <td className="r c2">
                <Yuan fen={line.releasedFen} href={postingsHref(line.id, { kind: 'release' })} label={`${line.name}核减`} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>合计</td>
            <td className="r">
              <Yuan fen={sum(lines, (line) => line.budgetFen)} />
            </td>
            {columns.map(({ key, of }) => (
              <td key={key} className="r">
                <Yuan fen={sum(lines, of)} />
              </td>
            ))}
            <td className="r">
              <Yuan fen={sum(lines, (line) => line.releasedFen)} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
