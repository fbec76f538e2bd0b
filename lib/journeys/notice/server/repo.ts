import 'server-only'
import { type CaseRow, lockCase } from '@/lib/foundation/casework/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import { nextNumbered } from '@/lib/platform/number-series'
import type { Objection, Prisma } from '@/prisma/generated/client'
import { type ObjectionState, objectionMachine, openStates } from '../model/machine'
import type { Dependence, ObjectionSubject } from '../model/policy'
import { isShown, stoodFor } from './ready'

/** `GS-2026-0003` for a notice, `YY-2026-0012` for an objection, `FH-2026-0002` for a reconsideration. */
const prefixes = { notice: 'GS', objection: 'YY', reconsideration: 'FH' } as const

export const nextNumber = (tx: Tx, ctx: Ctx, kind: keyof typeof prefixes): Promise<string> => nextNumbered(tx, kind, prefixes[kind], ctx.clock.today())

/**
 * A case may be shown when the meeting concurred, it has not been shown since, and nobody waits for an answer about it; one whose
 * notice was withdrawn is shown again from where it stands.
 */
export async function isReady(tx: Tx, row: CaseRow): Promise<boolean> {
  if (!stoodFor(row) || (await openObjections(tx, row.id)) > 0) return false
  if (row.state === 'panel_decision') return true
  if (row.state !== 'public_notice') return false
  return !isShown({
    state: row.state,
    noticeLines: await tx.noticeLine.findMany({ where: { caseId: row.id }, include: { notice: { select: { state: true } } } }),
  })
}

/** How near somebody is to a case, as the guard of the database will judge it. */
export async function dependenceOf(client: Pick<Tx, '$queryRaw'>, actor: Actor | null, caseId: string): Promise<Dependence | null> {
  if (!actor) return null
  const rows = await client.$queryRaw<{ why: Dependence | null }[]>`
    SELECT coalesce(not_independent(${actor.userId}::uuid, ${caseId}::uuid),
      CASE WHEN hard_relation(${actor.personId}::uuid, ${caseId}::uuid) IS NOT NULL THEN 'related' END) AS why`
  return rows[0]?.why ?? null
}

export interface Loaded {
  readonly row: Objection
  readonly caseRow: CaseRow
  readonly subject: ObjectionSubject
}

export async function subjectOf(
  client: Pick<Tx, '$queryRaw'>,
  actor: Actor | null,
  row: Pick<Objection, 'caseId' | 'handlerId' | 'personId'>,
): Promise<ObjectionSubject> {
  return { dependence: await dependenceOf(client, actor, row.caseId), handlerId: row.handlerId, applicantPersonId: row.personId }
}

/** An objection and its case, both locked, the case first: so do all commands here, and none waits for another in a ring. */
export async function loadForUpdate(tx: Tx, ctx: Ctx, number: string): Promise<Loaded> {
  const found = await tx.objection.findUnique({ where: { number }, select: { id: true, caseId: true } })
  if (!found) throw AppError.notFound()
  const caseRow = await lockCase(tx, { id: found.caseId })
  await tx.$queryRaw`SELECT 1 FROM objection WHERE id = ${found.id}::uuid FOR UPDATE`
  const row = await tx.objection.findUniqueOrThrow({ where: { id: found.id } })
  return { row, caseRow, subject: await subjectOf(tx, ctx.actor, row) }
}

/** A form drawn from an older version is refused. */
export function assertSeen(row: Objection, version: number): void {
  if (row.version !== version) throw AppError.conflict('objection.changed')
}

export function nextState(state: ObjectionState, event: Parameters<typeof step<ObjectionState, string>>[2]): ObjectionState {
  const next = step(objectionMachine, state, event as never)
  if (!next.ok) throw AppError.conflict('objection.changed')
  return next.value
}

/** Compare and set; answers the row as it is then. */
export async function save(tx: Tx, row: Objection, data: Prisma.ObjectionUncheckedUpdateManyInput): Promise<Objection> {
  const saved = await tx.objection.updateMany({ where: { id: row.id, version: row.version, state: row.state }, data: { ...data, version: row.version + 1 } })
  if (saved.count !== 1) throw AppError.conflict('objection.changed')
  return tx.objection.findUniqueOrThrow({ where: { id: row.id } })
}

/** Objections of a case that nobody has decided yet. */
export const openObjections = (tx: Pick<Tx, 'objection'>, caseId: string): Promise<number> =>
  tx.objection.count({ where: { caseId, kind: 'objection', state: { in: [...openStates] } } })
