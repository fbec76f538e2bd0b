import 'server-only'
import { loadRules } from '@/lib/foundation/programme/server/door'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'

const HOUR = 3_600_000

/**
 * Every look at a material leaves a row; above the hourly limit (rule `review.views_per_hour`) each further one leaves an alarm
 * beside it. Nothing is closed: somebody may have twenty sheets to lock before the evening, and a person judges the alarm.
 */
export async function recordView(
  tx: Tx,
  ctx: Ctx,
  view: { assignmentId: string; entryCode: string; reviewerNo: string; what: 'sheet' | 'paper' },
): Promise<void> {
  const { assignmentId: id, entryCode: entry, reviewerNo: reviewer, what } = view
  const subject = { kind: 'assignment', id }
  await recordAudit(tx, ctx, { type: 'review.viewed', subject, detail: { entry, reviewer, what } })
  const limit = (await loadRules(tx, ['review.views_per_hour']))['review.views_per_hour'].value
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM audit_event WHERE actor_id = ${ctx.actor?.userId ?? null}::uuid AND action = 'review.viewed' AND at > clock_timestamp() - ${HOUR} * interval '1 millisecond'`
  const views = rows[0]?.n ?? 0
  if (views > limit)
    await recordAudit(tx, ctx, { type: 'review.view_alarm', subject, outcome: 'error', reason: 'views_per_hour', detail: { reviewer, views, limit } })
}
