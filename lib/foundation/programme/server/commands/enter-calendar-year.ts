import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { dateColumn, fromDateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { recomputeProvisional } from '../../../casework/server/door'
import { type calendarNoticeSchema, calendarPolicy, daysOf } from '../../model/calendar-notice'

/**
 * Enters or corrects a year's holiday notice: days, audit with what stood there before, and the due dates that rest on
 * that year, in one transaction. A form drawn before somebody else entered the year is refused.
 */
export const enterCalendarYear: Command<z.output<typeof calendarNoticeSchema>, { days: number; moved: number }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    ctx.assertCan(calendarPolicy, 'calendar.enter', null)
    const { seen, year, noticeNo, source } = input
    await tx.$queryRaw`SELECT 1 FROM calendar_year WHERE year = ${year} FOR UPDATE`
    const before = await tx.calendarYear.findUnique({ where: { year }, include: { days: true } })
    if ((before?.enteredAt.toISOString() ?? '') !== seen) throw AppError.conflict('calendar.entered_meanwhile', { year })
    const days = daysOf(input)
    const enteredAt = ctx.clock.now()
    await tx.calendarDay.deleteMany({ where: { year } })
    if (before) await tx.calendarYear.update({ where: { year }, data: { noticeNo, source, enteredAt } })
    else await tx.calendarYear.create({ data: { year, noticeNo, source, enteredAt } })
    await tx.calendarDay.createMany({ data: days.map((day) => ({ year, date: dateColumn(day.date), kind: day.kind, why: day.why })) })
    const was = before
      ? { noticeNo: before.noticeNo, source: before.source, days: before.days.map((day) => `${fromDateColumn(day.date)} ${day.kind} ${day.why}`).sort() }
      : null
    await recordAudit(tx, ctx, {
      type: before ? 'calendar.corrected' : 'calendar.entered',
      subject: { kind: 'calendar_year', id: String(year) },
      detail: { noticeNo, source, days: days.map((day) => `${day.date} ${day.kind} ${day.why}`), before: was },
    })
    const { moved } = await recomputeProvisional(tx, ctx, year)
    return { days: days.length, moved }
  })
