import { ClockBar } from '@/app/_ui/clock-bar'
import { Tag } from '@/app/_ui/tag'
import { Timeline, type TimelineEntry } from '@/app/_ui/timeline'
import { stepsAfter } from '@/lib/foundation/casework/model/steps'
import type { OwnCase } from '@/lib/foundation/casework/server/own-cases'

/** What happened, what is going on, what still comes. */
export const timelineOf = (one: Pick<OwnCase, 'history' | 'open' | 'state' | 'stateWord' | 'measureCode' | 'steps'>): TimelineEntry[] => [
  ...one.history,
  ...(one.open ? [{ state: 'now' as const, title: one.stateWord }] : []),
  ...stepsAfter(one.state, one.measureCode, one.steps).map((title) => ({ state: 'todo' as const, title })),
]

/** One running case: state, two clocks, what happened and what is going on now. */
export function CaseCard({ one }: { one: OwnCase }) {
  return (
    <section className="card">
      <div className="ch">
        <h2>{one.item}</h2>
        <span className="row g8">
          <Tag kind={one.stateKind}>{one.stateWord}</Tag>
          <a className="mono" href={`/my/cases/${one.caseNo}`}>
            {one.caseNo}
          </a>
        </span>
      </div>
      <div className="case">
        {one.clock ? (
          <>
            <div className="wide">
              <ClockBar {...one.clock} />
            </div>
            <div className="narrow-only">
              <ClockBar {...one.clock} width={320} />
            </div>
          </>
        ) : null}
        <div className="mt16">
          <Timeline entries={timelineOf(one)} />
        </div>
        <p className="mt12">
          <a href={`/my/cases/${one.caseNo}`}>看全部，留言，下载通知书</a>
        </p>
      </div>
    </section>
  )
}
