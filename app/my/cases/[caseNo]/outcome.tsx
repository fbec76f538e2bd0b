import { Note } from '@/app/_ui/tag'
import { isGranted } from '@/lib/foundation/casework/model/machine'
import type { CaseView } from '@/lib/foundation/casework/server/case-view'
import { reviewApplyDays } from '@/lib/foundation/programme/server/queries'
import type { CaseSupport } from '@/lib/journeys/support/server/own'
import { fen, formatYuan } from '@/lib/kernel/money'

const settledStates = ['accepted', 'occupied', 'notice_given']

/** What is given, in a sentence; a reconsideration says so first. */
function grantedWords({ state, amountFen, quantity }: CaseView): string {
  const given = amountFen ? ` ${formatYuan(fen(BigInt(amountFen)))} 元` : quantity > 1 ? ` ${quantity} 个` : ''
  return state === 'amended' ? `复核后改了结果，批准${given}。` : `批准了${given}。`
}

/** From the approval to the money: the agreement is drafted, read and signed, and paid by its instalments. */
function Money({ support }: { support: CaseSupport | null }) {
  return support ? (
    <>
      资助协议在<a href={`/my/support/${support.number}`}>我的资助</a>，下一步看下面。
    </>
  ) : (
    <>
      接下来拟资助协议，拟好了发短信，到<a href="/my/support">我的资助</a>看过再签，签好了分期拨付。
    </>
  )
}

const refused = { rejected: '这次没有通过。', upheld: '复核后维持原结果，这次没有通过。', not_accepted: '这次没有受理。' } as const

/** What was refused and why, the next chance, and how to have it looked at again where that is still to be had. */
async function Refusal({ state, reason }: { state: keyof typeof refused; reason: string | null }) {
  return (
    <Note kind="warn">
      <p>
        <b>{refused[state]}</b>
        {reason ? `理由：${reason}` : ''}
      </p>
      <p className="mt8">
        改好了随时可以<a href="/my/applications/new">再申请</a>，团队不用重新请。
        {state === 'not_accepted' ? (
          `对结果有疑问，收到通知 ${await reviewApplyDays()} 个工作日内可以申请复核，由没办过这件的人处理：打 0731-5550 0188，或在下面留言。`
        ) : (
          <a href="#reconsider">{state === 'upheld' ? '看复核怎么说' : '对结果有疑问，看怎么申请复核'}</a>
        )}
      </p>
    </Note>
  )
}

/** The result first, then the reason, then the next chance. */
export function Outcome({ view, support }: { view: CaseView; support: CaseSupport | null }) {
  const settled = view.allocations.filter((one) => settledStates.includes(one.state))
  if (view.state === 'rejected' || view.state === 'not_accepted' || view.state === 'upheld') return <Refusal state={view.state} reason={view.reason} />
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
  if (isGranted(view.state) && lost && !live)
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
  if (isGranted(view.state) && view.allocations.length === 0)
    return (
      <Note kind="ok">
        <p>
          <b>{grantedWords(view)}</b>
          {view.reason ? `说明：${view.reason.replace(/。$/, '')}。` : ''}
          {view.measureCode === 'grant' ? <Money support={support} /> : '接下来给你安排，有了会发通知书和短信。'}
        </p>
      </Note>
    )
  return null
}
