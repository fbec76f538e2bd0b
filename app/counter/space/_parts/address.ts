import { isPlanState, type PlanState } from '@/lib/journeys/space/model/plan'
import { type CalendarDate, parseCalendarDate } from '@/lib/kernel/calendar-date'

/** What the address of a plan says: which units are selected, which case is meant, and how the list is shown. */
export interface PlanAddress {
  readonly selected: readonly string[]
  readonly caseNo: string
  readonly view: 'plan' | 'list'
  readonly state: PlanState | ''
  /** The day that the plan shows; empty for today. */
  readonly on: CalendarDate | ''
}

type Query = Readonly<Record<string, string | string[] | undefined>>
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

/** Unknown values are as good as none: an old link still opens the plan. */
export function readAddress(query: Query): PlanAddress {
  const state = one(query.state)
  const day = parseCalendarDate(one(query.on))
  return {
    selected: one(query.sel)
      .split(',')
      .map((code) => code.trim())
      .filter(Boolean)
      .slice(0, 20),
    caseNo: one(query.case),
    view: one(query.view) === 'list' ? 'list' : 'plan',
    state: isPlanState(state) ? state : '',
    on: day.ok ? day.value : '',
  }
}

/** The address of a zone with what is to be different. */
export function planHref(key: string, address: PlanAddress, change: Partial<PlanAddress> = {}): string {
  const next = { ...address, ...change }
  const query = new URLSearchParams()
  if (next.selected.length > 0) query.set('sel', next.selected.join(','))
  if (next.caseNo) query.set('case', next.caseNo)
  if (next.view === 'list') query.set('view', 'list')
  if (next.state) query.set('state', next.state)
  if (next.on) query.set('on', next.on)
  const text = query.toString()
  return `/counter/space/${encodeURIComponent(key)}${text ? `?${text}` : ''}`
}
