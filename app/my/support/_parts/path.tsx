import { Check } from 'lucide-react'
import type { InstalmentState, MilestoneState } from '@/lib/journeys/support/model/machine'
import type { AgreementView } from '@/lib/journeys/support/model/view'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { formatYuan } from '@/lib/kernel/money'

interface Stop {
  readonly key: string
  readonly title: string
  readonly text: string
  readonly state: 'done' | 'now' | 'todo' | 'off'
}

const ofInstalment: Readonly<Record<InstalmentState, Stop['state']>> = {
  planned: 'todo',
  requested: 'now',
  checked: 'now',
  approved: 'now',
  paid: 'done',
  cancelled: 'off',
}
const ofMilestone: Readonly<Record<MilestoneState, Stop['state']>> = { due: 'todo', reported: 'now', accepted: 'done', returned: 'now' }

/** Signing, then each instalment after the milestones that open it, in the order in which they come. */
function stopsOf(view: AgreementView): Stop[] {
  const signed = view.counterSigned !== null
  const first: Stop = {
    key: 'sign',
    title: '签协议',
    text: signed ? '已生效' : view.signed ? '等管委会签' : '等你签',
    state: signed ? 'done' : view.state === 'terminated' ? 'off' : 'now',
  }
  const instalment = (one: AgreementView['instalments'][number]): Stop => ({
    key: one.id,
    title: `第 ${one.no} 期 ${formatYuan(one.amountFen)}`,
    text: one.paid ? `${one.paid.when}到账` : one.open ? '可以申请' : one.state === 'planned' ? '条件没到' : one.state === 'cancelled' ? '不再付' : '在办',
    state: one.open ? 'now' : ofInstalment[one.state],
  })
  const milestone = (one: AgreementView['milestones'][number]): Stop => ({
    key: one.id,
    title: `里程碑 ${one.no}`,
    text: one.state === 'accepted' ? '验收通过' : one.state === 'reported' ? '报告交了，在看' : `${formatDateZh(one.dueOn, { year: true })}前`,
    state: one.late > 0 ? 'now' : ofMilestone[one.state],
  })
  const opening = new Map(view.instalments.flatMap((one) => (one.milestoneNo === null ? [] : [[one.milestoneNo, one] as const])))
  return [
    first,
    ...view.instalments.filter((one) => one.milestoneNo === null).map(instalment),
    ...view.milestones.flatMap((one) => {
      const opened = opening.get(one.no)
      return opened ? [milestone(one), instalment(opened)] : [milestone(one)]
    }),
  ]
}

const said: Readonly<Record<Stop['state'], string>> = { done: '做完了', now: '现在', todo: '还没到', off: '不再做' }

/** The way of the money on one line: agreement, instalments and milestones. */
export function SupportPath({ view }: { view: AgreementView }) {
  return (
    <ol className="sup-path">
      {stopsOf(view).map((stop) => (
        <li key={stop.key} className={stop.state}>
          <i aria-hidden="true">{stop.state === 'done' ? <Check size={10} /> : null}</i>
          <b>{stop.title}</b>
          <small>
            <span className="vh">{said[stop.state]}：</span>
            {stop.text}
          </small>
        </li>
      ))}
    </ol>
  )
}
