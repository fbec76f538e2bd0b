import { ChevronLeft } from 'lucide-react'
import type { Metadata } from 'next'
import { cache } from 'react'
import { Avatar } from '@/app/_ui/avatar'
import { ClockBar } from '@/app/_ui/clock-bar'
import { FounderFrame } from '@/app/_ui/founder-frame'
import { Note, Tag } from '@/app/_ui/tag'
import { Timeline } from '@/app/_ui/timeline'
import { orNotFound, titleIf } from '@/app/guard'
import { timelineOf } from '@/app/my/case-card'
import { requireFounder } from '@/app/my/guard'
import { isOpen, isRunning } from '@/lib/foundation/casework/model/machine'
import { type CaseView, caseView } from '@/lib/foundation/casework/server/case-view'
import { ownRemedy } from '@/lib/journeys/notice/server/own'
import { ownLetter } from '@/lib/journeys/review/server/feedback'
import { supportOfCase } from '@/lib/journeys/support/server/own'
import { calendarDate, formatDateZh } from '@/lib/kernel/calendar-date'
import { fen, formatYuan } from '@/lib/kernel/money'
import { Materials } from './materials'
import { MessageForm } from './message-form'
import { OfferBox } from './offer-box'
import { Outcome } from './outcome'
import { Letter, NoticeNote, Reconsideration } from './result'
import { SupportBox } from './support-box'
import { WithdrawButton } from './withdraw-button'

type Params = Promise<{ caseNo: string }>

const viewOf = cache(async (caseNo: string) => caseView(await requireFounder(`/my/cases/${caseNo}`), caseNo, 'applicant'))

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { caseNo } = await params
  return titleIf(`办件 ${caseNo}`, viewOf(caseNo))
}

/** Where it is while nobody of the window has it in hand. */
const elsewhere: Partial<Record<CaseView['state'], string>> = {
  expert_review: '现在在评审专家那里，看完会往下走，不用你做什么。',
  public_notice: '现在在公示，谁都能看，期满没有异议就进入批准。',
  objection_hold: '现在在核实异议，核实完了发短信告诉你。',
  appealed: '现在由没办过这件的人在复核。',
}

/** Who has it now, in one line. */
function Holder({ view, waitsForYou }: { view: CaseView; waitsForYou: boolean }) {
  if (waitsForYou) return <p className="who">现在等你{view.state === 'supplement_required' ? '补材料' : '确认位置'}。</p>
  const place = elsewhere[view.state] ?? (view.state === 'panel_decision' && view.steps.includes('panel') ? '现在等评审会开会来定。' : null)
  if (place) return <p className="who">{place}</p>
  if (!isOpen(view.state) || !view.clock || view.clock.stopped) return null
  if (!view.assignee) return <p className="who">现在在受理窗口，还没分到人。</p>
  return (
    <p className="who">
      <Avatar name={view.assignee} size={24} />
      <span>
        现在由 <b>{view.assignee}</b> 办理
      </span>
    </p>
  )
}

const day = (text: string) => formatDateZh(calendarDate(text), { weekday: true })

/** While it runs: until when. Once it has stopped for good: when that was and how long it took. */
function clockWords(state: CaseView['state'], clock: NonNullable<CaseView['clock']>): string {
  if (state === 'supplement_required') return '现在不计时。材料补齐交回后，重新开始算。'
  if (clock.stoppedOn && !isOpen(state)) {
    const ended = state === 'withdrawn' || state === 'lapsed' ? '结束' : '出了结果'
    return `${day(clock.stoppedOn)}${ended}，用了 ${clock.usedDays} 个工作日，承诺是 ${clock.promisedDays} 个。`
  }
  const dates = `承诺最晚 ${day(clock.promisedDueOn)}，法定最晚 ${day(clock.statutoryDueOn)}`
  const provisional = clock.provisional ? '（暂定：那一年的放假安排还没公布，公布后重新算）' : ''
  return `${clock.phase === 'intake' ? '告诉你受不受理' : '出结果'}：${dates}${provisional}。${clock.paused ? '现在暂停计时。' : ''}`
}

function Clock({ view }: { view: CaseView }) {
  const { clock } = view
  if (!clock) return null
  const bar = { ...clock, pausedAt: clock.pausedAt }
  return (
    <>
      <div className="wide">
        <ClockBar {...bar} />
      </div>
      <div className="narrow-only">
        <ClockBar {...bar} width={320} />
      </div>
      <p className="t14 c2">{clockWords(view.state, clock)}</p>
      {clock.pauses.map((pause) => (
        <p className="t13 c2" key={pause.from}>
          暂停：{day(pause.from)}起{pause.to ? `，到 ${day(pause.to)}` : '，还没恢复'}，不计入承诺。
        </p>
      ))}
    </>
  )
}

function Documents({ documents }: { documents: CaseView['documents'] }) {
  if (documents.length === 0) return null
  return (
    <section className="card">
      <div className="ch">
        <h2>通知书</h2>
      </div>
      <ul className="docs">
        {documents.map((one) => (
          <li key={one.id}>
            <span className="grow">{one.number}</span>
            <a href={`/api/documents/${one.id}?preview`} target="_blank" rel="noreferrer">
              打开<span className="vh">：{one.number}</span>
            </a>
            <a href={`/api/documents/${one.id}`}>
              下载<span className="vh">：{one.number}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Thread({ view }: { view: CaseView }) {
  return (
    <section className="card" id="messages">
      <div className="ch">
        <h2>留言</h2>
        <span className="t13 c3">办你这件事的人能看到</span>
      </div>
      <div className="case">
        {view.notes.length === 0 ? <p className="t14 c2">还没有留言。有问题直接写，会转给经办人。</p> : null}
        <ul className="thread">
          {view.notes.map((note) => (
            <li key={note.id}>
              <p className="row between g8">
                <b>{note.author}</b>
                <small>{note.when}</small>
              </p>
              <p className="txt">{note.text}</p>
            </li>
          ))}
        </ul>
        {view.allowed.message ? <MessageForm caseNo={view.caseNo} /> : null}
      </div>
    </section>
  )
}

/** One case for its applicant and their team: the state in plain words, who has it, both clocks, what can be done now. */
export default async function OwnCasePage({ params }: { params: Params }) {
  const { caseNo } = await params
  const actor = await requireFounder(`/my/cases/${caseNo}`)
  const view = await orNotFound(viewOf(caseNo))
  const [remedy, letter, support] = await Promise.all([ownRemedy(actor, caseNo), ownLetter(actor, caseNo), supportOfCase(actor, caseNo)])
  const offered = view.allocations.filter((one) => one.state === 'offered').sort((a, b) => a.code.localeCompare(b.code))
  const waitsForYou = view.mine && (view.state === 'supplement_required' || offered.length > 0)
  const asked = [view.quantity > 1 && !view.amountFen ? `${view.quantity} 个` : '', view.amountFen ? `${formatYuan(fen(BigInt(view.amountFen)))} 元` : '']
    .filter(Boolean)
    .join('，')
  return (
    <FounderFrame actor={actor} current="applications" venture={view.title}>
      <a className="back" href="/my/applications">
        <ChevronLeft className="ic" size={16} aria-hidden="true" />
        你的申请
      </a>
      <div className="row between wrap g12 mt8">
        <div>
          <h1>{offered.length > 0 ? '批准了，等你确认位置' : view.stateWord}</h1>
          <p className="t14 c2 mt4">
            {view.item}
            {asked ? `，${asked}` : ''} · <span className="mono">{view.caseNo}</span>
          </p>
        </div>
        <Tag kind={offered.length > 0 ? 'warn' : view.stateKind}>{offered.length > 0 ? '等你确认' : view.stateWord}</Tag>
      </div>
      {view.mine ? null : (
        <div className="mt16">
          <Note kind="info">
            这件由 {view.applicant} 提交，你是团队成员，可以看和留言；补材料、确认、撤回由 {view.applicant} 来做。
          </Note>
        </div>
      )}
      <div className="cols">
        <div className="col g24">
          {offered.length > 0 ? <OfferBox caseNo={view.caseNo} units={offered} mine={view.mine} /> : null}
          <Outcome view={view} support={support} />
          {support ? <SupportBox support={support} /> : null}
          {remedy ? <NoticeNote remedy={remedy} /> : null}
          {letter ? <Letter {...letter} /> : null}
          {remedy ? <Reconsideration view={view} remedy={remedy} /> : null}
          <section className="card">
            <div className="ch">
              <h2>办到哪一步</h2>
            </div>
            <div className="case">
              <Clock view={view} />
              <Holder view={view} waitsForYou={waitsForYou} />
              <Timeline
                entries={timelineOf({
                  ...view,
                  open: isRunning(view.state) || offered.length > 0,
                  stateWord: offered.length > 0 ? '等你确认位置' : view.stateWord,
                })}
              />
            </div>
          </section>
          <Thread view={view} />
        </div>
        <div className="col g24">
          <Materials view={view} />
          <Documents documents={view.documents} />
          {view.allowed.withdraw ? (
            <section className="card">
              <div className="ch">
                <h2>不想办了</h2>
              </div>
              <div className="case">
                <p className="t14 c2">最后决定作出前都能撤回，撤回后可以再申请。</p>
                <WithdrawButton caseNo={view.caseNo} item={view.item} version={view.version} />
              </div>
            </section>
          ) : null}
        </div>
      </div>
    </FounderFrame>
  )
}
