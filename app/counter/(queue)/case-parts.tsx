import { FileText, Info, TriangleAlert, Users } from 'lucide-react'
import Link from 'next/link'
import { ClockBar } from '@/app/_ui/clock-bar'
import { Timeline } from '@/app/_ui/timeline'
import { decisionWords, isSignedStep, stepWords } from '@/lib/foundation/casework/model/chain'
import { isGranted, isOpen } from '@/lib/foundation/casework/model/machine'
import { pauseWords } from '@/lib/foundation/casework/model/pause'
import { type QueuePlace, queueHref } from '@/lib/foundation/casework/model/queue'
import type { CasePanel } from '@/lib/foundation/casework/server/queue/counter'
import { calendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'
import { Materials } from './materials'
import { NoteForm } from './note-form'

const day = (date: string) => formatDateZh(calendarDate(date), { weekday: true })

function clockWords(state: CasePanel['state'], clock: NonNullable<CasePanel['clock']>): string {
  const phase = clock.phase === 'intake' ? '受理' : '办理'
  if (state === 'supplement_required') return '等申请人补正，不计时；补齐后重新计受理时限'
  if (clock.stoppedOn && !isOpen(state)) {
    const ended = state === 'withdrawn' || state === 'lapsed' ? '终止' : '办结'
    const late = clock.leftDays < 0 ? `，超 ${-clock.leftDays} 个` : ''
    return `${phase}：${day(clock.stoppedOn)}${ended}，用 ${clock.usedDays} 个工作日，承诺 ${clock.promisedDays} 个${late}`
  }
  const provisional = clock.provisional ? '（暂定：那一年的放假通知还没发）' : ''
  const paused = clock.paused ? '；正在暂停，两个日子都会顺延' : ''
  return `${phase}：承诺 ${day(clock.promisedDueOn)}，法定 ${day(clock.statutoryDueOn)}${provisional}${paused}`
}

/** The two clocks with the dates they mean, in one line below. */
export function CaseClock({ panel, width }: { panel: CasePanel; width: number }) {
  const clock = panel.clock
  if (!clock) return null
  return (
    <div className="mt12">
      <ClockBar
        promisedDays={clock.promisedDays}
        statutoryDays={clock.statutoryDays}
        usedDays={clock.usedDays}
        pausedDays={clock.pausedDays}
        pausedAt={clock.pausedAt}
        stopped={clock.stopped}
        width={width}
      />
      <p className="t12 c3">{clockWords(panel.state, clock)}</p>
    </div>
  )
}

export function CaseMaterials({ panel, place }: { panel: CasePanel; place: QueuePlace }) {
  return (
    <>
      <Materials caseNo={panel.caseNo} materials={panel.materials} mayCheck={panel.allowed.check} needs={panel.needs} />
      <Hints panel={panel} place={place} />
      <h3 className="h3">最近动态</h3>
      <ol className="tl">
        {panel.history
          .slice(-3)
          .reverse()
          .map((entry, i) => (
            <li key={`${entry.meta}${entry.title}`} className={i === 0 ? 'now' : entry.state === 'pause' ? 'hold' : 'done'}>
              <i aria-hidden="true" />
              <b>{entry.title}</b>
              <small>{entry.meta}</small>
            </li>
          ))}
      </ol>
    </>
  )
}

/** What is left at the moment of the decision, and what may be one person twice; counted from rows, not remembered. */
function Hints({ panel, place }: { panel: CasePanel; place: QueuePlace }) {
  const { headroom, quantity, twins } = panel
  const over = headroom !== null && (headroom.free < quantity || (headroom.limit !== null && headroom.holds + quantity > headroom.limit))
  const unit = headroom?.kind === 'desk' ? '个' : '间'
  return (
    <>
      {headroom && !isGranted(panel.state) ? (
        <div className={over ? 'hint warn' : 'hint info'}>
          {over ? <TriangleAlert className="ic" size={16} aria-hidden="true" /> : <Info className="ic" size={16} aria-hidden="true" />}
          <span>
            {headroom.kind === 'desk' ? '空着的工位' : '空着的公寓'} <b>{headroom.free}</b> {unit}，按申请批 {quantity} {unit}
            {headroom.free >= quantity ? (
              <>
                后还剩 <b>{headroom.free - quantity}</b> {unit}
              </>
            ) : (
              '不够'
            )}
            。{headroom.kind === 'desk' ? '这个团队' : '申请人'}现在占 <b>{headroom.holds}</b> {unit}
            {headroom.limit === null ? '' : `，上限 ${headroom.limit} ${unit}`}。
          </span>
        </div>
      ) : null}
      {twins.map((twin) => (
        <div className="hint warn" key={twin.caseNo}>
          <Users className="ic" size={16} aria-hidden="true" />
          <span>
            申请人电话与 <span className="mono">{twin.caseNo}</span>（{twin.applicant}）相同。
            <Link className="u" href={queueHref(place, { case: twin.caseNo, tab: undefined })} prefetch={false}>
              看那一件
            </Link>
          </span>
        </div>
      ))}
    </>
  )
}

/** History, the signatures with their reasons, the numbered documents. */
export function CaseTimeline({ panel }: { panel: CasePanel }) {
  return (
    <>
      <Timeline entries={[...panel.history].reverse()} />
      {panel.signatures.length > 0 ? (
        <>
          <h3 className="h3">签署</h3>
          <ul className="signs">
            {panel.signatures.map((one) => (
              <li key={`${one.step}${one.round}${one.when}${one.decision}`}>
                <b>
                  {isSignedStep(one.step) ? stepWords[one.step] : one.step}
                  {one.round > 1 ? `（第 ${one.round} 次）` : ''}：{decisionWords(one.decision)}
                  {one.amountFen ? ` ${formatYuan(BigInt(one.amountFen))} 元` : one.quantity ? ` ${one.quantity} 个` : ''}
                </b>
                <p>{one.reason}</p>
                <small>
                  {one.name} · {one.when}
                </small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {panel.documents.length > 0 ? (
        <>
          <h3 className="h3">文书</h3>
          {panel.documents.map((one) => (
            <div className="fr" key={one.id}>
              <FileText className="ic" size={16} aria-hidden="true" />
              <a href={`/api/documents/${one.id}`} target="_blank" rel="noreferrer">
                {one.number}
              </a>
            </div>
          ))}
        </>
      ) : null}
      {panel.clock && panel.clock.pauses.length > 0 ? (
        <p className="t12 c3 mt12">
          窗口暂停只能用四种理由：{Object.values(pauseWords).join('、')}；专家评审和公示期间自动暂停。每一次都在时间线上，申请人也看得到。
        </p>
      ) : null}
    </>
  )
}

/** The thread with the applicant and the notes of the staff: two lists, never mixed. */
export function CaseMessages({ panel }: { panel: CasePanel }) {
  const thread = panel.notes.filter((note) => !note.internal)
  const internal = panel.notes.filter((note) => note.internal)
  return (
    <>
      <h3 className="h3 first">和申请人的留言</h3>
      <Notes notes={thread} none="还没有留言。" />
      {panel.allowed.message ? <NoteForm caseNo={panel.caseNo} internal={false} /> : null}
      <h3 className="h3">内部备注（申请人看不到）</h3>
      <Notes notes={internal} none="还没有备注。" />
      {panel.allowed.note ? <NoteForm caseNo={panel.caseNo} internal /> : null}
    </>
  )
}

function Notes({ notes, none }: { notes: CasePanel['notes']; none: string }) {
  if (notes.length === 0) return <p className="c3">{none}</p>
  return (
    <ul className="notes">
      {notes.map((note) => (
        <li key={note.id}>
          <b>{note.author}</b> <small>{note.when}</small>
          <p>{note.text}</p>
        </li>
      ))}
    </ul>
  )
}
