import { Download, Search, X } from 'lucide-react'
import Link from 'next/link'
import { caseMachine, caseWords } from '@/lib/foundation/casework/model/machine'
import { dueFilters, dueWords, type QueuePlace, queueHref, viewWords } from '@/lib/foundation/casework/model/queue'
import type { CounterView } from '@/lib/foundation/casework/server/queue/counter'
import { FilterForm } from './filter-form'

interface Props extends Pick<CounterView, 'measures' | 'rounds'> {
  place: QueuePlace
  total: number
  dueToday: number
}

const firstPage = { after: undefined } as const

/** Title line, search, filters as removable chips. Plain forms and links: they work before any script has come. */
export function Filters({ place, total, dueToday, measures, rounds }: Props) {
  const measure = measures.find((one) => one.code === place.measure)?.name
  const round = rounds.find((one) => one.id === place.round)?.name
  const chips = [
    place.state === 'any'
      ? null
      : {
          label: `状态：${place.state ? caseWords[place.state].staff : '未办结'}`,
          href: queueHref(place, { ...firstPage, state: place.state ? undefined : 'any' }),
        },
    place.state === 'any' ? { label: '状态：全部', href: queueHref(place, { ...firstPage, state: undefined }) } : null,
    measure ? { label: `事项：${measure}`, href: queueHref(place, { ...firstPage, measure: undefined }) } : null,
    place.due ? { label: `到期：${dueWords[place.due]}`, href: queueHref(place, { ...firstPage, due: undefined }) } : null,
    round ? { label: `批次：${round}`, href: queueHref(place, { ...firstPage, round: undefined }) } : null,
    place.q ? { label: `搜索：${place.q}`, href: queueHref(place, { ...firstPage, q: undefined }) } : null,
  ].filter((chip) => chip !== null)
  return (
    <div className="mh">
      <div className="row between wrap">
        <p className="qtitle">
          {viewWords[place.view]}
          <span className="t14 c3">
            {total} 件{dueToday > 0 ? ` · ${dueToday} 件今天到期或已超期` : ''}
          </span>
        </p>
        <div className="row g8">
          <search>
            <form action="/counter">
              <Kept place={place} without={['q', 'after', 'case', 'tab']} />
              <label className="searchbox">
                <Search size={16} aria-hidden="true" />
                <span className="vh">搜索编号、姓名、电话</span>
                <input id="queue-search" name="q" type="search" placeholder="编号、姓名、电话" defaultValue={place.q ?? ''} maxLength={60} />
                <span aria-hidden="true">
                  <kbd>/</kbd>
                </span>
              </label>
            </form>
          </search>
          <a
            className="btn md quiet"
            href={queueHref(place, { ...firstPage, case: undefined, tab: undefined }).replace('/counter?', '/counter/export?')}
            download
          >
            <Download size={16} aria-hidden="true" />
            导出
          </a>
        </div>
      </div>
      <div className="fl">
        {chips.map((chip) => (
          <Link key={chip.label} className="chip on" href={chip.href} prefetch={false} aria-label={`去掉 ${chip.label}`}>
            {chip.label}
            <X size={12} aria-hidden="true" />
          </Link>
        ))}
        <FilterForm>
          <Kept place={place} without={['measure', 'state', 'due', 'round', 'after', 'case', 'tab']} />
          <Choice name="measure" label="事项" value={place.measure} options={measures.map((one) => [one.code, one.name])} />
          <Choice
            name="state"
            label="状态"
            value={place.state}
            options={[['any', '全部，含已办结'], ...caseMachine.states.map((state) => [state, caseWords[state].staff] as const)]}
          />
          <Choice name="due" label="到期" value={place.due} options={dueFilters.map((due) => [due, dueWords[due]])} />
          <Choice name="round" label="批次" value={place.round} options={rounds.map((one) => [one.id, one.name])} />
        </FilterForm>
        <span className="t12 c3 sort">排序：剩余时间 ↑</span>
      </div>
    </div>
  )
}

/** The parts of the place that a form of its own must not lose. */
function Kept({ place, without }: { place: QueuePlace; without: readonly (keyof QueuePlace)[] }) {
  const keys = (['view', 'measure', 'state', 'due', 'round', 'q', 'after', 'case', 'tab'] as const).filter((key) => place[key] && !without.includes(key))
  return keys.map((key) => <input key={key} type="hidden" name={key} value={place[key]} />)
}

function Choice({ name, label, value, options }: { name: string; label: string; value: string | undefined; options: readonly (readonly [string, string])[] }) {
  return (
    <label className="chip pick">
      <span className="vh">按{label}筛选</span>
      <select id={`filter-${name}`} name={name} defaultValue={value ?? ''}>
        <option value="">{label}</option>
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
