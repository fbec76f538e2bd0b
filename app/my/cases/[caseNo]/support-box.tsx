import type { CaseSupport } from '@/lib/journeys/support/server/own'
import { formatYuan } from '@/lib/kernel/money'

/** What an approved case with money leads to: the agreement, how much has come, what is next. */
export function SupportBox({ support }: { support: CaseSupport }) {
  return (
    <section className="card" aria-labelledby="support-title">
      <div className="ch">
        <h2 id="support-title">资助 {formatYuan(support.amountFen)} 元</h2>
        <span className="t13 c3">已到账 {formatYuan(support.paidFen)} 元</span>
      </div>
      <div className="act">
        <div>
          <h3>{support.next.title}</h3>
          <p>{support.next.text}</p>
        </div>
        <a className={support.next.urgent ? 'btn md' : 'btn md sec'} href={`/my/support/${support.number}`}>
          看协议和拨款
        </a>
      </div>
    </section>
  )
}
