import { Note, Tag } from '@/app/_ui/tag'
import { groundWords, restWords } from '@/lib/journeys/support/model/clawback'
import { clawbackWords, instalmentWords, milestoneWords } from '@/lib/journeys/support/model/machine'
import type { StaffAgreement } from '@/lib/journeys/support/server/staff'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { AccountSteps, ReviewSteps } from '../_parts/agreement-steps'
import { ClawbackSteps } from '../_parts/clawback-steps'
import { PaymentSteps } from '../_parts/payment-steps'

interface Props {
  view: StaffAgreement
  today: string
}

export function PaymentsCard({ view, today }: Props) {
  return (
    <section className="card sup-card" id="payments" aria-labelledby="payments-title">
      <div className="ch">
        <h2 id="payments-title">拨付</h2>
        <span className="t13 c3">申请、核对、批准、回单，一步一个人</span>
      </div>
      {view.held ? <p className="sup-pad errmsg">追回没有决定，这件不付款。</p> : null}
      {view.instalments.map((one) => (
        <div className="sup-line" key={one.id}>
          <div className="row between wrap g8">
            <h3>
              第 {one.no} 期，{formatYuan(one.amountFen)} 元（{one.percent}%）
            </h3>
            <Tag kind={instalmentWords[one.state].kind}>{instalmentWords[one.state].staff}</Tag>
          </div>
          <p className="t13 c2">
            {one.words} · {one.milestoneNo === null ? '协议生效' : `里程碑 ${one.milestoneNo} 验收`}
            {one.open ? '，条件已到' : ''}
          </p>
          {one.returnNote ? <p className="t13 cbad">上次退回：{one.returnNote}</p> : null}
          {one.requested ? (
            <dl className="sup-marks">
              <dt>申请</dt>
              <dd>
                {one.requestDocumentId ? <a href={`/api/documents/${one.requestDocumentId}?preview`}>{one.requestNo}</a> : one.requestNo}，{one.requested.who}，
                {one.requested.when}
                {one.requestNote ? `：${one.requestNote}` : ''}
              </dd>
              {one.payee ? (
                <>
                  <dt>收款</dt>
                  <dd>
                    {one.payee.holder}，{one.payee.bank}，尾号 {one.payee.last4}
                    {one.payee.replaced ? <b className="cbad">（已换，付不出去，请退回）</b> : null}
                  </dd>
                </>
              ) : null}
              {one.checked ? (
                <>
                  <dt>核对</dt>
                  <dd>
                    {one.checked.who}，{one.checked.when}：{one.checked.note}（{one.checked.evidence}）
                  </dd>
                </>
              ) : null}
              {one.approved ? (
                <>
                  <dt>批准</dt>
                  <dd>
                    {one.approved.who}，{one.approved.when}
                    <span className="sup-hash"> 绑定指纹 {one.approved.hash.slice(0, 16)}</span>
                  </dd>
                </>
              ) : null}
              {one.paid ? (
                <>
                  <dt>回单</dt>
                  <dd>
                    <span className="mono">{one.paid.receiptNo}</span>，{one.paid.when}，{one.paid.who}登记
                    {one.reversed ? <b className="cbad">（账上已冲正）</b> : null}
                  </dd>
                </>
              ) : null}
            </dl>
          ) : null}
          <PaymentSteps
            instalmentId={one.id}
            version={one.version}
            what={`第 ${one.no} 期 ${formatYuan(one.amountFen)} 元`}
            payee={one.payee ? `${one.payee.holder}，尾号 ${one.payee.last4}` : ''}
            today={today}
            steps={view.steps[one.id] ?? []}
          />
        </div>
      ))}
    </section>
  )
}

export function MilestonesCard({ view }: { view: StaffAgreement }) {
  return (
    <section className="card sup-card" id="milestones" aria-labelledby="milestones-title">
      <div className="ch">
        <h2 id="milestones-title">里程碑</h2>
      </div>
      {view.milestones.map((one) => (
        <div className="sup-line" key={one.id}>
          <div className="row between wrap g8">
            <h3>
              {one.no}. {one.title}
            </h3>
            <Tag kind={one.late > 0 ? 'bad' : milestoneWords[one.state].kind}>{one.late > 0 ? `过了 ${one.late} 天` : milestoneWords[one.state].staff}</Tag>
          </div>
          <p className="t13 c2">
            {formatDateZh(one.dueOn, { year: true, weekday: true })}
            {one.movedFrom ? `（原定 ${formatDateZh(one.movedFrom)}，顺延）` : ''} · 证据：{one.evidence} · 已提醒 {one.remindersSent} 次
            {one.timesReturned > 0 ? ` · 退回过 ${one.timesReturned} 次` : ''}
          </p>
          {one.reported ? (
            <dl className="sup-marks">
              <dt>报告</dt>
              <dd>
                {one.report}（{one.reported.who}，{one.reported.when}）
              </dd>
              {one.files.length > 0 ? (
                <>
                  <dt>文件</dt>
                  <dd>
                    {one.files.map((file) => (
                      <a
                        key={file.id}
                        className="u"
                        style={{ marginRight: 12 }}
                        href={`/counter/support/files/${file.id}?preview`}
                        target="_blank"
                        rel="noreferrer"
                      >
                        {file.name}
                      </a>
                    ))}
                  </dd>
                </>
              ) : null}
              {one.reviewed ? (
                <>
                  <dt>验收</dt>
                  <dd>
                    {one.reviewed.note}（{one.reviewed.who}，{one.reviewed.when}）
                  </dd>
                </>
              ) : null}
            </dl>
          ) : null}
          {one.state === 'reported' && view.may.review ? <ReviewSteps milestoneId={one.id} version={one.version} title={`里程碑 ${one.no}`} /> : null}
        </div>
      ))}
    </section>
  )
}

export function ClawbacksCard({ view, today }: Props) {
  if (view.clawbacks.length === 0) return null
  return (
    <section className="card sup-card" id="clawbacks" aria-labelledby="clawbacks-title">
      <div className="ch">
        <h2 id="clawbacks-title">追回</h2>
      </div>
      {view.clawbacks.map((one) => (
        <div className="sup-line" key={one.number}>
          <div className="row between wrap g8">
            <h3>
              {groundWords[one.ground].name} <span className="mono c2">{one.number}</span>
            </h3>
            <Tag kind={clawbackWords[one.state].kind}>{clawbackWords[one.state].staff}</Tag>
          </div>
          <dl className="sup-marks">
            <dt>事实</dt>
            <dd>
              {one.facts}（{one.opened.who}，{one.opened.when}）
            </dd>
            <dt>依据</dt>
            <dd>{one.clause}</dd>
            <dt>算法</dt>
            <dd>{one.formula}</dd>
            {one.noticeOn ? (
              <>
                <dt>通知</dt>
                <dd>
                  {formatDateZh(one.noticeOn)}发出，答复期到 {one.answerDueOn ? formatDateZh(one.answerDueOn, { weekday: true }) : ''}{' '}
                  {one.documentId ? <a href={`/api/documents/${one.documentId}?preview`}>看通知书</a> : null}
                </dd>
              </>
            ) : null}
            {one.answer ? (
              <>
                <dt>对方答复</dt>
                <dd>{one.answer}</dd>
              </>
            ) : null}
            {one.decided && one.decidedFen !== null ? (
              <>
                <dt>决定</dt>
                <dd>
                  退 {formatYuan(one.decidedFen)} 元，{restWords[one.decided.rest]}。{one.decided.reason}（{one.decided.who}，{one.decided.when}）
                </dd>
                <dt>已收回</dt>
                <dd>
                  {formatYuan(one.recoveredFen)} 元{one.receipts.map((receipt) => `；${receipt.on} ${receipt.no} ${formatYuan(receipt.amountFen)}`).join('')}
                </dd>
              </>
            ) : null}
            {one.banUntil ? (
              <>
                <dt>限制申请</dt>
                <dd>到 {formatDateZh(one.banUntil, { year: true })}，到期自动恢复</dd>
              </>
            ) : null}
          </dl>
          <ClawbackSteps
            number={one.number}
            version={one.version}
            claimed={formatYuan(one.claimedFen)}
            left={formatYuan((one.decidedFen ?? 0n) - one.recoveredFen)}
            mayBan={one.ground === 'misuse' || one.ground === 'fraud'}
            today={today}
            steps={view.steps[one.number] ?? []}
          />
        </div>
      ))}
    </section>
  )
}

export function AccountCard({ view }: { view: StaffAgreement }) {
  const { account, proposal } = view
  return (
    <section className="card sup-card" id="account" aria-labelledby="account-title">
      <div className="ch">
        <h2 id="account-title">收款账户</h2>
      </div>
      {account ? (
        <p className="sup-line t14">
          {account.holder}，{account.bank}，尾号 {account.last4} <Tag kind="ok">已确认</Tag>
        </p>
      ) : null}
      {proposal ? (
        <div className="sup-line">
          <p className="t14">
            {proposal.holder}，{proposal.bank}，尾号 {proposal.last4} <Tag kind="warn">{proposal.change ? '换账户，待确认' : '待确认'}</Tag>
          </p>
          {proposal.change ? (
            <div className="mt8">
              <Note kind="warn">换账户最容易被冒用。先打登记的电话核实，再确认。</Note>
            </div>
          ) : null}
          {view.may.judge_account ? <AccountSteps payeeId={proposal.id} who={`${proposal.holder}，尾号 ${proposal.last4}`} change={proposal.change} /> : null}
        </div>
      ) : null}
      {!account && !proposal ? <p className="sup-pad t14 c2">对方还没填。</p> : null}
    </section>
  )
}
