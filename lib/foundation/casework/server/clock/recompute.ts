import 'server-only'
import { calendarDate, dateColumn, formatDateZh, fromDateColumn } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar } from '@/lib/kernel/working-days'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { notify } from '../../../notification/server/door'
import { loadCalendar, ruleOn } from '../../../programme/server/door'
import { statesOf } from '../../model/machine'
import { addEvent } from '../repo'
import { type ClockRow, rewriteDates } from './clocks'

const include = { pauses: true, case: { select: { caseNo: true, personId: true, measure: { select: { name: true } } } } } as const

export interface Recomputed {
  /** Running clocks and supplement deadlines that the year touches. */
  readonly checked: number
  /** Of them, those whose day is another one now; their applicants are told. */
  readonly moved: number
}

/**
 * After a year's holiday notice was entered or corrected: writes the dates of every running clock that was 暂定 or reaches
 * into that year anew, and the deadlines of supplements that do, and tells those whose day moved. A paused clock promises no day; its dates are written
 * when it is resumed. Runs in the transaction that enters the year; doing it
 * twice changes nothing.
 */
export async function recomputeProvisional(tx: Tx, ctx: Ctx, year: number): Promise<Recomputed> {
  const clocks = await tx.caseClock.findMany({
    where: {
      stoppedOn: null,
      pauses: { none: { toOn: null } },
      OR: [{ provisional: true }, { statutoryDueOn: { gte: dateColumn(calendarDate(`${year}-01-01`)) } }],
    },
    include,
    orderBy: { id: 'asc' },
  })
  const calendar = await loadCalendar(tx)
  let moved = 0
  for (const clock of clocks) if (await recomputeOne(tx, ctx, calendar, clock, year)) moved += 1
  const waiting = await tx.case.findMany({
    where: { state: { in: [...statesOf('awaitingApplicant')] }, nextDueOn: { gte: dateColumn(calendarDate(`${year}-01-01`)) } },
    include: { measure: { select: { name: true } }, clocks: { where: { phase: 'intake', stoppedOn: { not: null } } } },
    orderBy: { id: 'asc' },
  })
  for (const one of waiting) if (await recomputeSupplement(tx, ctx, calendar, one, year)) moved += 1
  const checked = clocks.length + waiting.length
  await recordAudit(tx, ctx, { type: 'case.dates_recomputed', subject: { kind: 'calendar_year', id: String(year) }, detail: { checked, moved } })
  return { checked, moved }
}

interface Waiting {
  readonly id: string
  readonly caseNo: string
  readonly personId: string
  readonly nextDueOn: Date | null
  readonly measure: { readonly name: string }
  /** The intake clock; it stopped on the day of the notice. */
  readonly clocks: readonly { readonly stoppedOn: Date | null }[]
}

/** The deadline of a 一次性告知: counted again from the day of the notice, with the days that held on it. */
async function recomputeSupplement(tx: Tx, ctx: Ctx, calendar: WorkCalendar, one: Waiting, year: number): Promise<boolean> {
  const noticeOn = one.clocks[0]?.stoppedOn
  if (!noticeOn || !one.nextDueOn) return false
  const before = fromDateColumn(one.nextDueOn)
  const from = fromDateColumn(noticeOn)
  const after = dueOn(calendar, from, await ruleOn(tx, 'supplement.days', from)).dueOn
  // the applicant holds a paper with the day: what was given is never shortened
  if (after <= before) return false
  await tx.case.update({ where: { id: one.id }, data: { nextDueOn: dateColumn(after) } })
  const dates = { year, from: formatDateZh(before), to: formatDateZh(after) }
  await addEvent(tx, ctx, one.id, { kind: 'supplement_due_moved', audience: 'applicant', params: dates })
  const holder = await tx.person.findUniqueOrThrow({ where: { id: one.personId } })
  if (holder.phone)
    await notify(tx, {
      channel: 'sms',
      recipient: holder.phone,
      template: 'case.supplement_due_moved',
      dedupeKey: `supplement-due:${one.id}:${after}`,
      caseId: one.id,
      body: `${year} 年的放假安排公布了。你的${one.measure.name}申请（${one.caseNo}）请在 ${dates.to}前补齐材料，原来算的是 ${dates.from}。`,
    })
  return true
}

type Affected = ClockRow & { case: { caseNo: string; personId: string; measure: { name: string } } }

async function recomputeOne(tx: Tx, ctx: Ctx, calendar: WorkCalendar, clock: Affected, year: number): Promise<boolean> {
  const before = fromDateColumn(clock.promisedDueOn)
  const reading = await rewriteDates(tx, calendar, clock, ctx.clock.today())
  const after = reading.promisedDueOn
  if (after === before) return false
  const dates = { year, from: formatDateZh(before), to: formatDateZh(after) }
  await addEvent(tx, ctx, clock.caseId, { kind: 'dates_recomputed', audience: 'applicant', params: dates })
  const holder = await tx.person.findUniqueOrThrow({ where: { id: clock.case.personId } })
  if (holder.phone)
    await notify(tx, {
      channel: 'sms',
      recipient: holder.phone,
      template: 'case.dates_recomputed',
      dedupeKey: `dates:${clock.id}:${after}`,
      caseId: clock.caseId,
      body: `${year} 年的放假安排公布了。你的${clock.case.measure.name}申请（${clock.case.caseNo}）最晚 ${dates.to}前有结果，原来算的是 ${dates.from}。`,
    })
  return true
}
