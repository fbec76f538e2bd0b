import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import type { AgreementState, ClawbackState, InstalmentState, MilestoneState } from './machine'

/** What the founder does next; `who`: whose turn it is. */
export interface NextStep {
  readonly who: 'you' | 'office' | 'nobody'
  readonly title: string
  readonly text: string
  /** Where on the agreement's page it is done. */
  /** It waits for the founder now; false for a milestone whose day is still to come. */
  readonly urgent: boolean
  readonly anchor: 'text' | 'account' | 'payments' | 'milestones' | 'clawbacks' | null
  /** The last day for it, where a rule sets one. */
  readonly dueOn?: CalendarDate
}

interface Facts {
  readonly state: AgreementState
  readonly held: boolean
  readonly instalments: readonly { readonly no: number; readonly state: InstalmentState; readonly open: boolean }[]
  readonly milestones: readonly {
    readonly no: number
    readonly title: string
    readonly dueOn: CalendarDate
    readonly state: MilestoneState
    readonly late: number
  }[]
  readonly clawbacks: readonly { readonly state: ClawbackState; readonly answerDueOn: CalendarDate | null }[]
}

const you = (title: string, text: string, anchor: NextStep['anchor']): NextStep => ({ who: 'you', title, text, anchor, urgent: true })
const office = (title: string, text: string): NextStep => ({ who: 'office', title, text, anchor: null, urgent: false })

/** The one thing that comes next, the most urgent first. `account`: the state of the account that money would go to. */
export function nextStepOf(facts: Facts, account: 'proposed' | 'waiting' | 'usable' | null): NextStep {
  const claim = facts.clawbacks.find((one) => one.state === 'notice_sent')
  if (claim?.answerDueOn)
    return { ...you('答复追回通知', `${formatDateZh(claim.answerDueOn, { weekday: true })}前写下你的说法`, 'clawbacks'), dueOn: claim.answerDueOn }
  if (facts.clawbacks.some((one) => one.state === 'decided' || one.state === 'repaying'))
    return you('按决定退款', '先打 0731-5550 0188 向财务核对收款账户，再转账；到账后这里会更新', 'clawbacks')
  if (facts.held) return office('在核实，先不付款', '有决定了会发短信')
  if (facts.state === 'drafted') return you('看过协议，签字', '签了管委会再签，然后就能申请拨款', 'text')
  if (facts.state === 'signed_by_applicant') return office('等管委会签字', '签好就生效，会发短信')
  if (facts.state === 'completed') return { who: 'nobody', title: '都办完了', text: '钱付清了，里程碑都验收了', anchor: null, urgent: false }
  if (facts.state === 'terminated') return { who: 'nobody', title: '协议终止了', text: '没付的不再付', anchor: null, urgent: false }
  return nextInForce(facts, account)
}

function nextInForce(facts: Facts, account: 'proposed' | 'waiting' | 'usable' | null): NextStep {
  if (account === null) return you('填收款账户', '第一笔付款前要财务确认', 'account')
  const ready = facts.instalments.find((one) => one.open)
  if (ready && account === 'usable') return you(`申请第 ${ready.no} 期拨款`, '条件达到了，写一句就行', 'payments')
  const returned = facts.milestones.find((one) => one.state === 'returned')
  if (returned) return you(`里程碑 ${returned.no} 改好再报`, returned.title, 'milestones')
  const running = facts.instalments.find((one) => one.state === 'requested' || one.state === 'checked' || one.state === 'approved')
  if (running) return office(`第 ${running.no} 期在办`, '财务核对、另一人批准、银行付款')
  if (ready) return office('收款账户在确认', account === 'waiting' ? '换过的账户要等一天才能用' : '财务核过就能申请拨款')
  if (facts.milestones.some((one) => one.state === 'reported')) return office('里程碑在验收', '验收过了会发短信')
  const due = facts.milestones.find((one) => one.state === 'due')
  if (!due) return office('里程碑都验收了', '等最后的手续')
  const until = due.late > 0 ? `已经过了 ${due.late} 天` : `${formatDateZh(due.dueOn, { year: true, weekday: true })}前`
  return { ...you(`报告里程碑 ${due.no}`, `${due.title}，${until}`, 'milestones'), urgent: due.late > 0 }
}
