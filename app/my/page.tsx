import { CalendarPlus, Check, CircleHelp, Clock, Minus, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/app/_ui/empty-state'
import { FounderFrame } from '@/app/_ui/founder-frame'
import { formatDateZh, weekday, yearOf } from '@/lib/kernel/calendar-date'
import type { NextAction } from '@/lib/overview/passport/model/actions'
import type { Expiry } from '@/lib/overview/passport/model/expiry'
import { type Workspace, workspace } from '@/lib/overview/passport/server/workspace'
import { CaseCard } from './case-card'
import { requireFounder } from './guard'
import { PassportCard } from './passport-card'
import { RouteProfile } from './route-profile'

export const metadata: Metadata = { title: '我的攀登' }

const marks = {
  yes: { icon: Check, css: 'y', word: '满足' },
  no: { icon: Minus, css: 'n', word: '还差' },
  unknown: { icon: CircleHelp, css: 'q', word: '还没核' },
} as const

function Criteria({ criteria }: { criteria: NonNullable<Workspace['criteria']> }) {
  return (
    <div className="nxt" id="criteria">
      <div className="row between">
        <h2>到 {criteria.target}</h2>
        <span className="t14 cacc fb">
          {criteria.met} / {criteria.list.length}
        </span>
      </div>
      <ul className="crit mt8">
        {criteria.list.map((one) => {
          const { icon: Icon, css, word } = marks[one.answer]
          return (
            <li key={one.key} className={css}>
              <Icon className="ic" size={16} aria-label={word} />
              <span>
                {one.answer === 'yes' ? one.label : <b>{one.label}</b>}
                <small>{one.evidence}</small>
              </span>
            </li>
          )
        })}
      </ul>
      <details className="src t13 c2">
        <summary>这些条件从哪来</summary>
        <ul>
          {criteria.list.map((one) => (
            <li key={one.key}>
              {one.label}：{one.source}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

function Due({ due }: { due: NonNullable<NextAction['due']> }) {
  const kind = due.leftDays <= 0 ? 'bad' : due.leftDays <= 2 ? 'warn' : ''
  return (
    <div className="meta">
      <span className={`clock ${kind}`}>
        <Clock size={14} aria-hidden="true" />
        <b>{due.leftDays <= 0 ? '今天截止' : `还剩 ${due.leftDays} 个工作日`}</b>
        <small>{due.text}</small>
      </span>
    </div>
  )
}

function Actions({ actions }: { actions: readonly NextAction[] }) {
  return (
    <section className="card">
      <div className="ch">
        <h2>{actions.length > 0 ? `现在要做的 ${actions.length} 件事` : '现在没有要你做的事'}</h2>
        <span className="t13 c3">{actions.length > 1 ? '按截止时间排' : ''}</span>
      </div>
      {actions.length === 0 ? <p className="act c2 t14">有要你做的，会发短信，也会排在这里。</p> : null}
      {actions.map((action, i) => (
        <div className={i === 0 ? 'act first' : 'act'} key={action.key}>
          <div>
            <h3>{action.title}</h3>
            <p>{action.text}</p>
            {action.due ? <Due due={action.due} /> : null}
          </div>
          <a className={i === 0 ? 'btn md' : 'btn md sec'} href={action.href}>
            {action.label}
            <span className="vh">：{action.title}</span>
          </a>
        </div>
      ))}
    </section>
  )
}

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

function Expiring({ list, thisYear }: { list: readonly Expiry[]; thisYear: number }) {
  if (list.length === 0) return null
  return (
    <section className="card">
      <div className="ch">
        <h2>接下来会到期的</h2>
        <a href="/my/calendar" className="row g4">
          <CalendarPlus size={14} aria-hidden="true" />
          加到日历
        </a>
      </div>
      <ul className="exp">
        {list.map((one) => (
          <li key={one.key}>
            <span className="nb day">
              {formatDateZh(one.on)} <small>{yearOf(one.on) === thisYear ? weekdays[weekday(one.on)] : yearOf(one.on)}</small>
            </span>
            <span className="grow">{one.title}</span>
            <i className={`dot ${one.kind}`} aria-hidden="true">
              <i />
            </i>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CaseLines({ title, cases, label }: { title: string; cases: Workspace['alsoRunning']; label: string }) {
  if (cases.length === 0) return null
  return (
    <section className="card">
      <div className="ch">
        <h2>{title}</h2>
      </div>
      {cases.map((one) => (
        <div className="act" key={one.caseNo}>
          <div>
            <h3>{one.item}</h3>
            <p>
              <span className="mono">{one.caseNo}</span> · {one.stateWord}
            </p>
          </div>
          <a className="btn md sec" href={`/my/cases/${one.caseNo}`}>
            {label}
            <span className="vh">：{one.item}</span>
          </a>
        </div>
      ))}
    </section>
  )
}

/** 我的攀登: where you are, what to do next, what you have, what is being handled, what ends. */
export default async function WorkspacePage() {
  const actor = await requireFounder('/my')
  const view = await workspace(actor)
  if (view.empty)
    return (
      <FounderFrame actor={actor} current="climb">
        <h1>从这里出发</h1>
        <div className="card mt16 begin">
          <EmptyState
            kind="start"
            title="第一步，申请一样支持"
            text="工位、公寓、贷款、辅导，一张表一次申请，大约 20 分钟。"
            action={{ href: '/my/applications/new', label: '申请支持' }}
          />
        </div>
      </FounderFrame>
    )
  return (
    <FounderFrame actor={actor} current="climb" venture={view.venture ?? undefined}>
      <div className="row between wrap g12 top">
        <div>
          <h1>{view.title}</h1>
          {view.subtitle ? <p className="t14 c2 mt4">{view.subtitle}</p> : null}
        </div>
        <a className="btn" href="/my/applications/new">
          <Plus size={16} aria-hidden="true" />
          申请新的支持
        </a>
      </div>
      {view.route ? (
        <section className="card climb" aria-label="攀登路线">
          <div className={view.criteria ? 'in' : ''}>
            <div className="map">
              <div className="wide">
                <RouteProfile route={view.route} width={800} />
              </div>
              <div className="narrow-only">
                <RouteProfile route={view.route} width={326} short />
              </div>
            </div>
            {view.criteria ? <Criteria criteria={view.criteria} /> : null}
          </div>
        </section>
      ) : null}
      <div className="cols">
        <div className="col g24">
          <Actions actions={view.actions} />
          {view.running ? <CaseCard one={view.running} /> : null}
          <CaseLines title={`还有 ${view.alsoRunning.length} 件在办`} cases={view.alsoRunning} label="看进度" />
          <CaseLines title="有结果的" cases={view.refused} label="看理由" />
        </div>
        <div className="col g24">
          <PassportCard holder={[view.venture, view.person].filter(Boolean).join(' · ')} cells={view.cells} measures={view.measures} />
          <Expiring list={view.expiring} thisYear={view.thisYear} />
        </div>
      </div>
    </FounderFrame>
  )
}
