import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { fen } from '@/lib/kernel/money'
import { amountInWords } from '@/lib/platform/amount-in-words'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { headroomOf } from '../../../fund/server/door'
import { isSteppedUp } from '../../../identity/server/door'
import { loadRules } from '../../../programme/server/door'
import { payingLine } from './commit'
import { askedOf, proposalOf } from './position'

type Priced = Parameters<typeof payingLine>[1] & Parameters<typeof proposalOf>[0] & Parameters<typeof askedOf>[0]

/** What a case costs the line of its round, and what that line still has; null where no line pays. Amounts in fen. */
export async function moneyOf(row: Priced) {
  const { amountFen } = proposalOf(row)
  const line = await payingLine(db, row)
  if (!line || amountFen === null) return null
  const room = await headroomOf(db, line.id)
  return {
    lineId: line.id,
    line: `${line.year} 年${line.name}`,
    askedFen: (askedOf(row) ?? amountFen).toString(),
    amountFen: amountFen.toString(),
    inWords: amountInWords(fen(amountFen)),
    budgetFen: room.budgetFen.toString(),
    usedFen: (room.budgetFen - room.availableFen).toString(),
    availableFen: room.availableFen.toString(),
  }
}

/** Whether this session has to be proved before it may sign such an amount. */
export async function needsProof(actor: Actor, amountFen: bigint | null): Promise<boolean> {
  const rules = await loadRules(db, ['approval.step_up_yuan', 'approval.step_up_minutes'])
  if (amountFen === null || amountFen <= BigInt(rules['approval.step_up_yuan'].value) * 100n) return false
  return !(await isSteppedUp(db, { actor, clock }, rules['approval.step_up_minutes'].value))
}
