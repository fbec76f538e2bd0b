import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { PrintButton } from '@/app/counter/space/_parts/print-button'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { rehearsalHref, rehearsalQuerySchema } from '@/lib/overview/rehearsal/model/schema'
import { rehearsalPage } from '@/lib/overview/rehearsal/server/queries'
import { Rehearsal } from './rehearsal'

export const generateMetadata = titleFor('额度预演', 'leader', 'finance', 'auditor')
export const dynamic = 'force-dynamic'

/** 批准前额度预演: tick what waits for approval, see months and lines to the end of the year. Nothing is posted here. */
export default async function RehearsalPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = rehearsalQuerySchema.parse(await searchParams)
  const actor = await signedIn(query.pick ? rehearsalHref(query.case) : '/cockpit/rehearsal')
  const page = await orNotFound(rehearsalPage(actor))
  const start = query.pick ? query.case : page.cases.filter((one) => one.state === 'public_notice').map((one) => one.caseNo)
  return (
    <StaffFrame actor={actor} current="rehearsal" title="额度预演">
      <div className="rehearsal">
        <div className="adm-head">
          <h1>钱：批多少不会超</h1>
          <PrintButton />
        </div>
        <p className="t14 c2">
          {page.today}，{page.year} 年专项资金。只是预演，不记账；批准时数据库会再核一遍。
        </p>
        {page.cases.length === 0 ? (
          <EmptyState
            kind="done"
            title="现在没有等批准的办件"
            text="进了会议审定或公示、用专项资金的办件会列在这里。"
            action={{ href: '/counter/fund', label: '看预算与账' }}
          />
        ) : null}
        <Rehearsal stand={page.stand} cases={page.cases} history={page.history} start={start} />
      </div>
    </StaffFrame>
  )
}
