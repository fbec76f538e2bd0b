import { ChevronDown, ChevronUp, ExternalLink, X } from 'lucide-react'
import Link from 'next/link'
import { Tag } from '@/app/_ui/tag'
import { type PanelTab, type QueuePlace, queueHref } from '@/lib/foundation/casework/model/queue'
import type { CasePanel as Panel } from '@/lib/foundation/casework/server/queue/counter'
import { CaseForm } from './case-form'
import { CaseClock, CaseMaterials, CaseMessages, CaseTimeline } from './case-parts'
import { askOf } from './case-words'
import { decisionCaseOf } from './decision-case'
import { Decisions } from './decisions'

interface Props {
  panel: Panel
  place: QueuePlace
  tab: PanelTab
  me: string
  previous?: string | undefined
  next?: string | undefined
}

/** One case beside the list: head with the clock, four tabs, the decision bar. */
export function CasePanel({ panel, place, tab, me, previous, next }: Props) {
  const tabs: readonly (readonly [PanelTab, string])[] = [
    ['materials', `材料 ${panel.materials.length}`],
    ['form', '申请表'],
    ['timeline', '时间线'],
    ['messages', panel.notes.length > 0 ? `留言 ${panel.notes.length}` : '留言'],
  ]
  return (
    <aside className="pan" aria-label={`办件 ${panel.caseNo}`}>
      <div className="ph">
        <div className="row between">
          <span className="mono t12 c3">{panel.caseNo}</span>
          <span className="row tools">
            <Step href={previous ? queueHref(place, { case: previous }) : undefined} label="上一件" Icon={ChevronUp} />
            <Step href={next ? queueHref(place, { case: next }) : undefined} label="下一件" Icon={ChevronDown} />
            <Step href={`/counter/cases/${panel.caseNo}`} label="看整页" Icon={ExternalLink} />
            <Step href={queueHref(place, { case: undefined, tab: undefined })} label="关掉" Icon={X} />
          </span>
        </div>
        <h2 id="panel-title" tabIndex={-1}>
          {panel.title}
        </h2>
        <p className="row g8 mt4 wrap">
          <Tag kind={panel.stateKind}>{panel.stateWord}</Tag>
          <span className="t13 c2">{askOf(panel)}</span>
        </p>
        <CaseClock panel={panel} width={388} />
      </div>
      <nav className="tabs" aria-label="办件内容">
        {tabs.map(([name, label]) => (
          <Link
            key={name}
            href={queueHref(place, { tab: name })}
            prefetch={false}
            scroll={false}
            replace
            className={name === tab ? 'on' : ''}
            aria-current={name === tab ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="pb" aria-label={tabs.find(([name]) => name === tab)?.[1]} tabIndex={0}>
        {tab === 'materials' ? <CaseMaterials panel={panel} place={place} /> : null}
        {tab === 'form' ? <CaseForm panel={panel} /> : null}
        {tab === 'timeline' ? <CaseTimeline panel={panel} /> : null}
        {tab === 'messages' ? <CaseMessages panel={panel} /> : null}
      </section>
      <Decisions key={panel.caseNo} of={decisionCaseOf(panel)} me={me} />
    </aside>
  )
}

function Step({ href, label, Icon }: { href: string | undefined; label: string; Icon: typeof X }) {
  return href ? (
    <Link href={href} prefetch={false} scroll={false} replace={!href.startsWith('/counter/cases')} aria-label={label} title={label}>
      <Icon size={18} aria-hidden="true" />
    </Link>
  ) : (
    <span className="off">
      <Icon size={18} aria-hidden="true" />
    </span>
  )
}
