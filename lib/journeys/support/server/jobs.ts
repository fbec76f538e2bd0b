import 'server-only'
import { loadCalendar } from '@/lib/foundation/programme/server/door'
import { formatDateZh, formatTimeZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { isWorkingDay } from '@/lib/kernel/working-days'
import { recordAudit } from '@/lib/platform/audit'
import { type Ctx, makeCtx } from '@/lib/platform/command'
import { db, type Tx } from '@/lib/platform/db'
import { framesOf, logger } from '@/lib/platform/logger'
import { daysLate, inOfficeHours, reminderDays, reminderNow } from '../model/milestones'
import { rulesOf } from './plan'
import { lockAgreement, partOf } from './repo'
import { tellApplicant } from './tell'

async function remind(tx: Tx, ctx: Ctx, milestoneId: string): Promise<number> {
  const { row, case: found } = await lockAgreement(tx, { milestoneId })
  const one = partOf(row.milestones, milestoneId)
  if (row.state !== 'in_force' || (one.state !== 'due' && one.state !== 'returned')) return 0
  const today = ctx.clock.today()
  const dueOn = fromDateColumn(one.dueOn)
  const stage = reminderNow(reminderDays(await loadCalendar(tx), dueOn, (await rulesOf(tx)).reminders), today, one.remindersSent)
  if (stage === null) return 0
  const late = daysLate(dueOn, today)
  const text = late > 0 ? `已经过了 ${late} 天，请尽快登录「我的资助」报告` : `${formatDateZh(dueOn, { weekday: true })}到期，请登录「我的资助」报告`
  await tellApplicant(
    tx,
    found,
    'support.milestone_due',
    `milestone:${one.id}:${stage}`,
    `里程碑 ${one.no}「${one.title}」${text}。做不到的先打 0731-5550 0188 说明。`,
  )
  await tx.milestone.update({ where: { id: one.id }, data: { remindersSent: stage } })
  await recordAudit(tx, ctx, {
    type: 'support.milestone_reminded',
    subject: { kind: 'agreement', id: row.number },
    detail: { milestone: one.no, reminder: stage },
  })
  return 1
}

/**
 * Reminds of milestones 7 and 1 days before and after their day (rule rows), each once, on working days in office hours.
 * A run that was missed sends the latest one only; a bad row stops no other.
 */
export async function remindMilestones(ctx: Ctx = makeCtx(null)): Promise<number> {
  if (!inOfficeHours(formatTimeZh(ctx.clock.now())) || !isWorkingDay(await loadCalendar(db), ctx.clock.today()).working) return 0
  const open = await db.milestone.findMany({
    where: { state: { in: ['due', 'returned'] }, remindersSent: { lt: 4 }, agreement: { state: 'in_force' } },
    select: { id: true },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
  let sent = 0
  let failed = 0
  for (const { id } of open) {
    try {
      sent += await ctx.transaction((tx) => remind(tx, ctx, id))
    } catch (error) {
      failed += 1
      logger.error({ milestone: id, error: error instanceof Error ? error.name : 'unknown', stack: framesOf(error) }, 'a milestone could not be reminded of')
    }
  }
  if (failed > 0) throw new Error(`${failed} of ${open.length} milestones could not be reminded of`)
  return sent
}
