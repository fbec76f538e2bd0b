import { ScoreBars } from '@/app/_ui/score-bars'
import { Note } from '@/app/_ui/tag'
import type { CaseView } from '@/lib/foundation/casework/server/case-view'
import type { OwnRemedy } from '@/lib/journeys/notice/server/own'
import { pointsText } from '@/lib/journeys/review/model/aggregate'
import type { Feedback } from '@/lib/journeys/review/model/feedback'
import { type CalendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { ReconsiderForm } from './reconsider-form'

const day = (date: CalendarDate) => formatDateZh(date, { weekday: true })

/** 公示 and what was objected, while it lasts. */
export function NoticeNote({ remedy }: { remedy: OwnRemedy }) {
  if (!remedy.notice) return null
  const { number, toOn, provisional, openObjections } = remedy.notice
  return (
    <Note kind="hold">
      <p>
        <b>{openObjections > 0 ? '有人提了异议，正在核实。' : '结果正在公示。'}</b>
        {openObjections > 0 ? '核实完之前先不批，结果会告诉你。' : `到 ${day(toOn)}${provisional ? '（暂定）' : ''}，没有异议就进入批准。`}
      </p>
      <p className="mt8">
        <a href={`/notices/${number}`}>看公示 {number}</a>，姓名遮住了中间的字。
      </p>
    </Note>
  )
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div className="mt24">
      <h3 className="t16">{title}</h3>
      <ul className="letter-list">
        {lines.map((line) => (
          <li key={line} className="objection-text">
            {line}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The letter: why, how one stands in the round, what to change, when to try again. */
export function Letter({ letter, documentId }: { letter: Feedback; documentId: string | null }) {
  return (
    <section className="card" aria-labelledby="letter">
      <div className="ch">
        <h2 id="letter">为什么，怎么改，下一次什么时候</h2>
        {documentId ? <a href={`/api/documents/${documentId}`}>下载告知书</a> : null}
      </div>
      <div className="case">
        <Part title="没有通过的原因" lines={letter.failed} />
        {letter.scores.length > 0 ? (
          <div className="mt24">
            <h3 className="t16">
              评分
              {letter.total ? (
                <small className="t14 c2">
                  {' '}
                  总分 {pointsText(letter.total.own)}
                  {letter.total.median === null ? '' : `，这一批中位数 ${pointsText(letter.total.median)}`}
                </small>
              ) : null}
            </h3>
            <ScoreBars scores={letter.scores} />
          </div>
        ) : null}
        <Part title="评审的人怎么说" lines={letter.comments} />
        <Part title="怎么改" lines={[letter.change]} />
        <Part title="下一次" lines={[letter.nextRound]} />
        <p className="mt24">
          <a className="btn sec md" href="/my/applications/new">
            照着改，再申请
          </a>
        </p>
      </div>
    </section>
  )
}

/** 复核: until when, how it goes, and what became of it. */
export function Reconsideration({ view, remedy }: { view: CaseView; remedy: OwnRemedy }) {
  const { reconsideration, until, mayAsk, decideDays } = remedy
  if (!reconsideration && until === null) return null
  return (
    <section className="card" id="reconsider" aria-labelledby="reconsider-head">
      <div className="ch">
        <h2 id="reconsider-head">{reconsideration ? `复核 ${reconsideration.number}` : '对结果有疑问'}</h2>
      </div>
      <div className="case">
        {reconsideration ? (
          <>
            <p>
              {day(reconsideration.askedOn)}申请，{reconsideration.state}。
              {reconsideration.decision ? '' : `最晚 ${day(reconsideration.decideDueOn)}答复。由没办过这件的人处理，另一个人决定。`}
            </p>
            {reconsideration.decision ? (
              <p className="mt8">
                <b>{reconsideration.decision}。</b>
                {reconsideration.reason}
              </p>
            ) : null}
          </>
        ) : mayAsk && until ? (
          <>
            <p className="t14 c2">
              到 {day(until)}都能申请复核，由没办过这件的人处理，{decideDays} 个工作日内书面答复。条件变了想重来的，不用复核，直接再申请。
            </p>
            <ReconsiderForm caseNo={view.caseNo} version={view.version} />
          </>
        ) : until ? (
          <p className="t14 c2">
            {view.mine ? `申请复核的时间到 ${day(until)}为止，已经过了。条件变了可以再申请。` : `由 ${view.applicant} 申请，到 ${day(until)}为止。`}
          </p>
        ) : null}
        {reconsideration?.decision ? <p className="t13 c3 mt12">{remedy.remedies}</p> : null}
      </div>
    </section>
  )
}
