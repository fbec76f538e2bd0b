import 'server-only'
import { type CalendarDate, dateColumn, fromDateColumn } from '@/lib/kernel/calendar-date'
import { dueOn, type WorkCalendar, workingDaysBetween } from '@/lib/kernel/working-days'
import type { Tx } from '@/lib/platform/db'
import { loadCalendar } from '../../../programme/server/door'
import { type ClockReading, type Pause, readClock, urgency } from '../../model/clock'
import type { CaseRow } from '../repo'

export interface NewClock {
  readonly phase: 'intake' | 'handling'
  readonly startedOn: CalendarDate
  readonly promisedDays: number
  readonly statutoryDays: number
  readonly ruleVersion: number
}

/** Starts a clock and sets the case's next due date; answers both dates. A phase that runs again starts anew. */
export async function startClock(tx: Tx, caseId: string, clock: NewClock) {
  const calendar = await loadCalendar(tx)
  const promised = dueOn(calendar, clock.startedOn, clock.promisedDays)
  const statutory = dueOn(calendar, clock.startedOn, clock.statutoryDays)
  const data = {
    startedOn: dateColumn(clock.startedOn),
    promisedDays: clock.promisedDays,
    statutoryDays: clock.statutoryDays,
    promisedDueOn: dateColumn(promised.dueOn),
    statutoryDueOn: dateColumn(statutory.dueOn),
    provisional: promised.provisional || statutory.provisional,
    ruleVersion: clock.ruleVersion,
    stoppedOn: null,
  }
  await tx.caseClock.upsert({ where: { caseId_phase: { caseId, phase: clock.phase } }, create: { ...data, caseId, phase: clock.phase }, update: data })
  await tx.case.update({ where: { id: caseId }, data: { nextDueOn: data.promisedDueOn } })
  return { promisedDueOn: promised.dueOn, statutoryDueOn: statutory.dueOn, provisional: data.provisional }
}

/** Stops a phase for good; a pause that is still open ends with it, and the dates say so. */
export async function stopClock(tx: Tx, caseId: string, phase: 'intake' | 'handling', on: CalendarDate): Promise<void> {
  const ended = await tx.casePause.updateMany({ where: { toOn: null, clock: { caseId, phase, stoppedOn: null } }, data: { toOn: dateColumn(on) } })
  await tx.caseClock.updateMany({ where: { caseId, phase, stoppedOn: null }, data: { stoppedOn: dateColumn(on) } })
  if (ended.count === 0) return
  const clock = await tx.caseClock.findUniqueOrThrow({ where: { caseId_phase: { caseId, phase } }, include: { pauses: { orderBy: { fromOn: 'asc' } } } })
  await rewriteDates(tx, await loadCalendar(tx), clock, on)
}

export type ClockRow = CaseRow['clocks'][number]

const pausesOf = (clock: ClockRow): Pause[] =>
  clock.pauses.map((pause) => ({ from: fromDateColumn(pause.fromOn), to: pause.toOn ? fromDateColumn(pause.toOn) : null }))

/** The reading of a stored clock on a day. */
export function readingOf(calendar: WorkCalendar, clock: ClockRow, today: CalendarDate): ClockReading {
  const rule = { startedOn: fromDateColumn(clock.startedOn), promisedDays: clock.promisedDays, statutoryDays: clock.statutoryDays }
  return readClock(calendar, rule, pausesOf(clock), today, clock.stoppedOn ? fromDateColumn(clock.stoppedOn) : null)
}

/** The clock that runs now, or the one that ran last. */
export const currentClock = (clocks: readonly ClockRow[]): ClockRow | undefined =>
  clocks.find((clock) => clock.phase === 'handling') ?? clocks.find((clock) => clock.phase === 'intake')

/** Where the first pause began, in working days that had counted by then. */
function pausedAt(calendar: WorkCalendar, clock: ClockRow): number {
  const first = pausesOf(clock)[0]
  return first ? workingDaysBetween(calendar, fromDateColumn(clock.startedOn), first.from).days : 0
}

/** The clock of a case as a page draws it; null while none has been started. */
export function clockView(calendar: WorkCalendar, clocks: readonly ClockRow[], today: CalendarDate) {
  const running = currentClock(clocks)
  if (!running) return null
  const reading = readingOf(calendar, running, today)
  return {
    ...reading,
    phase: running.phase,
    promisedDays: running.promisedDays,
    statutoryDays: running.statutoryDays,
    startedOn: fromDateColumn(running.startedOn),
    pausedAt: pausedAt(calendar, running),
    stopped: Boolean(running.stoppedOn),
    stoppedOn: running.stoppedOn ? fromDateColumn(running.stoppedOn) : null,
    kind: urgency(reading, running.promisedDays, Boolean(running.stoppedOn)),
    pauses: pausesOf(running),
  }
}

/** Writes the dates of a clock anew, after a pause ended or a year's notice was entered. A paused case promises no date. */
export async function rewriteDates(tx: Tx, calendar: WorkCalendar, clock: ClockRow, today: CalendarDate): Promise<ClockReading> {
  const reading = readingOf(calendar, clock, today)
  await tx.caseClock.update({
    where: { id: clock.id },
    data: { promisedDueOn: dateColumn(reading.promisedDueOn), statutoryDueOn: dateColumn(reading.statutoryDueOn), provisional: reading.provisional },
  })
  if (!clock.stoppedOn && !reading.paused) await tx.case.update({ where: { id: clock.caseId }, data: { nextDueOn: dateColumn(reading.promisedDueOn) } })
  return reading
}
