import { planStates, planWords } from '@/lib/journeys/space/model/plan'
import { kindWords } from '@/lib/journeys/space/model/zone'
import type { PlanView, ZoneCount } from '@/lib/journeys/space/server/queries'
import { formatDateZh } from '@/lib/kernel/calendar-date'
import { type PlanAddress, planHref } from './address'
import { StateMark } from './desk-shape'

const plain = { selected: [], caseNo: '', view: 'plan', state: '', on: '' } as const

export function ShareBar({ taken, total }: { taken: number; total: number }) {
  return (
    <span className="bar" aria-hidden="true">
      <i style={{ width: `${total === 0 ? 0 : Math.round((1000 * taken) / total) / 10}%` }} />
    </span>
  )
}

/** How full the units of one kind are, over all zones. */
export function summary(zones: readonly ZoneCount[], kind: ZoneCount['kind']) {
  const of = zones.filter((zone) => zone.kind === kind)
  const sum = (pick: (zone: ZoneCount) => number) => of.reduce((total, zone) => total + pick(zone), 0)
  const total = sum((zone) => zone.total)
  const taken = sum((zone) => zone.taken)
  return { zones: of, total, taken, free: sum((zone) => zone.free), share: total === 0 ? 0 : Math.round((1000 * taken) / total) / 10 }
}

/** 「按时间看」: the same plan on a later day, when the terms that end until then are over. */
function DayForm({ view, address }: { view: PlanView; address: PlanAddress }) {
  const ending = view.units.filter((unit) => unit.endsBefore).length
  const { counter } = kindWords[view.zone.kind]
  return (
    <form className="dayform noprint" action={planHref(view.zone.key, address).split('?')[0]}>
      <label className="t13 fb" htmlFor="plan-day">
        按时间看
      </label>
      {address.view === 'list' ? <input type="hidden" name="view" value="list" /> : null}
      <div className="row g8 mt4">
        <input id="plan-day" className="inp sm" type="date" name="on" min={view.today} defaultValue={view.shown ?? view.today} />
        <button type="submit" className="btn sm quiet">
          看
        </button>
      </div>
      <p className="t13 c3 mt8">
        {view.shown ? (
          <>
            到 {formatDateZh(view.shown)}有 {ending} {counter}到期腾出（不算续用）。
            <a className="u" href={planHref(view.zone.key, address, { on: '' })}>
              回到今天
            </a>
          </>
        ) : (
          '选一个以后的日子，看那天有哪些到期腾出。'
        )}
      </p>
    </form>
  )
}

/** Left: the zones of this kind with their bars, and what the signs on the plan mean, with numbers. */
export function ZoneRail({ view, address }: { view: PlanView; address: PlanAddress }) {
  const { kind, key } = view.zone
  const all = summary(view.zones, kind)
  const { name, counter } = kindWords[kind]
  return (
    <aside className="fl1" aria-label="分区和图例">
      <b className="t14">
        {all.total} {counter}
        {name}
      </b>
      <div className="t13 c3 mb8">
        空 {all.free}，使用率 {all.share}%
      </div>
      <nav aria-label="分区" className="flos">
        {all.zones.map((zone) => (
          <a
            key={zone.key}
            href={planHref(zone.key, plain)}
            className={zone.key === key ? 'flo on' : 'flo'}
            aria-current={zone.key === key ? 'page' : undefined}
          >
            <span className="row between">
              <span>
                {zone.carrier}
                {zone.kind === 'desk' ? <small>{zone.name.slice(zone.carrier.length + 1)}</small> : null}
              </span>
              <span className="t13 c2 nb">
                {zone.taken} / {zone.total}
              </span>
            </span>
            <ShareBar taken={zone.taken} total={zone.total} />
          </a>
        ))}
      </nav>
      <hr className="hr" />
      <div className="legbox">
        <b className="t13">
          这里 {view.units.length} {counter}
        </b>
        <dl className="leg">
          {planStates
            .filter((state) => view.counts[state] > 0 || state === 'free' || state === 'occupied')
            .map((state) => (
              <div key={state}>
                <dt>
                  <StateMark state={state} />
                  {planWords[state]}
                </dt>
                <dd>{view.counts[state]}</dd>
              </div>
            ))}
        </dl>
      </div>
      <hr className="hr" />
      <DayForm view={view} address={address} />
    </aside>
  )
}
