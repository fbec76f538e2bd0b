import { ChevronLeft } from 'lucide-react'
import type { Metadata } from 'next'
import { cache } from 'react'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { PrintButton } from '@/app/counter/space/_parts/print-button'
import { orNotFound, requireRole, titleIf } from '@/app/guard'
import { AgreementText } from '@/app/my/support/_parts/agreement-text'
import { CaseLedger } from '@/app/my/support/_parts/ledger'
import { SupportPath } from '@/app/my/support/_parts/path'
import { agreementWords } from '@/lib/journeys/support/model/machine'
import { supportReaders } from '@/lib/journeys/support/model/policy'
import { type StaffAgreement, staffAgreement } from '@/lib/journeys/support/server/staff'
import { formatYuan } from '@/lib/kernel/money'
import { CounterSignStep, EndStep, OpenClawbackStep, ScanUpload } from '../_parts/agreement-steps'
import { AccountCard, ClawbacksCard, MilestonesCard, PaymentsCard } from './parts'

type Params = Promise<{ number: string }>

const viewOf = cache(async (number: string) => staffAgreement(await requireRole(`/counter/support/${number}`, ...supportReaders), number))

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { number } = await params
  return titleIf(`资助协议 ${number}`, viewOf(number))
}

function Sums({ view }: { view: StaffAgreement }) {
  const next = view.instalments.find((one) => one.state !== 'paid' && one.state !== 'cancelled')
  const due = view.milestones.find((one) => one.state !== 'accepted')
  const recovered = view.clawbacks.reduce((sum, one) => sum + one.recoveredFen, 0n)
  const cells = [
    ['协议金额', formatYuan(view.amountFen), view.words],
    ['已拨付', formatYuan(view.paidFen), recovered > 0n ? `其中收回 ${formatYuan(recovered)}` : `共 ${view.instalments.length} 期`],
    ['下一笔', next ? formatYuan(next.amountFen) : '—', next ? `第 ${next.no} 期` : '都付了或不再付'],
    ['下一个里程碑', due ? due.dueOn : '—', due ? due.title : '都验收了'],
  ] as const
  return (
    <dl className="card sup-sums">
      {cells.map(([title, value, more]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <b className="num">{value}</b>
            <small>{more}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function TextCard({ view }: { view: StaffAgreement }) {
  const { document, signed, counterSigned, scan } = view
  return (
    <section className="card sup-card" aria-labelledby="text-title">
      <div className="ch">
        <h2 id="text-title">协议文本</h2>
        {document ? <a href={`/api/documents/${document.id}?preview`}>{document.number}</a> : null}
      </div>
      <dl className="sup-marks sup-pad">
        <dt>起草</dt>
        <dd>
          {view.drafted.who}，{view.drafted.when}
        </dd>
        <dt>乙方签</dt>
        <dd>{signed ? `${signed.who}，${signed.when}` : '还没签'}</dd>
        <dt>甲方签</dt>
        <dd>{counterSigned ? `${counterSigned.who}，${counterSigned.when}` : '还没签'}</dd>
        <dt>文本指纹</dt>
        <dd className="mono">{signed?.hash ?? document?.hash}</dd>
        <dt>盖章件</dt>
        <dd>{scan ? <a href={`/counter/support/files/${scan.id}?preview`}>{scan.name}</a> : '还没传'}</dd>
      </dl>
      {document ? (
        <details>
          <summary className="sup-pad">看全文</summary>
          <AgreementText blocks={document.blocks} />
        </details>
      ) : null}
    </section>
  )
}

/** One agreement for the staff: what stands, whose step is next, every line of the books. */
export default async function SupportDetailPage({ params }: { params: Params }) {
  const { number } = await params
  const actor = await requireRole(`/counter/support/${number}`, ...supportReaders)
  const view = await orNotFound(viewOf(number))
  const { may } = view
  return (
    <StaffFrame actor={actor} current="support" title="资助">
      <a className="back row g4 t13" href="/counter/support">
        <ChevronLeft size={16} aria-hidden="true" />
        资助
      </a>
      <div className="adm-head mt8" id="top">
        <div>
          <h1>
            {view.team}，{formatYuan(view.amountFen)} 元 <Tag kind={agreementWords[view.state].kind}>{agreementWords[view.state].staff}</Tag>
          </h1>
          <p className="t14 c2 mt4">
            {view.project} · 负责人 {view.applicant} · <span className="mono">{view.number}</span> · 办件 <span className="mono">{view.caseNo}</span>
          </p>
        </div>
        <div className="row wrap g8 sup-steps">
          {may.counter_sign ? <CounterSignStep number={view.number} version={view.version} amount={formatYuan(view.amountFen)} /> : null}
          {may.scan ? <ScanUpload number={view.number} replace={view.scan !== null} /> : null}
          {may.open_clawback ? <OpenClawbackStep number={view.number} today={view.today} /> : null}
          {may.end ? <EndStep number={view.number} version={view.version} /> : null}
          <PrintButton />
        </div>
      </div>
      {view.endReason ? (
        <div className="mt16">
          <Note kind="warn">已终止：{view.endReason}</Note>
        </div>
      ) : null}
      {view.shortFen > 0n ? (
        <div className="mt16">
          <Note kind="bad">
            账上给这份协议留的钱少 {formatYuan(view.shortFen)}{' '}
            元：年末核减过，签字和付款都过不了。不再付的，终止协议并告诉对方；要付的，由财务看下面总账的核减记录。
          </Note>
        </div>
      ) : null}
      <Sums view={view} />
      <section className="card mt16" aria-label="进度">
        <SupportPath view={view} />
      </section>
      <div className="adm-cols">
        <div className="col g24">
          <PaymentsCard view={view} today={view.today} />
          <ClawbacksCard view={view} today={view.today} />
          <MilestonesCard view={view} />
        </div>
        <div className="col g24">
          <AccountCard view={view} />
          <section className="card sup-card" aria-labelledby="ledger-title">
            <div className="ch">
              <h2 id="ledger-title">总账上的这一件</h2>
              <span className="t13 c3">只能追加，改错用冲正</span>
            </div>
            <CaseLedger lines={view.ledger} />
          </section>
          <TextCard view={view} />
        </div>
      </div>
    </StaffFrame>
  )
}
