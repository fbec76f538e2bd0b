import type { Metadata } from 'next'
import { cache } from 'react'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { Tag } from '@/app/_ui/tag'
import { decoded, orNotFound, signedIn, titleIf } from '@/app/guard'
import { queueHref } from '@/lib/foundation/casework/model/queue'
import { casePanel } from '@/lib/foundation/casework/server/queue/counter'
import { caseChecks } from '@/lib/foundation/screening/server/case-checks'
import { ArchiveForm } from '../../(queue)/archive-form'
import { CaseDecision } from '../../(queue)/case-decision'
import { CaseForm } from '../../(queue)/case-form'
import { CaseClock, CaseMaterials, CaseMessages, CaseTimeline } from '../../(queue)/case-parts'
import { askOf } from '../../(queue)/case-words'
import { ChainSteps } from '../../(queue)/chain-steps'
import { decisionCaseOf } from '../../(queue)/decision-case'
import { Decisions } from '../../(queue)/decisions'
import { CaseChecksPart } from '../../screening/_parts/case-checks'

interface Props {
  params: Promise<{ caseNo: string }>
}

const panelOf = cache(async (caseNo: string) => casePanel(await signedIn(`/counter/cases/${encodeURIComponent(caseNo)}`), caseNo))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const caseNo = decoded((await params).caseNo)
  return titleIf(caseNo, panelOf(caseNo))
}

/** One case on one page: for printing, for a link in a message, for a second screen. The same parts as beside the list. */
export default async function CasePage({ params }: Props) {
  const caseNo = decoded((await params).caseNo)
  const actor = await signedIn(`/counter/cases/${encodeURIComponent(caseNo)}`)
  const panel = await orNotFound(panelOf(caseNo))
  const checks = await caseChecks(actor, caseNo)
  const place = { view: 'all' } as const
  const { chain } = panel
  const meets = chain?.lines.some((line) => line.step === 'panel') ?? false
  const handled = chain?.lines.some((line) => line.state !== 'todo') ?? false
  return (
    <StaffFrame actor={actor} current="queue" title="受理台">
      <div className={meets ? 'queue case-page meets' : 'queue case-page'}>
        <div className="row between wrap t13 top">
          <a href={queueHref(place, { case: panel.caseNo })}>回到列表</a>
          {panel.allowed.archive ? <ArchiveForm caseNo={panel.caseNo} /> : null}
        </div>
        <div className="ph">
          <p className="mono t13 c3">{panel.caseNo}</p>
          <h1 id="panel-title" tabIndex={-1}>
            {panel.title}
          </h1>
          <p className="row g8 mt4 wrap">
            <Tag kind={panel.stateKind}>{panel.stateWord}</Tag>
            <span className="t14 c2">{askOf(panel)}</span>
            <span className="t14 c3">{panel.assignee ? `承办 ${panel.assignee}` : '还没有承办人'}</span>
          </p>
          <CaseClock panel={panel} width={620} />
        </div>
        {chain && handled ? meets ? <CaseDecision panel={{ ...panel, chain }} /> : <ChainSteps chain={chain} /> : null}
        <div className="case-grid">
          <section aria-labelledby="part-materials">
            <h2 id="part-materials">材料</h2>
            <CaseMaterials panel={panel} place={place} />
          </section>
          {checks ? (
            <section aria-labelledby="part-checks">
              <h2 id="part-checks">资格和查重</h2>
              <CaseChecksPart checks={checks} />
            </section>
          ) : null}
          <section aria-labelledby="part-timeline">
            <h2 id="part-timeline">时间线</h2>
            <CaseTimeline panel={panel} />
          </section>
          <section aria-labelledby="part-form">
            <h2 id="part-form">申请表</h2>
            <CaseForm panel={panel} />
          </section>
          <section aria-labelledby="part-messages">
            <h2 id="part-messages">留言</h2>
            <CaseMessages panel={panel} />
          </section>
        </div>
        <Decisions of={decisionCaseOf(panel)} me={actor.userId} />
      </div>
    </StaffFrame>
  )
}
