import type { Metadata } from 'next'
import { cache } from 'react'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { decoded, orNotFound, requireRole, titleIf } from '@/app/guard'
import { errorText } from '@/lib/i18n/errors'
import { objectionWords } from '@/lib/journeys/notice/model/machine'
import { kindWords } from '@/lib/journeys/notice/model/objection'
import { noticeReaders } from '@/lib/journeys/notice/model/policy'
import { type ObjectionView, objectionView } from '@/lib/journeys/notice/server/staff-objections'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { ClockMark } from '../clock-mark'
import { DecisionBar } from './decision-bar'

interface Props {
  params: Promise<{ number: string }>
}

const viewOf = cache(async (number: string) => objectionView(await requireRole(`/counter/objections/${number}`, ...noticeReaders), decoded(number)))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params
  return titleIf(decoded(number), viewOf(number))
}

const day = (date: ObjectionView['receivedOn']) => formatDateZh(date, { year: true, weekday: true })
const told: Record<string, string> = { sms: '短信', phone: '电话', letter: '信', visit: '当面', look_up: '对方没留联系方式，凭编号自己查', document: '决定书' }

function About({ view }: { view: ObjectionView }) {
  return (
    <section className="card pad" aria-labelledby="about">
      <div className="row between wrap g8">
        <h2 id="about" className="t16">
          {view.kind === 'objection' ? '提了什么' : '申请人怎么说'}
        </h2>
      </div>
      <div className="mt8">
        <h3 className="t14">事实</h3>
        <p className="objection-text mt4">{view.facts}</p>
        {view.evidence ? (
          <>
            <h3 className="t14 mt16">证据</h3>
            <p className="objection-text mt4">{view.evidence}</p>
          </>
        ) : null}
        {view.investigation ? (
          <>
            <h3 className="t14 mt16">{view.state === 'inadmissible' || view.decision === '不予受理' ? '拟不受理的理由' : '核实记录'}</h3>
            <p className="objection-text mt4">{view.investigation}</p>
          </>
        ) : null}
        {view.decision ? (
          <Note kind="info">
            <b>{view.decision}。</b>
            {view.reason}
            <br />
            <span className="t13 c2">
              {view.decider} {view.decidedOn ? day(view.decidedOn) : ''}
              {view.notifiedHow ? `，已告知：${told[view.notifiedHow] ?? view.notifiedHow}` : '，还没告知'}
            </span>
          </Note>
        ) : null}
      </div>
    </section>
  )
}

function Facts({ view }: { view: ObjectionView }) {
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    ['谁提的', view.anonymous ? '匿名' : (view.name ?? '')],
    ['方式', view.channel],
    ['收到', day(view.receivedOn)],
    ['受理期限', `${day(view.ackDueOn)}${view.ackOn ? `，${formatDateZh(view.ackOn)}受理` : ''}`],
    ['答复期限', `${day(view.decideDueOn)}${view.extendReason ? `（延过一次：${view.extendReason}）` : ''}`],
    ['经办', view.handler ?? '还没有人受理'],
    ['办件', `${view.caseNo}，${view.caseState}`],
  ]
  return (
    <section className="card pad" aria-label="要点">
      <dl className="kv">
        {rows.map(([label, value]) => (
          <div className="adm-kv" key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {view.notice ? (
          <div className="adm-kv">
            <dt>公示</dt>
            <dd>
              <a href={`/notices/${view.notice.number}`}>{view.notice.number}</a> 第 {view.notice.line} 项
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  )
}

/** One objection or reconsideration: what was said, what was found, both deadlines, and what this person may do now. */
export default async function ObjectionPage({ params }: Props) {
  const { number } = await params
  const actor = await requireRole(`/counter/objections/${number}`, ...noticeReaders)
  const view = await orNotFound(viewOf(number))
  const may = view.offers.flatMap((offer) => (offer.because === null ? [offer.verb] : []))
  // why not is for whoever has nothing to do here
  const because = may.length > 0 ? [] : [...new Set(view.offers.flatMap((offer) => (offer.because && offer.verb !== 'contact' ? [offer.because] : [])))]
  return (
    <StaffFrame actor={actor} current="objections" title="异议与复核">
      <a className="back t14" href="/counter/objections">
        异议与复核
      </a>
      <div className="adm-head mt8">
        <div>
          <h1>
            {kindWords[view.kind]} {view.number}
          </h1>
          <p className="t14 c2 mt4">
            {view.project}，{view.item}
          </p>
        </div>
        <p className="row g12 wrap">
          <ClockMark clock={view.clock} />
          <Tag kind={objectionWords[view.state].kind}>{view.stateWord}</Tag>
        </p>
      </div>
      {because.map((code) => (
        <Note key={code} kind="mute">
          {errorText(code)}。
        </Note>
      ))}
      <DecisionBar
        number={view.number}
        version={view.version}
        may={may}
        findings={view.state === 'inadmissible' ? '' : view.investigation}
        asked={view.asked}
        hasContact={view.hasContact}
      />
      <div className="adm-cols">
        <About view={view} />
        <Facts view={view} />
      </div>
    </StaffFrame>
  )
}
