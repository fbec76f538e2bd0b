import type { CalendarDate } from '@/lib/kernel/calendar-date'

export interface Expiry {
  readonly key: string
  readonly on: CalendarDate
  readonly title: string
  /** `bad`: something is lost on that day when nothing is done. */
  readonly kind: 'bad' | 'warn' | 'info' | 'mute'
}

export interface ExpiryFacts {
  readonly today: CalendarDate
  readonly offers: readonly { readonly caseNo: string; readonly units: readonly string[]; readonly on: CalendarDate }[]
  readonly cases: readonly { readonly caseNo: string; readonly item: string; readonly on: CalendarDate; readonly supplement: boolean }[]
  readonly terms: readonly { readonly kind: 'room' | 'desk' | 'flat' | 'bed'; readonly code: string; readonly on: CalendarDate }[]
  /** The day on which the longest time in the incubator ends. */
  readonly limitOn: CalendarDate | null
  /** The last day on which the graduation still counts. */
  readonly graduationUntil: CalendarDate | null
}

const kinds = { room: '房间', desk: '工位', flat: '公寓', bed: '驿站床位' } as const
const MOST = 8

/** What ends or falls due, nearest first; days that are past are left out. */
export function expiries(facts: ExpiryFacts): Expiry[] {
  const terms = new Map<string, { kind: keyof typeof kinds; on: CalendarDate; codes: string[] }>()
  for (const { kind, code, on } of facts.terms) {
    const key = `${kind}:${on}`
    const term = terms.get(key) ?? { kind, on, codes: [] }
    term.codes.push(code)
    terms.set(key, term)
  }
  const all: Expiry[] = [
    ...facts.offers.map(({ caseNo, units, on }) => ({ key: `offer-${caseNo}`, on, title: `确认 ${units.join('、')} 的最后一天`, kind: 'bad' as const })),
    ...facts.cases.map(({ caseNo, item, on, supplement }) => ({
      key: `case-${caseNo}`,
      on,
      title: supplement ? `${item}：补材料的最后一天` : `${item}：答复的最后一天`,
      kind: supplement ? ('warn' as const) : ('info' as const),
    })),
    ...[...terms].map(([key, { kind, on, codes }]) => ({
      key: `term-${key.replace(':', '-')}`,
      on,
      title: `${kinds[kind]}使用期满（${codes.length > 2 ? `${codes[0]} 等 ${codes.length} 个` : codes.join('、')}）`,
      kind: 'mute' as const,
    })),
    ...(facts.graduationUntil ? [{ key: 'graduation', on: facts.graduationUntil, title: '毕业年限到期，之后不能新申请', kind: 'mute' as const }] : []),
    ...(facts.limitOn ? [{ key: 'limit', on: facts.limitOn, title: '孵化最长年限到期', kind: 'mute' as const }] : []),
  ]
  return all
    .filter((one) => one.on >= facts.today)
    .sort((a, b) => a.on.localeCompare(b.on))
    .slice(0, MOST)
}
