import 'server-only'
import { type CalendarDate, fromDateColumn } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { countProperty, promotionKeys, type RuleNumber, revenueText, ruleKey, type VentureFacts } from '../model/promotion'
import { type Stage, stages } from '../model/stages'

/** What the projects ledger keeps beside the columns. Amounts in fen as text. */
interface Ledger {
  readonly mentor?: string
  readonly loanFen?: string
  readonly balanceFen?: string
  readonly revenueFen?: Readonly<Record<string, string>>
  readonly intellectualProperty?: string
}

export interface VentureProfile {
  readonly id: string
  readonly name: string
  readonly oneLine: string
  readonly field: string
  readonly stage: Stage | null
  readonly enteredOn: CalendarDate | null
  readonly mentor: string | null
  readonly loan: { readonly amountFen: bigint; readonly balanceFen: bigint } | null
  /** What rows say; what a form says is added by whoever has read the form. */
  readonly facts: Pick<VentureFacts, 'companyName' | 'intellectualProperty' | 'revenue'> & { readonly teamSize: number }
}

const amount = (text: string | undefined): bigint => (text && /^\d+$/.test(text) ? BigInt(text) : 0n)

function revenueOf(ledger: Ledger): VentureFacts['revenue'] {
  const years = Object.entries(ledger.revenueFen ?? {}).sort(([a], [b]) => b.localeCompare(a))
  if (years.length === 0) return null
  const fen = years.slice(0, 2).reduce((total, [, text]) => total + amount(text), 0n)
  return {
    fen,
    text: years
      .slice(0, 2)
      .map(([year, text]) => revenueText(year, amount(text)))
      .join('，'),
  }
}

function propertyOf(ledger: Ledger): VentureFacts['intellectualProperty'] {
  const text = ledger.intellectualProperty?.trim()
  const count = text ? countProperty(text) : null
  return text && count !== null ? { count, text } : null
}

/** The ventures a person belongs to: the one they lead first, then the one that entered first. */
export async function venturesOf(personId: string): Promise<VentureProfile[]> {
  const rows = await db.ventureMember.findMany({
    where: { personId, leftAt: null, venture: { state: 'active' } },
    include: { venture: true },
    orderBy: { venture: { createdAt: 'asc' } },
  })
  const order = (row: (typeof rows)[number]) => (row.role === 'lead' ? 0 : 2) + (row.venture.stage ? 0 : 1)
  return [...rows]
    .sort((a, b) => order(a) - order(b))
    .map(({ venture }) => {
      const ledger = (venture.ledger ?? {}) as Ledger
      const amountFen = amount(ledger.loanFen)
      return {
        id: venture.id,
        name: venture.name,
        oneLine: venture.oneLine,
        field: venture.field,
        stage: venture.stage,
        enteredOn: venture.enteredOn ? fromDateColumn(venture.enteredOn) : null,
        mentor: ledger.mentor?.trim() || null,
        loan: amountFen > 0n ? { amountFen, balanceFen: amount(ledger.balanceFen) } : null,
        facts: {
          companyName: venture.companyName,
          intellectualProperty: propertyOf(ledger),
          revenue: revenueOf(ledger),
          teamSize: venture.teamSize,
        },
      }
    })
}

/** The criteria of every camp as numbers with their source, and where the route puts each camp. */
export async function promotionRules(): Promise<Record<string, RuleNumber>> {
  const keys = stages.flatMap(({ stage }) => [...promotionKeys[stage].map((key) => ruleKey(stage, key)), `route.month.${stage}`])
  const rows = await db.ruleValue.findMany({ where: { key: { in: keys }, validTo: null } })
  return Object.fromEntries(rows.map((row) => [row.key, { value: row.value.toNumber(), source: row.source }]))
}
