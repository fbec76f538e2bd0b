import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import type { Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type AllocationState, allocationMachine } from '../model/machine'
import type { AllocationSubject } from '../model/policy'

const include = {
  unit: { include: { carrier: true } },
  case: { include: { application: { include: { venture: { include: { members: { where: { leftAt: null } } } } } }, measure: true } },
} satisfies Prisma.AllocationInclude

export type AllocationRow = Prisma.AllocationGetPayload<{ include: typeof include }>

/** All allocations of a case in these states, locked in id order. */
export async function lockOfCase(tx: Tx, caseId: string, states: readonly AllocationState[]): Promise<AllocationRow[]> {
  await tx.$queryRaw`SELECT 1 FROM allocation WHERE case_id = ${caseId}::uuid ORDER BY id FOR UPDATE`
  return tx.allocation.findMany({ where: { caseId, state: { in: [...states] } }, include, orderBy: { id: 'asc' } })
}

export function subjectOfCase(row: NonNullable<AllocationRow['case']>): AllocationSubject {
  const team = row.application.venture?.members.flatMap((m) => (m.personId ? [m.personId] : [])) ?? []
  return { applicantPersonId: row.personId, teamPersonIds: [...new Set([row.personId, ...team])] }
}

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
