import { Tag } from '@/app/_ui/tag'
import { milestoneWords } from '@/lib/journeys/support/model/machine'
import type { OwnAgreement } from '@/lib/journeys/support/server/own'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { ReportForm } from './report-form'

type Milestone = OwnAgreement['milestones'][number]

function Line({ one, view }: { one: Milestone; view: OwnAgreement }) {
  const open = view.mine && view.state === 'in_force' && (one.state === 'due' || one.state === 'returned')
  return (
    <div className="sup-line">
      <div className="row between wrap g8">
        <h3>
          {one.no}. {one.title}
        </h3>
        <Tag kind={one.late > 0 ? 'bad' : milestoneWords[one.state].kind}>{one.late > 0 ? `过了 ${one.late} 天` : milestoneWords[one.state].applicant}</Tag>
      </div>
      <p className="t13 c2">
        {formatDateZh(one.dueOn, { year: true, weekday: true })}前{one.movedFrom ? `（原定 ${formatDateZh(one.movedFrom)}，遇休息日顺延）` : ''} · 证据：
        {one.evidence}
      </p>
      {one.report ? (
        <dl className="sup-marks">
          <dt>你的报告</dt>
          <dd>
            {one.report}
            {one.reported ? <span className="c3">（{one.reported.when}）</span> : null}
          </dd>
          {one.files.length > 0 ? (
            <>
              <dt>文件</dt>
              <dd>
                {one.files.map((file) => (
                  <a key={file.id} className="u" style={{ marginRight: 12 }} href={`/api/files/${file.id}?preview`} target="_blank" rel="noreferrer">
                    {file.name}
                  </a>
                ))}
              </dd>
            </>
          ) : null}
          {one.reviewed ? (
            <>
              <dt>验收意见</dt>
              <dd>
                {one.reviewed.note}（{one.reviewed.who}，{one.reviewed.when}）
              </dd>
            </>
          ) : null}
        </dl>
      ) : null}
      {open ? (
        <details className="mt8" open={one.state === 'returned' || one.late > 0}>
          <summary>{one.state === 'returned' ? '改好再报' : '报告这个里程碑'}</summary>
          <ReportForm milestoneId={one.id} version={one.version} no={one.no} evidence={one.evidence} />
        </details>
      ) : null}
    </div>
  )
}

/** What was promised, by when, what shows it; and the report of each. */
export function Milestones({ view }: { view: OwnAgreement }) {
  return (
    <section className="card" id="milestones" aria-labelledby="milestones-title">
      <div className="ch">
        <h2 id="milestones-title">里程碑</h2>
        <span className="t13 c3">到期前后 7 天和 1 天各提醒一次</span>
      </div>
      {view.milestones.map((one) => (
        <Line key={one.id} one={one} view={view} />
      ))}
    </section>
  )
}
