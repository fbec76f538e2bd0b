import { StaffFrame } from '@/app/_ui/staff-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { orNotFound, requireRole, titleFor } from '@/app/guard'
import type { Part } from '@/lib/foundation/screening/model/keys'
import { outcomeWords } from '@/lib/foundation/screening/model/schema'
import { type PairView, pairView } from '@/lib/foundation/screening/server/queries'
import { errorText } from '@/lib/i18n/errors'
import { ResolveForm } from './resolve-form'

export const generateMetadata = titleFor('查重', 'intake', 'leader', 'auditor')
export const dynamic = 'force-dynamic'

/** A text with what stands in the other one too. */
function Marked({ parts }: { parts: readonly Part[] }) {
  if (parts.length === 0) return <span className="c3">没填</span>
  let at = 0
  return parts.map(({ text, same }) => {
    const key = `${at}`
    at += text.length
    return same ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>
  })
}

function Pair({ view }: { view: PairView }) {
  const [a, b] = view.heads
  return (
    <dl className="scr-pair" aria-label="两份申请对照，标出的是相同的部分">
      <div>
        <dt>申请</dt>
        {[a, b].map((head, i) => (
          <dd key={head?.cases[0]?.caseNo ?? i}>
            <b className="fw5">{head?.project}</b>
            <br />
            <span className="t13 c2">
              {head?.round}，{head?.when} 交
            </span>
            {head?.cases.map(({ caseNo, measure }) => (
              <span className="t13" key={caseNo}>
                <br />
                <a className="mono" href={`/counter/cases/${caseNo}`}>
                  {caseNo}
                </a>{' '}
                {measure}
              </span>
            ))}
          </dd>
        ))}
      </div>
      {view.rows.map(({ label, sides: [left, right] }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Marked parts={left} />
          </dd>
          <dd>
            <Marked parts={right} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

export default async function PairPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await requireRole(`/counter/screening/${id}`, 'intake', 'leader', 'auditor')
  const view = await orNotFound(pairView(actor, id))
  return (
    <StaffFrame actor={actor} current="screening" title="查重">
      <p className="t13">
        <a href="/counter/screening">返回查重</a>
      </p>
      <h1 className="mt8">
        {view.word}：{view.shown}
      </h1>
      <p className="t13 c2 mt4">{view.foundAt} 发现。判定只影响这条提示，两份申请都不会被改动或删除。</p>
      {view.outcome ? (
        <div className="mt16">
          <Note kind={view.outcome === 'same' ? 'warn' : 'info'}>
            <p>
              <Tag kind={view.outcome === 'same' ? 'bad' : 'ok'}>{outcomeWords[view.outcome]}</Tag> {view.decidedBy} {view.decidedAt}
            </p>
            <p className="mt4">{view.reason}</p>
          </Note>
        </div>
      ) : null}
      {view.allowed.because === 'screening.own' ? (
        <div className="mt16">
          <Note kind="warn">{errorText(view.allowed.because)}</Note>
        </div>
      ) : null}
      <Pair view={view} />
      {view.allowed.resolve ? <ResolveForm id={view.id} /> : null}
    </StaffFrame>
  )
}
