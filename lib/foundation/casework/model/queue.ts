import { holdsLongNumber } from '@/lib/kernel/identity-number'
import type { ClockReading } from './clock'
import { type CaseState, caseMachine, type TagKind } from './machine'

export const queueViews = ['mine', 'all', 'today', 'unassigned', 'review', 'check', 'decide', 'approve'] as const
export type QueueView = (typeof queueViews)[number]

export const viewWords: Record<QueueView, string> = {
  mine: '我的待办',
  all: '全组待办',
  today: '今天到期',
  unassigned: '待分派',
  review: '待初审',
  check: '待复核',
  decide: '待审定',
  approve: '待批准',
}

export const dueFilters = ['late', 'today', 'week'] as const
export type DueFilter = (typeof dueFilters)[number]
export const dueWords: Record<DueFilter, string> = { late: '已超期', today: '今天', week: '5 个工作日内' }

export const panelTabs = ['materials', 'form', 'timeline', 'messages'] as const
export type PanelTab = (typeof panelTabs)[number]

/** What the list shows; everything of it stands in the URL. Without `state` only open cases, with `any` all of them. */
export interface QueueFilter {
  readonly view: QueueView
  readonly measure?: string
  readonly state?: CaseState | 'any'
  readonly due?: DueFilter
  /** The call for applications, by its id. */
  readonly round?: string
  readonly q?: string
  /** Keyset cursor `date|id` of the last row of the page before. */
  readonly after?: string
}

/** One case in one line of the list. */
export interface QueueRow {
  readonly caseNo: string
  readonly version: number
  readonly title: string
  readonly project: string
  readonly applicant: string
  readonly measure: string
  readonly state: CaseState
  readonly stateWord: string
  readonly stateKind: TagKind
  readonly assigneeId: string | null
  readonly left: string
  readonly clockKind: 'ok' | 'hold' | 'bad' | 'warn' | 'neutral'
  /** Shares of the statutory time: used, and where the promise lies; 0 to 1. */
  readonly usedRatio: number
  readonly promisedRatio: number
  readonly materials: { readonly have: number; readonly need: number }
  readonly amountFen: string | null
}

export interface WindowUser {
  readonly id: string
  readonly name: string
  /** Open cases assigned to this person. */
  readonly load: number
}

type Params = Readonly<Record<string, string | string[] | undefined>>

const one = (params: Params, key: string): string | undefined => {
  const value = params[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}
const among = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((entry) => entry === value)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Reads the filter from a URL; what is not known is left out, so that an old or mistyped link still shows a list. */
export function parseQueueFilter(params: Params, home: QueueView): QueueFilter {
  const state = among([...caseMachine.states, 'any' as const], one(params, 'state'))
  const due = among(dueFilters, one(params, 'due'))
  const measure = one(params, 'measure')
  const q = one(params, 'q')?.trim().slice(0, 60)
  const after = one(params, 'after')
  const round = one(params, 'round')
  return {
    view: among(queueViews, one(params, 'view')) ?? home,
    ...(measure && /^[a-z0-9-]{1,40}$/.test(measure) ? { measure } : {}),
    ...(state ? { state } : {}),
    ...(due ? { due } : {}),
    ...(round && uuid.test(round) ? { round } : {}),
    // what looks like an identity number is dropped: the filter stands in addresses and in the audit of an export
    ...(q && !holdsLongNumber(q) ? { q } : {}),
    ...(after && /^\d{4}-\d\d-\d\d\|[0-9a-f-]{36}$/.test(after) ? { after } : {}),
  }
}

export interface QueuePlace extends QueueFilter {
  readonly case?: string
  readonly tab?: PanelTab
}

/** The URL of a list, with changes; `undefined` takes a part away. A changed filter begins at the first page. */
export function queueHref(place: QueuePlace, change: { readonly [K in keyof QueuePlace]?: QueuePlace[K] | undefined } = {}): string {
  const merged = { ...place, ...change }
  const query = new URLSearchParams()
  for (const key of ['view', 'measure', 'state', 'due', 'round', 'q', 'after', 'case', 'tab'] as const) {
    const value = merged[key]
    if (value) query.set(key, value)
  }
  return `/counter?${query}`
}

const items: Readonly<Record<string, string>> = { desk: '免费工位', flat: '创业公寓', loan: '无息贷款', mentor: '创业辅导', grant: '项目资助' }

/** The short name of what is asked for, as the window says it. */
export const itemWord = (measure: { readonly caseKind: string | null; readonly name: string }): string => items[measure.caseKind ?? ''] ?? measure.name

/** The time left in the words of the list; a paused clock has none. */
export function leftWords(reading: Pick<ClockReading, 'leftDays' | 'paused'>, waiting: boolean): string {
  if (waiting || reading.paused) return '已暂停'
  if (reading.leftDays < 0) return `超 ${-reading.leftDays} 天`
  return reading.leftDays === 0 ? '今天' : `剩 ${reading.leftDays} 天`
}
