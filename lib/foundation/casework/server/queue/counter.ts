import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { maskName } from '@/lib/kernel/masking'
import { can } from '@/lib/kernel/policy'
import { dueOn } from '@/lib/kernel/working-days'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { loadCalendar, loadRules, materialNeeds } from '../../../programme/server/door'
import { noFlags } from '../../model/flags'
import { type CaseState, caseWords } from '../../model/machine'
import { queuePolicy } from '../../model/policy'
import { itemWord, type QueueFilter } from '../../model/queue'
import { caseView } from '../case-view'
import { flagsOf } from '../chain/flags'
import { moneyOf, needsProof } from '../chain/money'
import { proposalOf } from '../chain/position'
import { longDate } from '../words'
import { headroomOf, otherCases, samePhone } from './headroom'
import { onTimeThisMonth, queueCounts, queueList, seesNames, windowUsers } from './queue'

/** One case with all that a decision at the window needs beside it. `not_found` when it is not theirs to see. */
export async function casePanel(actor: Actor, caseNo: string) {
  const view = await caseView(actor, caseNo, 'staff')
  const row = await db.case.findUniqueOrThrow({
    where: { caseNo },
    select: {
      id: true,
      personId: true,
      caseNo: true,
      quantity: true,
      amountFen: true,
      signatureRound: true,
      state: true,
      signatures: { orderBy: { at: 'asc' } },
      measure: { select: { caseKind: true, materials: true, promisedDays: true, fundSources: { select: { code: true } } } },
      application: { select: { ventureId: true, roundId: true, person: { select: { phone: true } } } },
    },
  })
  const names = seesNames(actor)
  const [headroom, twins, others, rules, calendar, money, flags] = await Promise.all([
    headroomOf(row.measure.caseKind, row.application.ventureId, row.personId),
    samePhone(row.personId, row.application.person.phone),
    otherCases(row.personId, row.id),
    loadRules(db, ['supplement.days']),
    loadCalendar(db),
    moneyOf(row),
    flagsOf(db, [row.id]),
  ])
  const days = rules['supplement.days'].value
  const deadline = dueOn(calendar, clock.today(), days)
  const promise = dueOn(calendar, clock.today(), row.measure.promisedDays ?? 0)
  return {
    ...view,
    headroom,
    twins: twins.map((twin) => ({ caseNo: twin.caseNo, applicant: names ? twin.applicant : maskName(twin.applicant) })),
    others: others.map((other) => ({ ...other, stateWord: caseWords[other.state as CaseState].staff })),
    /** What accepting today would promise. */
    promise: { days: row.measure.promisedDays ?? 0, by: longDate(promise.dueOn, promise.provisional) },
    supplement: { days, by: longDate(deadline.dueOn, deadline.provisional) },
    /** What it costs the line of its round, and whether signing it needs the password again; null where no line pays. */
    approval: { money, proof: view.state === 'public_notice' && (await needsProof(actor, proposalOf(row).amountFen)) },
    flags: flags.get(row.id) ?? noFlags,
    needs: materialNeeds(row.measure.materials).map(({ key, hint, where }) => ({ key, hint, where })),
  }
}

export type CasePanel = Awaited<ReturnType<typeof casePanel>>

/** Everything the queue page draws: list, views with counts, loads, the month's rate, and the open case if one is asked for. */
export async function counterView(actor: Actor, filter: QueueFilter, caseNo: string | undefined) {
  if (!can(queuePolicy, 'queue.list', actor, null).allow) throw AppError.notFound()
  // one after the other where it costs little: a page must not take the whole pool from everybody else
  const panel = caseNo ? await panelOrNull(actor, caseNo) : null
  const list = await queueList(actor, filter)
  const [counts, users, onTime, measures, rounds] = await Promise.all([
    queueCounts(actor),
    windowUsers(),
    onTimeThisMonth(),
    db.measure.findMany({ where: { openForApply: true }, orderBy: { no: 'asc' }, select: { code: true, name: true, caseKind: true } }),
    db.round.findMany({ where: { applications: { some: {} } }, orderBy: { opensAt: 'desc' }, take: 50, select: { id: true, name: true } }),
  ])
  return { list, counts, users, onTime, measures: measures.map((one) => ({ code: one.code, name: itemWord(one) })), rounds, panel }
}

export type CounterView = Awaited<ReturnType<typeof counterView>>

/** A number that leads nowhere shows a list without a panel, not an error page. */
async function panelOrNull(actor: Actor, caseNo: string): Promise<CasePanel | null> {
  try {
    return await casePanel(actor, caseNo)
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') return null
    throw error
  }
}
