import type { ErrorParams } from '@/lib/kernel/app-error'
import type { FlagLine } from './flags'

/** One case that waits for a leader, in the list of approvals. */
export interface ApprovalRow {
  readonly caseNo: string
  readonly version: number
  readonly title: string
  readonly project: string
  readonly item: string
  readonly round: string
  readonly step: string
  readonly quantity: number
  readonly amountFen: string | null
  /** The line that pays, by its id in `lines`; null where no cash is spent. */
  readonly lineId: string | null
  readonly score: string | null
  readonly flags: readonly FlagLine[]
  readonly dueBy: string
  /** Signing it needs the password again. */
  readonly large: boolean
  /** Why it is not this leader's to sign; null when it is. */
  readonly because: { readonly code: string; readonly params: ErrorParams } | null
}

/** A line of the budget with what it may still promise, in fen. */
export interface LineMoney {
  readonly id: string
  readonly name: string
  readonly availableFen: string
}

export interface PickedMoney {
  readonly lineId: string | null
  readonly amountFen: string | null
}

/** What a choice of cases leaves on each line that it touches; `over` when one of them would go below zero. Fen. */
export function approvalRoom<L extends LineMoney>(lines: readonly L[], picked: readonly PickedMoney[]) {
  const sumOf = (some: readonly PickedMoney[]) => some.reduce((sum, one) => sum + BigInt(one.amountFen ?? 0), 0n)
  const touched = lines.flatMap((line) => {
    const own = picked.filter((one) => one.lineId === line.id)
    return own.length > 0 ? [{ ...line, afterFen: BigInt(line.availableFen) - sumOf(own) }] : []
  })
  return { lines: touched, totalFen: sumOf(picked), over: touched.some((line) => line.afterFen < 0n) }
}
