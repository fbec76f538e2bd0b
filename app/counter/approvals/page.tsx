import { EmptyState } from '@/app/_ui/empty-state'
import { StaffFrame } from '@/app/_ui/staff-frame'
import { orNotFound, signedIn, titleFor } from '@/app/guard'
import { approvalsView } from '@/lib/foundation/casework/server/chain/approvals'
import { ApprovalsBoard } from './approvals-board'

export const generateMetadata = titleFor('待批准', 'leader')

/** What waits for a leader's signature: amounts, the line before and after, what should be known, several at once. */
export default async function ApprovalsPage() {
  const actor = await signedIn('/counter/approvals')
  const { rows, pace, ...rest } = await orNotFound(approvalsView(actor))
  return (
    <StaffFrame actor={actor} current="approvals" title="待批准">
      <div className="approvals">
        <div className="sec-h">
          <div>
            <h1>待批准</h1>
            <p className="t13 c3">公示期满、没有未办完的异议，才会到这里。一次最多批 {rest.most} 件，每件写意见。</p>
          </div>
          <p className="t13 c3">
            {pace.medianSeconds === null ? `近 30 天你签了 ${pace.signed} 件` : `近 30 天你签了 ${pace.signed} 件，每件中位用时 ${pace.medianSeconds} 秒`}
          </p>
        </div>
        {rows.length === 0 ? <EmptyState kind="done" title="没有等你批的" text="公示期满的办件会自动到这里" /> : <ApprovalsBoard rows={rows} {...rest} />}
      </div>
    </StaffFrame>
  )
}
