import 'server-only'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { assertSteppedUp } from '../../../identity/server/door'
import { loadRules } from '../../../programme/server/door'

/** Above the amount of the rule a leader proves again who they are (`step_up.needed`). */
export async function assertProven(tx: Tx, ctx: Ctx, amountFen: bigint | null): Promise<void> {
  const rules = await loadRules(tx, ['approval.step_up_yuan', 'approval.step_up_minutes'])
  const yuan = rules['approval.step_up_yuan'].value
  if (amountFen === null || amountFen <= BigInt(yuan) * 100n) return
  await assertSteppedUp(tx, ctx, { minutes: rules['approval.step_up_minutes'].value, yuan })
}
