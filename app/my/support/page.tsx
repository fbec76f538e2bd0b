import type { Metadata } from 'next'
import { EmptyState } from '@/app/_ui/empty-state'
import { FounderFrame } from '@/app/_ui/founder-frame'
import { Tag } from '@/app/_ui/tag'
import { requireFounder } from '@/app/my/guard'
import { agreementWords } from '@/lib/journeys/support/model/machine'
import { type OwnAgreement, ownAgreements } from '@/lib/journeys/support/server/own'
import { formatYuan } from '@/lib/kernel/money'
import { NextBox } from './_parts/next-box'
import { SupportPath } from './_parts/path'

export const metadata: Metadata = { title: '我的资助' }

function AgreementCard({ one }: { one: OwnAgreement }) {
  return (
    <section className="card mt24" aria-labelledby={`a-${one.number}`}>
      <div className="ch">
        <h2 id={`a-${one.number}`}>
          <a href={`/my/support/${one.number}`}>{one.project}</a>
        </h2>
        <Tag kind={agreementWords[one.state].kind}>{agreementWords[one.state].applicant}</Tag>
      </div>
      <p className="sup-pad t14 c2">
        资助 <b>{formatYuan(one.amountFen)} 元</b>，已到账 {formatYuan(one.paidFen)} 元 · 协议 <span className="mono">{one.number}</span>
      </p>
      <SupportPath view={one} />
      <NextBox one={one} base={`/my/support/${one.number}`} />
    </section>
  )
}

/** 我的资助: what one gets, how far it is, and the next thing to do. */
export default async function OwnSupportPage() {
  const actor = await requireFounder('/my/support')
  const agreements = await ownAgreements(actor)
  const todo = agreements.filter((one) => one.mine && one.next.urgent).length
  return (
    <FounderFrame actor={actor} current="support">
      <h1>{agreements.length === 0 ? '我的资助' : todo > 0 ? `有 ${todo} 件事等你做` : '资助都在正常走'}</h1>
      {agreements.length === 0 ? (
        <div className="card mt16">
          <EmptyState
            kind="start"
            title="还没有资助协议"
            text="申请的项目资助批准后，协议、拨款和里程碑都在这里。"
            action={{ href: '/my/applications', label: '看我的申请' }}
          />
        </div>
      ) : (
        agreements.map((one) => <AgreementCard key={one.number} one={one} />)
      )}
    </FounderFrame>
  )
}
