import { Tag } from '@/app/_ui/tag'
import { instalmentWords } from '@/lib/journeys/support/model/machine'
import type { OwnAgreement } from '@/lib/journeys/support/server/own'
import { formatYuan } from '@/lib/kernel/money'
import { RequestForm } from './request-form'

type Instalment = OwnAgreement['instalments'][number]

const conditionText = (one: Instalment) => (one.milestoneNo === null ? '协议生效后就能申请' : `里程碑 ${one.milestoneNo} 验收通过后能申请`)

function Line({ one, view }: { one: Instalment; view: OwnAgreement }) {
  const askable = view.mine && one.open && !view.held && view.account?.state === 'usable'
  return (
    <div className="sup-line">
      <div className="row between wrap g8">
        <h3>
          第 {one.no} 期，{formatYuan(one.amountFen)} 元（{one.percent}%）
        </h3>
        <Tag kind={one.open ? 'warn' : instalmentWords[one.state].kind}>{one.open ? '可以申请' : instalmentWords[one.state].applicant}</Tag>
      </div>
      <p className="t13 c2">
        {one.words} · {conditionText(one)}
      </p>
      {one.returnNote ? <p className="errmsg">退回了：{one.returnNote}</p> : null}
      {one.requestNo ? (
        <dl className="sup-marks">
          <dt>申请单</dt>
          <dd>{one.requestDocumentId ? <a href={`/api/documents/${one.requestDocumentId}?preview`}>{one.requestNo}</a> : one.requestNo}</dd>
          {one.payee ? (
            <>
              <dt>收款账户</dt>
              <dd>
                {one.payee.holder}，尾号 {one.payee.last4}
              </dd>
            </>
          ) : null}
          {one.paid ? (
            <>
              <dt>银行回单</dt>
              <dd>
                <span className="mono">{one.paid.receiptNo}</span>，{one.paid.when}
              </dd>
            </>
          ) : null}
        </dl>
      ) : null}
      {askable ? <RequestForm instalmentId={one.id} version={one.version} no={one.no} amount={formatYuan(one.amountFen)} /> : null}
      {view.mine && one.open && !askable && !view.held ? <p className="t14 c2 mt8">先有一个确认过的收款账户，再申请。</p> : null}
    </div>
  )
}

/** Each instalment with its condition, its paper and where it is. */
export function Payments({ view }: { view: OwnAgreement }) {
  return (
    <section className="card" id="payments" aria-labelledby="payments-title">
      <div className="ch">
        <h2 id="payments-title">拨款</h2>
        <span className="t13 c3">不收任何费用</span>
      </div>
      {view.held ? <p className="sup-pad errmsg">正在核实要不要追回，没有决定前不付款。</p> : null}
      {view.instalments.map((one) => (
        <Line key={one.id} one={one} view={view} />
      ))}
    </section>
  )
}
