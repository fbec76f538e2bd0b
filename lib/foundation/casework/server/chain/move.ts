import 'server-only'
import { dateColumn } from '@/lib/kernel/calendar-date'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { loadCalendar } from '../../../programme/server/door'
import { kindOf } from '../../model/history'
import type { CaseEvent, CaseState } from '../../model/machine'
import { isSystemPause, pausedIn, type SystemPauseReason, systemPauseWords } from '../../model/pause'
import { rewriteDates, stopClock } from '../clock/clocks'
import { addEvent, type CaseRow, findForUpdate, nextState, touch, transition } from '../repo'
import { tellDecision } from './tell'

export interface MoveOptions {
  /** The kind of the history line; by default the one that belongs to the event. */
  readonly kind?: string
  readonly audience?: 'public' | 'applicant' | 'staff'
  readonly params?: Prisma.InputJsonObject
  /** As in `NewEvent`. */
  readonly by?: string
  /** The row of the audit, where the step is known there by the name of its command. */
  readonly audit?: { readonly type: string; readonly detail?: Prisma.InputJsonObject }
  /** Further columns of the case that change with the step. */
  readonly data?: Prisma.CaseUncheckedUpdateManyInput
}

const decided: readonly CaseState[] = ['approved', 'rejected']

/** What is signed before a case goes back decides nothing any more: a new round of signatures begins. */
const opensRound = (from: CaseState, to: CaseState): boolean =>
  (from === 'panel_decision' && to === 'eligibility_review') || (from === 'public_notice' && to === 'panel_decision')

/**
 * One step of the machine, with all that belongs to it in this transaction: lock, compare-and-set, the clock that stands still
 * while experts score and while the result is shown, its end when the case is decided, the line of the history, the audit, the
 * message to the applicant. Answers the case as it is then. `case.state_changed` when the event does not fit.
 */
export async function moveCase(tx: Tx, ctx: Ctx, caseId: string, event: CaseEvent, options: MoveOptions = {}): Promise<CaseRow> {
  const row = await findForUpdate(tx, { id: caseId })
  const from = row.state as CaseState
  const to = nextState(row, event)
  const ends = decided.includes(to)
  await transition(tx, row, to, {
    ...options.data,
    ...(opensRound(from, to) ? { signatureRound: row.signatureRound + 1 } : {}),
    ...(ends ? { decidedAt: ctx.clock.now(), nextDueOn: null } : {}),
  })
  const kind = options.kind ?? kindOf(event)
  await addEvent(tx, ctx, row.id, {
    kind,
    audience: options.audience ?? 'public',
    from,
    to,
    params: options.params ?? {},
    ...(options.by ? { by: options.by } : {}),
  })
  await keepClock(tx, ctx, row, to)
  const { type = `case.${kind}`, detail = {} } = options.audit ?? {}
  await recordAudit(tx, ctx, { type, subject: { kind: 'case', id: row.caseNo }, detail: { from, to, ...detail } })
  if (ends) await tellDecision(tx, row, to)
  return findForUpdate(tx, { id: caseId })
}

/** The clock follows the state: stopped at the end, standing still where nobody of the office is at work. */
async function keepClock(tx: Tx, ctx: Ctx, row: CaseRow, to: CaseState): Promise<void> {
  if (decided.includes(to)) return stopClock(tx, row.id, 'handling', ctx.clock.today())
  const [before, after] = [pausedIn(row.state), pausedIn(to)]
  if (before && before !== after) await endPause(tx, ctx, row)
  if (after && before !== after) await beginPause(tx, ctx, row, after)
}

const runningClock = (row: CaseRow) => row.clocks.find((clock) => clock.phase === 'handling' && !clock.stoppedOn)
const openPause = (row: CaseRow) => runningClock(row)?.pauses.find((pause) => !pause.toOn)

async function beginPause(tx: Tx, ctx: Ctx, row: CaseRow, reason: SystemPauseReason): Promise<void> {
  const clock = runningClock(row)
  if (!clock) return
  const today = dateColumn(ctx.clock.today())
  await tx.casePause.updateMany({ where: { clockId: clock.id, toOn: null }, data: { toOn: today } })
  const detail = systemPauseWords[reason]
  await tx.casePause.create({ data: { clockId: clock.id, reason, detail, fromOn: today, startedBy: ctx.actor?.userId ?? row.acceptedBy ?? row.personId } })
  await tx.case.update({ where: { id: row.id }, data: { nextDueOn: null } })
  await addEvent(tx, ctx, row.id, { kind: 'paused', audience: 'applicant', params: { reason, detail } })
}

async function endPause(tx: Tx, ctx: Ctx, row: CaseRow): Promise<void> {
  const clock = runningClock(row)
  const open = openPause(row)
  if (!clock || !open || !isSystemPause(open.reason)) return
  const today = ctx.clock.today()
  await tx.casePause.update({ where: { id: open.id }, data: { toOn: dateColumn(today) } })
  const pauses = clock.pauses.map((pause) => (pause.id === open.id ? { ...pause, toOn: dateColumn(today) } : pause))
  const reading = await rewriteDates(tx, await loadCalendar(tx), { ...clock, pauses }, today)
  const params = { pausedDays: reading.pausedDays, promisedDueOn: reading.promisedDueOn }
  await addEvent(tx, ctx, row.id, { kind: 'resumed', audience: 'applicant', params })
}

/** Ends the system's own pause (the notice ran its days, the experts are done); one of the window stays. A second time changes nothing. */
export async function resumeClock(tx: Tx, ctx: Ctx, caseId: string): Promise<void> {
  const row = await findForUpdate(tx, { id: caseId })
  const open = openPause(row)
  if (!open || !isSystemPause(open.reason)) return
  await touch(tx, row)
  await endPause(tx, ctx, row)
  await recordAudit(tx, ctx, { type: 'case.resumed', subject: { kind: 'case', id: row.caseNo }, detail: { reason: open.reason } })
}
