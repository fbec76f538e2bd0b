import { Note } from '@/app/_ui/tag'
import type { CaseView } from '@/lib/foundation/casework/server/case-view'
import { reviewApplyDays } from '@/lib/foundation/programme/server/queries'

const settledStates = ['accepted', 'occupied', 'notice_given']

/** The result first, then the reason, then the next chance. */
export async function Outcome({ view }: { view: CaseView }) {
  const settled = view.allocations.filter((one) => settledStates.includes(one.state))
  if (view.state === 'rejected' || view.state === 'not_accepted')
    return (
      <Note kind="warn">
        <p>
          <b>{view.state === 'rejected' ? '这次没有通过。' : '这次没有受理。'}</b>
          {view.reason ? `理由：${view.reason}` : ''}
        </p>
        <p className="mt8">
          改好了随时可以<a href="/my/applications/new">再申请</a>，团队不用重新请。
          {view.state === 'rejected' ? (
            <>
              对结果有疑问，<a href="#reconsider">看怎么申请复核</a>。
            </>
          ) : (
            `对结果有疑问，收到通知 ${await reviewApplyDays()} 个工作日内可以申请复核，由没办过这件的人处理：打 0731-5550 0188，或在下面留言。`
          )}
        </p>
      </Note>
    )
  if (view.state === 'amended')
    return (
      <Note kind="ok">
        <p>
          <b>复核后改了结果。</b>
          {view.reason ? `理由：${view.reason}` : ''}接下来给你发通知。
        </p>
      </Note>
    )
  if (settled.length > 0)
    return (
      <Note kind="ok">
        <p>
          <b>{settled.map((one) => one.code).join('、')}</b>，{settled[0]?.place}。
          {settled[0]?.state === 'accepted' ? '你确认了。带身份证来，和管家当面交接就能用。' : '已经在用。'}
        </p>
      </Note>
    )
  const lost = view.allocations.findLast((one) => one.state === 'expired' || one.state === 'declined')
  const live = view.allocations.some((one) => ['held', 'offered'].includes(one.state))
  if (view.state === 'approved' && lost && !live)
    return (
      <Note kind="warn">
        <p>
          <b>{lost.state === 'expired' ? '过了确认时间，位置给了下一位。' : '你没有要给你留的位置，已经给了下一位。'}</b>
          {lost.state === 'expired' ? (
            '批准还有效，排到了最后，轮到了再发通知书和短信。'
          ) : (
            <>
              这一件不再排位置，以后要用，<a href="/my/applications/new">重新申请</a>。
            </>
          )}
        </p>
      </Note>
    )
  if (view.state === 'approved' && view.allocations.length === 0)
    return (
      <Note kind="ok">
        <p>
          <b>批准了{view.quantity > 1 ? ` ${view.quantity} 个` : ''}。</b>
          {view.reason ? `说明：${view.reason}。` : ''}接下来给你安排，有了会发通知书和短信。
        </p>
      </Note>
    )
  return null
}
