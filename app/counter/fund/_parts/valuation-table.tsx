import type { Valuation } from '@/lib/overview/fund-report/server/valuation'
import { Yuan } from './yuan'

const area = (centi: number) => `${(centi / 100).toLocaleString('zh-CN', { minimumFractionDigits: 0, maximumFractionDigits: 2 })} ㎡`

/** What the free space would cost: 测算值, apart from the books on purpose. */
export function ValuationTable({ space }: { space: Valuation }) {
  return (
    <section className="card pad20 mt24 fund-valuation" aria-labelledby="valuation">
      <div className="row between wrap g8">
        <h2 id="valuation" className="t16">
          免租空间，测算值
        </h2>
        <span className="tag hold">不是现金，不占专项资金</span>
      </div>
      <p className="t13 c2 mt4">
        在用面积 × 参考价 {space.price} 元/㎡·月。{space.source}。没有记面积的工位按 {space.deskArea} ㎡ 折算。
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard */}
      <section className="scroll-x" aria-label="免租空间测算，可以左右滚动" tabIndex={0}>
        <table className="tbl dense mt8">
          <thead>
            <tr>
              <th scope="col">空间</th>
              <th scope="col" className="r">
                在用
              </th>
              <th scope="col" className="r">
                面积
              </th>
              <th scope="col" className="r">
                每月（元）
              </th>
              <th scope="col" className="r">
                按全年算（元）
              </th>
            </tr>
          </thead>
          <tbody>
            {space.rows.map((row) => (
              <tr key={row.kind}>
                <td>{row.kind}</td>
                <td className="r">{row.units}</td>
                <td className="r">{area(row.areaCenti)}</td>
                <td className="r">
                  <Yuan fen={row.monthFen} />
                </td>
                <td className="r">
                  <Yuan fen={row.monthFen * 12n} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>合计</td>
              <td className="r">{space.rows.reduce((all, row) => all + row.units, 0)}</td>
              <td className="r">{area(space.rows.reduce((all, row) => all + row.areaCenti, 0))}</td>
              <td className="r">
                <Yuan fen={space.monthFen} />
              </td>
              <td className="r">
                <Yuan fen={space.monthFen * 12n} />
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
    </section>
  )
}
