import { Rail } from '@/app/_ui/staff-frame'
import { CalendarLine } from '@/app/admin/calendar-warning'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { panelTabs, parseQueueFilter, type QueuePlace, viewWords } from '@/lib/foundation/casework/model/queue'
import { counterView } from '@/lib/foundation/casework/server/queue/counter'
import { hasRole } from '@/lib/kernel/actor'
import { Board } from './(queue)/board'
import { Filters } from './(queue)/filters'
import { CasePanel } from './(queue)/panel'
import { Views } from './(queue)/views'

export const generateMetadata = titleFor('受理台', 'intake', 'leader', 'auditor')

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The window's queue: views, list, and one case beside it. Everything stands in the URL, so every place is a link. */
export default async function CounterPage({ searchParams }: Props) {
  const actor = await signedIn('/counter')
  const params = await searchParams
  const leads = hasRole(actor, 'leader') && !hasRole(actor, 'intake')
  const filter = parseQueueFilter(params, leads ? 'decide' : 'all')
  const open = typeof params.case === 'string' ? params.case : undefined
  const view = await orNotFound(counterView(actor, filter, open))
  const tab = panelTabs.find((name) => name === params.tab)
  const place: QueuePlace = { ...filter, ...(view.panel ? { case: view.panel.caseNo } : {}), ...(tab ? { tab } : {}) }
  const at = view.list.rows.findIndex((row) => row.caseNo === view.panel?.caseNo)
  return (
    <div className="queue">
      <div className={view.panel ? 'q' : 'q nopan'}>
        <Rail actor={actor} current="queue" />
        <Views place={place} counts={view.counts} users={view.users} onTime={view.onTime} mine={hasRole(actor, 'intake')} />
        <main id="main" className="mid">
          <h1 className="vh">受理台：{viewWords[filter.view]}</h1>
          <CalendarLine actor={actor} />
          <Filters place={place} total={view.list.total} dueToday={view.list.dueToday} measures={view.measures} rounds={view.rounds} />
          <Board
            rows={view.list.rows}
            next={view.list.next}
            place={place}
            me={actor.userId}
            users={view.users}
            mayAssign={hasRole(actor, 'intake', 'leader')}
            lost={open !== undefined && view.panel === null}
          />
        </main>
        {view.panel ? (
          <CasePanel
            panel={view.panel}
            place={place}
            tab={tab ?? 'materials'}
            me={actor.userId}
            previous={view.list.rows[at - 1]?.caseNo}
            next={at >= 0 ? view.list.rows[at + 1]?.caseNo : view.list.rows[0]?.caseNo}
          />
        ) : null}
      </div>
    </div>
  )
}
