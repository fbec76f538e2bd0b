// Cases put straight into a state, with the rows that this state presupposes; tests and pictures start where they need to.
import { randomUUID } from 'node:crypto'
import { type CaseState, isOpen, statesOf } from '@/lib/foundation/casework/model/machine'
import { type MaterialNeed, materialNeeds } from '@/lib/foundation/programme/model/materials'
import { type CalendarDate, dateColumn, fromDateColumn, instantAt } from '@/lib/kernel/calendar-date'
import { makeCaseNo } from '@/lib/kernel/case-number'
import { dueOn, type WorkCalendar } from '@/lib/kernel/working-days'
import type { PrismaClient } from '@/prisma/generated/client'
import { completeDraft } from './drafts'
import type { MadePerson } from './people'

export interface CaseWish {
  readonly founder: MadePerson
  readonly state: CaseState
  /** The day it was handed in and, where the state is past that, accepted. */
  readonly on: CalendarDate
  readonly venture?: string
  readonly project?: string
  readonly measure?: 'office' | 'flat' | 'loan' | 'grant'
  /** The call it answers; by default the rolling one. */
  readonly roundId?: string
  readonly quantity?: number
  readonly amountFen?: bigint
  readonly acceptedBy?: string
  readonly assigneeId?: string | null
  readonly reviewedBy?: MadePerson
  /** Keys of materials that were not handed in. */
  readonly without?: readonly string[]
  readonly checked?: boolean
}

async function calendarOf(db: PrismaClient): Promise<WorkCalendar> {
  const [years, days] = await Promise.all([db.calendarYear.findMany(), db.calendarDay.findMany()])
  return {
    years: new Set(years.map((row) => row.year)),
    days: new Map(days.map((row) => [fromDateColumn(row.date), { kind: row.kind === 'work' ? 'work' : 'off', why: row.why }])),
  }
}

/** One case of one support in the wished state. Answers its number. */
export async function makeCase(db: PrismaClient, wish: CaseWish): Promise<{ id: string; caseNo: string }> {
  const code = wish.measure ?? 'office'
  const [measure, round, calendar] = await Promise.all([
    db.measure.findUniqueOrThrow({ where: { code } }),
    db.round.findFirstOrThrow({ ...(wish.roundId ? { where: { id: wish.roundId } } : {}), orderBy: { opensAt: 'asc' } }),
    calendarOf(db),
  ])
  const at = instantAt(wish.on, '10:00')
  const venture = await db.venture.create({
    data: {
      name: wish.venture ?? `${wish.founder.name}团队`,
      field: '机电装备',
      members: { create: { personId: wish.founder.personId, name: wish.founder.name, role: 'lead', founder: true, joinedAt: at } },
    },
  })
  const draft = completeDraft(String(wish.quantity ?? 2))
  const application = await db.application.create({
    data: {
      personId: wish.founder.personId,
      ventureId: venture.id,
      roundId: round.id,
      state: 'submitted',
      submittedAt: at,
      data: { ...draft, project: { ...draft.project, ...(wish.project ? { name: wish.project } : {}) } },
    },
  })
  const clocks = clocksOf(wish, calendar, measure)
  const numbers = await db.$queryRaw<{ n: number }[]>`SELECT next_number(${`case:${measure.casePrefix}`}, 2026::int) AS n`
  const running = clocks.find((clock) => clock.stoppedOn === null)
  const made = await db.case.create({
    data: {
      caseNo: makeCaseNo(measure.casePrefix ?? 'YJ', 2026, numbers[0]?.n ?? 1),
      applicationId: application.id,
      measureCode: code,
      personId: wish.founder.personId,
      title: venture.name,
      state: wish.state,
      quantity: wish.quantity ?? 2,
      amountFen: wish.amountFen ?? null,
      phoneTail: wish.founder.phone.slice(-4),
      submittedAt: at,
      assigneeId: wish.assigneeId ?? null,
      nextDueOn: running && isOpen(wish.state) ? running.promisedDueOn : null,
      ...(clocks.length > 1 ? { acceptedAt: at, acceptedBy: wish.acceptedBy ?? null } : {}),
      clocks: { create: clocks },
      events: { create: { kind: 'submitted', audience: 'public', toState: 'submitted', actorName: wish.founder.name, at } },
    },
  })
  await handIn(db, wish, { caseId: made.id, applicationId: application.id, needs: materialNeeds(measure.materials) })
  if (wish.reviewedBy && statesOf('awaitingDecision').includes(wish.state)) await review(db, made.id, wish.reviewedBy, wish.quantity ?? 2, at)
  return { id: made.id, caseNo: made.caseNo }
}

function clocksOf(wish: CaseWish, calendar: WorkCalendar, measure: { promisedDays: number | null; statutoryDays: number | null }) {
  const one = (phase: 'intake' | 'handling', promisedDays: number, statutoryDays: number, stopped: boolean) => {
    const promised = dueOn(calendar, wish.on, promisedDays)
    const statutory = dueOn(calendar, wish.on, statutoryDays)
    return {
      phase,
      startedOn: dateColumn(wish.on),
      promisedDays,
      statutoryDays,
      promisedDueOn: dateColumn(promised.dueOn),
      statutoryDueOn: dateColumn(statutory.dueOn),
      provisional: promised.provisional || statutory.provisional,
      ruleVersion: 1,
      stoppedOn: stopped ? dateColumn(wish.on) : null,
    }
  }
  const atWindow = statesOf('awaitingWindow').includes(wish.state)
  const intake = one('intake', 1, 5, !atWindow)
  const handled = !atWindow && !['supplement_required', 'not_accepted', 'withdrawn', 'lapsed'].includes(wish.state)
  return handled ? [intake, one('handling', measure.promisedDays ?? 5, measure.statutoryDays ?? 20, !isOpen(wish.state))] : [intake]
}

async function handIn(db: PrismaClient, wish: CaseWish, place: { caseId: string; applicationId: string; needs: readonly MaterialNeed[] }): Promise<void> {
  for (const { key, name, required } of place.needs) {
    const handed = required && !wish.without?.includes(key)
    const file = handed
      ? await db.storedFile.create({
          data: {
            ownerPersonId: wish.founder.personId,
            applicationId: place.applicationId,
            purpose: key,
            name: `${name}.pdf`,
            mediaType: 'application/pdf',
            size: 240_000,
            sha256: randomUUID(),
          },
        })
      : null
    const state = file ? (wish.checked ? 'checked' : 'to_check') : 'missing'
    await db.caseMaterial.create({ data: { caseId: place.caseId, key, name, required, fileId: file?.id ?? null, state } })
  }
}

async function review(db: PrismaClient, caseId: string, by: MadePerson, quantity: number, at: Date): Promise<void> {
  const signature = { caseId, step: 'first_review', decision: 'concur', reason: '材料齐全，符合条件', quantity }
  await db.caseSignature.createMany({ data: [{ ...signature, signedBy: by.userId, signerName: by.name, caseVersion: 1, at }] })
}
