import { calledName } from '@/lib/journeys/space/model/plan'
import type { PlanView } from '@/lib/journeys/space/server/queries'
import type { WaitingCase } from '@/lib/journeys/space/server/waiting'
import { dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import { type PlanAddress, planHref } from './address'

const day = (at: Date) => formatDateZh(dateInShanghai(at))

function wish(one: WaitingCase): string {
  const parts = [`要 ${one.quantity} 个`, one.byWindow ? '喜欢靠窗' : '', one.lapsedAt ? `${day(one.lapsedAt)} 超时没确认，排到最后` : '']
  return parts.filter(Boolean).join('，')
}

/** 按规则轮到: the order says itself where it comes from; choosing another than the first is possible and costs a reason. */
export function WaitingList({ view, address, chosen }: { view: PlanView; address: PlanAddress; chosen: string }) {
  return (
    <section aria-labelledby="turn">
      <h2 id="turn" className="t14">
        按规则轮到
      </h2>
      <p className="t13 c3">按批准时间先后；超时没确认的排到最后，放弃的不再排。依据：配租规则第一版（平台默认）</p>
      {view.waiting.length === 0 ? <p className="t14 c2 mt12">现在没有人在等。批准的办件会排到这里。</p> : null}
      <ol className="mt8">
        {view.waiting.map((one, i) => (
          <li key={one.caseNo}>
            <a
              className={one.caseNo === chosen ? 'wl on' : 'wl'}
              aria-current={one.caseNo === chosen ? 'true' : undefined}
              href={planHref(view.zone.key, address, { caseNo: i === 0 ? '' : one.caseNo })}
            >
              <span className="c3">{i + 1}</span>
              <span>
                <b title={one.name}>{calledName(one.name)}</b>
                <small>{wish(one)}</small>
              </span>
              <span className={one.caseNo === chosen ? 'cp fb nb' : 'c2 nb'}>{one.decidedAt ? `${day(one.decidedAt)} 批准` : ''}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
