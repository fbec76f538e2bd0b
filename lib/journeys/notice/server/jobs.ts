import 'server-only'
import { notify } from '@/lib/foundation/notification/server/door'
import { loadCalendar, loadRules } from '@/lib/foundation/programme/server/door'
import { type CalendarDate, dateColumn, dateInShanghai, fromDateColumn } from '@/lib/kernel/calendar-date'
import { type WorkCalendar, workingDaysBetween } from '@/lib/kernel/working-days'
import { recordAudit } from '@/lib/platform/audit'
import { type Clock, clock } from '@/lib/platform/clock'
import { makeCtx } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import type { Objection } from '@/prisma/generated/client'
import { clockOf, kindWords, type ObjectionKind } from '../model/objection'
import { noticePeriod } from '../model/period'
import { save } from './repo'
import { longDay } from './words'

const whatWords = { ack: '受理', decide: '答复', tell: '告知结果' } as const

/** The deadline of one objection, told to whoever has it (before anybody has it, to the window): on its last day and every day after. */
async function remind(row: Objection, calendar: WorkCalendar, today: CalendarDate): Promise<number> {
  const due = clockOf(calendar, { state: row.state, ackDueOn: fromDateColumn(row.ackDueOn), decideDueOn: fromDateColumn(row.decideDueOn) }, today)
  if (!due || due.left > 0) return 0
  const to = await db.user.findMany({
    where: row.handlerId ? { id: row.handlerId } : { disabledAt: null, grants: { some: { roleCode: 'intake', revokedAt: null } } },
    select: { id: true, phone: true },
  })
  let sent = 0
  for (const user of to) {
    if (!user.phone) continue
    const late = due.left < 0 ? `已经超过 ${-due.left} 个工作日` : '今天到期'
    const body = `${kindWords[row.kind as ObjectionKind]} ${row.number} 要在 ${longDay(due.dueOn)} 前${whatWords[due.what]}，${late}。`
    const made = await db.$transaction((tx) =>
      notify(tx, {
        channel: 'sms',
        recipient: user.phone ?? '',
        template: 'objection.due',
        dedupeKey: `objection-due:${row.id}:${due.what}:${today}:${user.id}`,
        body,
      }),
    )
    if (made) sent += 1
  }
  return sent
}

const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b)

/** A notice whose last day was 暂定 is counted anew once the year is entered; the last day moves back only. */
async function recount(calendar: WorkCalendar, now: Clock): Promise<number> {
  const today = now.today()
  const rows = await db.publicNotice.findMany({ where: { state: 'published', provisional: true, toOn: { gte: dateColumn(today) } } })
  for (const row of rows) {
    if (!row.fromOn || !row.toOn) continue
    const period = noticePeriod(calendar, fromDateColumn(row.fromOn), row.days)
    const toOn = later(period.toOn, fromDateColumn(row.toOn))
    if (period.provisional && toOn === fromDateColumn(row.toOn)) continue
    await db.$transaction(async (tx) => {
      await tx.publicNotice.updateMany({
        where: { id: row.id, version: row.version },
        data: { toOn: dateColumn(toOn), provisional: period.provisional, version: row.version + 1 },
      })
      await recordAudit(tx, makeCtx(null, { clock: now }), {
        type: 'notice.recounted',
        subject: { kind: 'notice', id: row.number ?? row.id },
        detail: { toOn, provisional: period.provisional },
      })
    })
  }
  return rows.length
}

/** Closes the file some working days after everybody was told. */
async function close(rows: readonly Objection[], calendar: WorkCalendar, now: Clock): Promise<void> {
  const { 'objection.close_days': days } = await loadRules(db, ['objection.close_days'])
  for (const row of rows) {
    if (!row.notifiedAt || workingDaysBetween(calendar, dateInShanghai(row.notifiedAt), now.today()).days < days.value) continue
    await db.$transaction(async (tx) => {
      await save(tx, row, { state: 'closed' })
      await recordAudit(tx, makeCtx(null, { clock: now }), { type: `${row.kind}.closed`, subject: { kind: row.kind, id: row.number } })
    })
  }
}

/** Once a morning: deadlines of objections, files that can be closed, notices whose last day was 暂定. Answers how many reminders went out. */
export async function objectionDay(now: Clock = clock): Promise<number> {
  const calendar = await loadCalendar(db)
  const rows = await db.objection.findMany({ where: { state: { not: 'closed' } } })
  let sent = 0
  for (const row of rows) sent += await remind(row, calendar, now.today())
  await close(
    rows.filter((row) => row.state === 'notified'),
    calendar,
    now,
  )
  await recount(calendar, now)
  return sent
}
