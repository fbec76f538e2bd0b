import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import type { CalendarDate } from '@/lib/kernel/calendar-date'
import { step } from '@/lib/kernel/machine'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type AllocationState, allocationMachine } from '../model/machine'
import type { AllocationSubject } from '../model/policy'

const include = {
  unit: { include: { carrier: true } },
  venture: { include: { members: { where: { leftAt: null } } } },
  case: { include: { application: { include: { venture: { include: { members: { where: { leftAt: null } } } } } }, measure: true } },
} satisfies Prisma.AllocationInclude

const liveStates = (allocationMachine.groups.live ?? []) as readonly AllocationState[]

export type AllocationRow = Prisma.AllocationGetPayload<{ include: typeof include }>

/** All allocations of a case in these states, locked in id order after their case: two that meet wait, and never for each other. */
export async function lockOfCase(tx: Tx, caseId: string, states: readonly AllocationState[]): Promise<AllocationRow[]> {
  await tx.$queryRaw`SELECT 1 FROM case_file WHERE id = ${caseId}::uuid FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM allocation WHERE case_id = ${caseId}::uuid ORDER BY id FOR UPDATE`
  return tx.allocation.findMany({ where: { caseId, state: { in: [...states] } }, include, orderBy: { id: 'asc' } })
}

/** Who holds a unit now, locked after their case; `not_found` when nobody does. */
export async function lockHolderOfUnit(tx: Tx, unitId: string): Promise<AllocationRow> {
  await tx.$queryRaw`
    SELECT 1 FROM case_file WHERE id IN (SELECT case_id FROM allocation WHERE unit_id = ${unitId}::uuid AND allocation_is_live(state)) ORDER BY id FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM allocation WHERE unit_id = ${unitId}::uuid AND allocation_is_live(state) ORDER BY id FOR UPDATE`
  const row = await tx.allocation.findFirst({ where: { unitId, state: { in: [...liveStates] } }, include, orderBy: { createdAt: 'asc' } })
  if (!row) throw AppError.notFound()
  return row
}

/** Whose holding it is: of the case, or of the venture that the ledger names. */
export function subjectOfHolding(row: AllocationRow): AllocationSubject {
  const venture = row.case?.application.venture ?? row.venture
  const team = venture?.members.flatMap((member) => (member.personId ? [member.personId] : [])) ?? []
  const applicantPersonId = row.case?.personId ?? row.personId ?? ''
  return { applicantPersonId, teamPersonIds: [...new Set([applicantPersonId, ...team])] }
}

/** Units with their live holdings, locked in id order; `not_found` when one of them does not exist. */
export async function lockUnits(tx: Tx, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  await tx.$queryRaw`SELECT 1 FROM unit WHERE id = ANY (${wanted}::uuid[]) ORDER BY id FOR UPDATE`
  const units = await tx.unit.findMany({
    where: { id: { in: wanted } },
    include: { allocations: { where: { state: { in: [...liveStates] } }, select: { id: true } } },
    orderBy: { code: 'asc' },
  })
  if (units.length !== wanted.length) throw AppError.notFound()
  return units
}

/** The term that an offer states; the exclusion constraint looks again. */
export const setPeriod = (tx: Tx, ids: readonly string[], term: { from: CalendarDate; to: CalendarDate }): Promise<number> =>
  tx.$executeRaw`UPDATE allocation SET during = daterange(${term.from}::date, ${term.to}::date) WHERE id = ANY (${[...ids]}::uuid[])`

/** Ends a period today (it keeps at least one day, a period is never empty). */
export const endPeriod = (tx: Tx, id: string, today: CalendarDate): Promise<number> =>
  tx.$executeRaw`
    UPDATE allocation SET during = daterange(lower(during), greatest(lower(during) + 1, least(upper(during), ${today}::date))) WHERE id = ${id}::uuid`

/** Compare-and-set on state and version; somebody else's change in between is a conflict. */
export async function transition(
  tx: Tx,
  row: { id: string; state: AllocationState; version: number },
  event: string,
  data: Prisma.AllocationUncheckedUpdateManyInput = {},
): Promise<AllocationState> {
  const next = step(allocationMachine, row.state, event as never)
  if (!next.ok) throw AppError.conflict('space.state_changed', { state: row.state })
  const saved = await tx.allocation.updateMany({
    where: { id: row.id, state: row.state, version: row.version },
    data: { ...data, state: next.value, version: row.version + 1 },
  })
  if (saved.count !== 1) throw AppError.conflict('space.state_changed', { state: row.state })
  return next.value
}
