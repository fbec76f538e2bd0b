import { ChevronLeft } from 'lucide-react'
import type { Metadata } from 'next'
import { cache } from 'react'
import { FounderFrame } from '@/app/_ui/founder-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, titleIf } from '@/app/guard'
import { requireFounder } from '@/app/my/guard'
import { agreementWords } from '@/lib/journeys/support/model/machine'
import { type OwnAgreement, ownAgreement } from '@/lib/journeys/support/server/own'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { AgreementText } from '../_parts/agreement-text'
import { CaseLedger } from '../_parts/ledger'
import { NextBox } from '../_parts/next-box'
import { SupportPath } from '../_parts/path'
import { AccountForm } from './account-form'
import { Clawbacks } from './clawbacks'
import { Milestones } from './milestones'
import { Payments } from './payments'
import { SignForm } from './sign-form'

type Params = Promise<{ number: string }>

const viewOf = cache(async (number: string) => ownAgreement(await requireFounder(`/my/support/${number}`), number))

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { number } = await params
  return titleIf(`资助协议 ${number}`, viewOf(number))
}

const accountWords = { proposed: '等财务确认', waiting: '还在等待期', usable: '可以用' } as const

function Account({ view }: { view: OwnAgreement }) {
  const { account, proposal, refused } = view
  const shown = [account, proposal].filter((one) => one !== null)
  const open = view.mine && proposal === null && view.state !== 'terminated' && view.state !== 'completed'
  return (
    <section className="card" id="account" aria-labelledby="account-title">
      <div className="ch">
        <h2 id="account-title">收款账户</h2>
      </div>
      {shown.map((one) => (
        <div className="sup-line" key={`${one.state}${one.last4}`}>
          <div className="row between wrap g8">
            <h3>
              {one.holder}，尾号 {one.last4}
            </h3>
            <Tag kind={one.state === 'usable' ? 'ok' : 'warn'}>{accountWords[one.state]}</Tag>
          </div>
          <p className="t13 c2">
            {one.bank}
            {one.state === 'waiting' && one.usableFrom ? ` · ${formatDateZh(dateInShanghai(one.usableFrom))} ${formatTimeZh(one.usableFrom)} 起能用` : ''}
          </p>
        </div>
      ))}
      {refused && !account && !proposal ? <p className="errmsg sup-pad">上次的账户没有通过：{refused}</p> : null}
      {shown.length === 0 && !view.mine ? <p className="sup-pad t14 c2">还没有填。由 {view.applicant} 来填。</p> : null}
      {open && account ? (
        <details className="sup-pad">
          <summary>换一个账户</summary>
          <AccountForm number={view.number} holders={view.holders} change />
        </details>
      ) : null}
      {open && !account ? <AccountForm number={view.number} holders={view.holders} change={false} /> : null}
    </section>
  )
}

function Text({ view }: { view: OwnAgreement }) {
  const { document, signed, counterSigned } = view
  if (!document) return null
  return (
    <section className="card" id="text" aria-labelledby="text-title">
      <div className="ch">
        <h2 id="text-title">协议全文</h2>
        <a href={`/api/documents/${document.id}`}>
          下载 PDF<span className="vh">：{document.number}</span>
        </a>
      </div>
      <AgreementText blocks={document.blocks} />
      {signed ? (
        <dl className="sup-marks sup-pad">
          <dt>乙方</dt>
          <dd>
            {signed.who}，{signed.when}
          </dd>
          <dt>甲方</dt>
          <dd>{counterSigned ? `${counterSigned.who}，${counterSigned.when}` : '还没签'}</dd>
          <dt>文本指纹</dt>
          <dd className="mono">{signed.hash}</dd>
          {view.scan ? (
            <>
              <dt>盖章件</dt>
              <dd>
                <a href={`/api/files/${view.scan.id}?preview`}>{view.scan.name}</a>
              </dd>
            </>
          ) : null}
        </dl>
      ) : null}
      {view.state === 'drafted' && view.mine ? (
        <SignForm number={view.number} version={view.version} hash={document.hash} name={view.applicant} amount={formatYuan(view.amountFen)} />
      ) : null}
      {view.state === 'drafted' && !view.mine ? <p className="sup-pad t14 c2">由负责人 {view.applicant} 来签。</p> : null}
    </section>
  )
}

/** One agreement for its founder: what comes next, the text, the money, the milestones, every line of the books. */
export default async function OwnAgreementPage({ params }: { params: Params }) {
  const { number } = await params
  const actor = await requireFounder(`/my/support/${number}`)
  const view = await orNotFound(viewOf(number))
  return (
    <FounderFrame actor={actor} current="support" venture={view.team}>
      <a className="back" href="/my/support">
        <ChevronLeft className="ic" size={16} aria-hidden="true" />
        我的资助
      </a>
      <div className="row between wrap g12 mt8">
        <div>
          <h1>{view.project}</h1>
          <p className="t14 c2 mt4">
            资助 <b>{formatYuan(view.amountFen)} 元</b>（{view.words}），已到账 {formatYuan(view.paidFen)} 元 · 协议 <span className="mono">{view.number}</span>{' '}
            · <a href={`/my/cases/${view.caseNo}`}>看办件</a>
          </p>
        </div>
        <Tag kind={agreementWords[view.state].kind}>{agreementWords[view.state].applicant}</Tag>
      </div>
      {view.state === 'terminated' && view.endReason ? (
        <div className="mt16">
          <Note kind="warn">协议终止了：{view.endReason}</Note>
        </div>
      ) : null}
      <section className="card mt16" aria-label="进度">
        <SupportPath view={view} />
        <NextBox one={view} base="" />
      </section>
      <div className="cols">
        <div className="col g24">
          <Clawbacks view={view} />
          {view.state === 'drafted' ? <Text view={view} /> : null}
          <Payments view={view} />
          <Milestones view={view} />
          {view.state === 'drafted' ? null : <Text view={view} />}
        </div>
        <div className="col g24">
          <Account view={view} />
          <section className="card" aria-labelledby="ledger-title">
            <div className="ch">
              <h2 id="ledger-title">账上怎么记的</h2>
              <span className="t13 c3">只能加，不能改</span>
            </div>
            <CaseLedger lines={view.ledger} />
          </section>
          {view.termUntil ? (
            <p className="t13 c2">
              约定在园区到 {formatDateZh(view.termUntil, { year: true })}（{view.termMonths} 个月）。
            </p>
          ) : null}
        </div>
      </div>
    </FounderFrame>
  )
}
