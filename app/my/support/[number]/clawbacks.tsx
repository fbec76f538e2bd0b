import { Tag } from '@/app/_ui/tag'
import { groundWords } from '@/lib/journeys/support/model/clawback'
import { clawbackWords } from '@/lib/journeys/support/model/machine'
import type { OwnAgreement } from '@/lib/journeys/support/server/own'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { AnswerForm } from './answer-form'

type Claim = OwnAgreement['clawbacks'][number]

function Decision({ one }: { one: Claim }) {
  if (!one.decided || one.decidedFen === null) return null
  return (
    <>
      <p className="mt12">
        <b>{one.decidedFen === 0n ? '决定：不用退。' : `决定：退 ${formatYuan(one.decidedFen)} 元。`}</b>
        {one.decided.reason}
      </p>
      {one.banUntil ? <p className="t14 c2">{formatDateZh(one.banUntil, { year: true })}前不能再申请，之后恢复。</p> : null}
      {one.plan.length > 0 ? (
        <table className="tbl dense mt8">
          <caption className="vh">退款安排</caption>
          <thead>
            <tr>
              <th scope="col">期</th>
              <th scope="col">最晚</th>
              <th scope="col" className="r">
                金额（元）
              </th>
            </tr>
          </thead>
          <tbody>
            {one.plan.map((part) => (
              <tr key={part.no}>
                <td>{part.no}</td>
                <td>
                  {part.dueOn}
                  {part.movedFrom ? <span className="cacc">（顺延）</span> : null}
                </td>
                <td className="r num">{formatYuan(part.amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {one.decidedFen > 0n ? (
        <p className="t14 c2 mt8">
          {one.recoveredFen === one.decidedFen
            ? `${formatYuan(one.recoveredFen)} 元都退清了。`
            : `已退 ${formatYuan(one.recoveredFen)} 元，还剩 ${formatYuan(one.decidedFen - one.recoveredFen)} 元。转账时附言写 ${one.number}。`}
        </p>
      ) : null}
    </>
  )
}

/** Notices of a clawback, the answer, the decision. What is only being looked at is not shown before its notice. */
export function Clawbacks({ view }: { view: OwnAgreement }) {
  const shown = view.clawbacks.filter((one) => one.state !== 'opened')
  if (shown.length === 0) return null
  return (
    <section className="card" id="clawbacks" aria-labelledby="clawbacks-title">
      <div className="ch">
        <h2 id="clawbacks-title">追回</h2>
      </div>
      {shown.map((one) => (
        <div className="sup-line" key={one.number}>
          <div className="row between wrap g8">
            <h3>{groundWords[one.ground].name}</h3>
            <Tag kind={clawbackWords[one.state].kind}>{clawbackWords[one.state].applicant}</Tag>
          </div>
          <p className="t14">{one.facts}</p>
          <p className="t13 c2">
            依据：{one.clause}。{one.formula}。{one.documentId ? <a href={`/api/documents/${one.documentId}?preview`}>看追回通知书</a> : null}
          </p>
          {one.answer ? (
            <p className="mt8 t14">
              <b>你的答复：</b>
              {one.answer}
            </p>
          ) : null}
          {view.mine && one.state === 'notice_sent' && one.answerDueOn ? (
            <>
              <p className="mt8">
                请在 <b>{formatDateZh(one.answerDueOn, { weekday: true })}</b> 前答复。过了这一天，由没有经手的领导决定。
              </p>
              <AnswerForm number={one.number} version={one.version} />
            </>
          ) : null}
          <Decision one={one} />
        </div>
      ))}
    </section>
  )
}
