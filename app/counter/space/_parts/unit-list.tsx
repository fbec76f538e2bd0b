import { allocationWords } from '@/lib/journeys/space/model/machine'
import { pick, planStates, planWords } from '@/lib/journeys/space/model/plan'
import { kindWords } from '@/lib/journeys/space/model/zone'
import type { PlanView } from '@/lib/journeys/space/server/queries'
import type { PlanUnit } from '@/lib/journeys/space/server/units'
import { addDays, formatDateZh } from '@/lib/kernel/calendar-date'
import { type PlanAddress, planHref } from './address'
import { StateMark } from './desk-shape'

function Until({ unit }: { unit: PlanUnit }) {
  const { holding } = unit
  if (!holding) return null
  if (holding.deadline) return <>{holding.deadline} 前</>
  return holding.until ? <>到 {formatDateZh(addDays(holding.until, -1), { year: true })}</> : <span className="c3">台账没写到期日</span>
}

function Row({ unit, href, chosen }: { unit: PlanUnit; href: string; chosen: boolean }) {
  return (
    <tr className={chosen ? 'sel' : undefined}>
      <td>
        <a href={href} aria-current={chosen ? 'true' : undefined} className="u-code">
          {unit.code}
        </a>
      </td>
      <td>
        <span className="u-state">
          <StateMark state={unit.state} />
          {unit.holding && unit.state === 'occupied' ? allocationWords[unit.holding.state].staff : planWords[unit.state]}
        </span>
      </td>
      <td>{unit.holding?.holder}</td>
      <td>
        <Until unit={unit} />
      </td>
      <td className="c3 u-note">{unit.areaSqm ? `${Number(unit.areaSqm)} ㎡${unit.note ? ' · ' : ''}${unit.note}` : unit.note}</td>
    </tr>
  )
}

/** The plan's twin: the same units, states and links as a table, with a filter in the address. */
export function UnitList({ view, address }: { view: PlanView; address: PlanAddress }) {
  const selected = view.selected.map((unit) => unit.code)
  const isFree = (code: string) => view.units.some((unit) => unit.code === code && unit.state === 'free')
  const shown = address.state ? view.units.filter((unit) => unit.state === address.state) : view.units
  const filters = planStates.filter((state) => view.counts[state] > 0)
  const { name, counter } = kindWords[view.zone.kind]
  return (
    <div className="ulist">
      <nav className="chips" aria-label="按状态看">
        <a
          className={address.state ? 'chip' : 'chip on'}
          aria-current={address.state ? undefined : 'page'}
          href={planHref(view.zone.key, address, { state: '' })}
        >
          全部 {view.units.length}
        </a>
        {filters.map((state) => (
          <a
            key={state}
            className={address.state === state ? 'chip on' : 'chip'}
            aria-current={address.state === state ? 'page' : undefined}
            href={planHref(view.zone.key, address, { state })}
          >
            {planWords[state]} {view.counts[state]}
          </a>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard */}
      <section className="ubox" aria-label={`${view.zone.name}${name}列表`} tabIndex={0}>
        <table className="tbl dense">
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">状态</th>
              <th scope="col">使用者</th>
              <th scope="col">期限</th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <Row
                key={unit.code}
                unit={unit}
                chosen={selected.includes(unit.code)}
                href={planHref(view.zone.key, address, { selected: pick(selected, unit.code, isFree, view.maxPicked) })}
              />
            ))}
          </tbody>
        </table>
      </section>
      {shown.length === 0 ? (
        <p className="t14 c2 mt12">
          这里没有{address.state ? planWords[address.state] : ''}的{name}。
        </p>
      ) : (
        <p className="t13 c3 mt8">
          {shown.length} {counter}
        </p>
      )}
    </div>
  )
}
