import 'server-only'
import { unstable_cache } from 'next/cache'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { workingDaysBetween } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { CacheTag } from '@/lib/platform/revalidate'
import { type PublicNumbers, publicNumbers } from './stats'

export interface OpenItem {
  readonly code: string
  readonly title: string
  readonly text: string
  /** `ok`: no closing date; `warn`: closes. */
  readonly kind: 'ok' | 'warn'
  readonly when: string
  readonly note: string
  /** Query of the application form: what is wanted. */
  readonly wants: string
}

export interface HomeView {
  readonly asOf: string
  readonly numbers: PublicNumbers
  readonly open: readonly OpenItem[]
  /** Working days of the way in, from rule rows. */
  readonly days: { readonly intake: number; readonly decision: number; readonly offer: number }
}

const wantOf: Readonly<Record<string, string>> = { desk: 'desk', flat: 'flat', loan: 'loan', mentor: 'coaching', grant: 'grant' }

/** What is left of it, where something is counted; otherwise the promise. */
function textOf(kind: string | null, promisedDays: number | null, numbers: PublicNumbers): string {
  const answer = promisedDays === null ? '' : `受理后 ${promisedDays} 个工作日内给结果`
  if (kind === 'desk') return numbers.desks.free > 0 ? `现在空 ${numbers.desks.free} 个，${answer}` : `现在没有空位，可以先申请，排轮候。${answer}`
  if (kind === 'flat') {
    const waiting = numbers.apartments.waiting > 0 ? `，${numbers.apartments.waiting} 人轮候` : ''
    return numbers.apartments.free > 0 ? `现在空 ${numbers.apartments.free} 间${waiting}，${answer}` : `现在没有空房${waiting}。${answer}`
  }
  return answer
}

async function openItems(numbers: PublicNumbers): Promise<OpenItem[]> {
  const now = clock.now()
  const [rows, open, calendar] = await Promise.all([
    db.measure.findMany({ where: { openForApply: true }, orderBy: { no: 'asc' } }),
    db.round.findMany({
      where: { publishedAt: { not: null }, opensAt: { lte: now }, OR: [{ closesAt: null }, { closesAt: { gt: now } }] },
      orderBy: { opensAt: 'asc' },
    }),
    loadCalendar(db),
  ])
  return rows.flatMap((row) => {
    const rounds = open.filter((round) => round.measures.includes(row.code))
    // a round without an end keeps the measure open whatever the others do
    const closing = rounds.some((round) => round.closesAt === null) ? null : (rounds.map((round) => round.closesAt).sort()[0] ?? null)
    const round = rounds[0]
    if (!round) return []
    const left = closing ? workingDaysBetween(calendar, clock.today(), dateInShanghai(closing)).days : 0
    return {
      code: row.code,
      title: row.name,
      text: textOf(row.caseKind, row.promisedDays, numbers),
      kind: closing ? ('warn' as const) : ('ok' as const),
      when: closing ? `${formatDateZh(dateInShanghai(closing))} ${formatTimeZh(closing)} 截止` : '随时可申请',
      note: closing ? `还剩 ${left} 个工作日` : round.name,
      wants: wantOf[row.caseKind ?? ''] ?? '',
    }
  })
}

/** The home page from rows, at this moment. */
export async function readHome(): Promise<HomeView> {
  const numbers = await publicNumbers()
  const [open, rules, longest] = await Promise.all([
    openItems(numbers),
    loadRules(db, ['intake.promised_days', 'offer.days']),
    db.measure.aggregate({ where: { openForApply: true, listed: true }, _max: { promisedDays: true } }),
  ])
  const days = { intake: rules['intake.promised_days'].value, decision: longest._max.promisedDays ?? 0, offer: rules['offer.days'].value }
  return { asOf: clock.now().toISOString(), numbers, open, days }
}

/** The same for the cached page: old when numbers or measures are touched, and after a minute in any case. */
export const homeView = unstable_cache(readHome, ['home'], { tags: ['stats', 'measures'] satisfies CacheTag[], revalidate: 60 })
