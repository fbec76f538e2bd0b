import type { PostingLine } from '@/lib/journeys/support/model/view'
import { formatYuan } from '@/lib/kernel/money'

/** Every posting of a case. Nothing is taken out of it: a wrong line stands beside its counter-entry. */
export function CaseLedger({ lines }: { lines: readonly PostingLine[] }) {
  if (lines.length === 0) return <p className="t14 c2 sup-pad">账上还没有记过这件。</p>
  return (
    <div className="scroll-x">
      <table className="tbl dense">
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">记了什么</th>
            <th scope="col">凭证号</th>
            <th scope="col" className="r">
              金额（元）
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td className="nb">{line.day}</td>
              <td>
                {line.what}
                {line.reversed ? <span className="c3">（已冲正）</span> : null}
              </td>
              <td className="mono anywhere">{line.ref}</td>
              <td className="r num">{formatYuan(line.amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
