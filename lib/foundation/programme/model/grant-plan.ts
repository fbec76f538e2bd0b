import { z } from 'zod'
import { parseYuan } from '@/lib/kernel/money'

/** One to three milestones; how much is paid at each is agreed later. */
export const stepOrdinals = [1, 2, 3] as const
export type StepOrdinal = (typeof stepOrdinals)[number]

export interface PlannedStep {
  /** What will be reached. */
  readonly goal: string
  /** `2027-03`: the month by whose end it is reached. */
  readonly by: string
  /** What will show it. */
  readonly proof: string
}

export interface GrantPlan {
  readonly amountFen: bigint
  /** A line per item, as the applicant wrote it. */
  readonly use: string
  readonly steps: readonly PlannedStep[]
}

const word = z.string().default('')
const answers = z.object({ want: word, amount: word, use: word, steps: word }).catchall(z.unknown())
const form = z.object({ grant: answers })

/** What a submitted form says under 项目资助; null when it is not asked for or not readable as an amount. */
export function readGrantPlan(data: unknown): GrantPlan | null {
  const parsed = form.safeParse(data)
  if (!parsed.success || parsed.data.grant.want !== 'yes') return null
  const { grant } = parsed.data
  const amount = parseYuan(grant.amount)
  if (!amount.ok) return null
  const text = (name: string) => (typeof grant[name] === 'string' ? grant[name].trim() : '')
  const steps = stepOrdinals.filter((n) => n <= Number(grant.steps)).map((n) => ({ goal: text(`goal${n}`), by: text(`by${n}`), proof: text(`proof${n}`) }))
  return { amountFen: BigInt(amount.value), use: grant.use.trim(), steps }
}
