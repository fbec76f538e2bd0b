import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import type { Tx } from '@/lib/platform/db'
import { mayNotHandle } from '../../model/policy'
import { type CaseRow, subjectOf } from '../repo'

/** Why this person is too near to the case to sign it; null for a stranger. The same function guards the signatures in the database. */
export async function hardRelation(client: Pick<Tx, '$queryRaw'>, personId: string, caseId: string): Promise<string | null> {
  const rows = await client.$queryRaw<{ why: string | null }[]>`SELECT hard_relation(${personId}::uuid, ${caseId}::uuid) AS why`
  return rows[0]?.why ?? null
}

/** Stops whoever is of the team (`policy.own_case`) or has a hard relation to applicant, team or company (`policy.related_case`). */
export async function assertStranger(client: Pick<Tx, '$queryRaw'>, actor: Actor, row: CaseRow): Promise<void> {
  if (mayNotHandle(actor.personId, subjectOf(row))) throw AppError.denied('policy.own_case')
  const why = await hardRelation(client, actor.personId, row.id)
  if (why) throw new AppError('denied', 'policy.related_case', { why })
}
