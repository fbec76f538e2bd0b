import 'server-only'
import { type Clock, clock } from '@/lib/platform/clock'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { resumeClock } from './move'

/**
 * After the last day of a notice with no objection open, the clocks of its cases go on by themselves: from here on the office is
 * at work again, and its time counts. Answers how many; a second run changes nothing.
 */
export async function resumeAfterNotice(now: Clock = clock): Promise<number> {
  const ctx = makeCtx(null, { clock: now })
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c.id FROM case_file c JOIN case_clock k ON k.case_id = c.id JOIN case_pause p ON p.clock_id = k.id
     WHERE c.state = 'public_notice' AND k.stopped_on IS NULL AND p.to_on IS NULL AND p.reason = 'public_notice' AND notice_cleared(c.id, ${now.today()}::date)`
  for (const { id } of rows) await ctx.transaction((tx) => resumeClock(tx, ctx, id))
  return rows.length
}
