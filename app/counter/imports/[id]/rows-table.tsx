import { Check } from 'lucide-react'
import { Dot } from '@/app/_ui/tag'
import { changeWords, markWords } from '@/lib/foundation/ledger-import/model/words'
import type { ImportView } from '@/lib/foundation/ledger-import/server/queries'

/** Every row of the ledger with its mark, what it changes, and what is to be said about it. */
export function RowsTable({ rows }: { rows: ImportView['rows'] }) {
  return (
    <section className="scroll-x" aria-label="台账各行，可以左右滚动">
      <table className="tbl dense adm-table imp-rows">
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">行</th>
            <th scope="col">检查</th>
            <th scope="col">变化</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ no, key, sheet, row, mark, change, messages, done }) => (
            <tr key={no} className={mark === 'error' ? 'bad' : undefined}>
              <th scope="row">{key || '—'}</th>
              <td className="num">{row > 0 ? `${sheet} ${row}` : sheet}</td>
              <td>
                <Dot kind={markWords[mark]?.kind ?? 'mute'}>{markWords[mark]?.text ?? mark}</Dot>
              </td>
              <td>
                {changeWords[change] ?? change}
                {done && mark !== 'error' && (change === 'new' || change === 'changed') ? (
                  <span className="imp-done">
                    <Check size={14} aria-hidden="true" />
                    <span className="vh">，已导入</span>
                  </span>
                ) : null}
              </td>
              <td className="wide">
                {messages.map((message) => (
                  <span key={`${message.column}${message.text}`} className="imp-said">
                    <b>{message.column}</b> {message.text}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
