import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can, NOT_YOURS } from '@/lib/kernel/policy'
import { db, type Tx } from '@/lib/platform/db'
import type { AssignmentState } from '../model/machine'
import { type AssignmentSubject, assignmentPolicy } from '../model/policy'
import { type AssignmentRow, findAssignment } from './repo'

/** The class of a hard relation of this expert to the application of an entry, as of now; null for none. */
async function hardRelationToEntry(client: Pick<Tx, '$queryRaw'>, personId: string, entryId: string): Promise<string | null> {
  const rows = await client.$queryRaw<{ kind: string | null }[]>`
    SELECT (SELECT hard_relation(${personId}::uuid, c.id) FROM case_file c WHERE c.application_id = e.application_id ORDER BY c.id LIMIT 1) AS kind
      FROM review_entry e WHERE e.id = ${entryId}::uuid`
  return rows[0]?.kind ?? null
}

export async function subjectOfAssignment(client: Tx, row: AssignmentRow): Promise<AssignmentSubject> {
  return {
    reviewerPersonId: row.reviewer.personId,
    state: row.state,
    entryWithdrawn: row.entry.state === 'withdrawn',
    hardKind: await hardRelationToEntry(client, row.reviewer.personId, row.entryId),
  }
}

/**
 * The sheet of whoever asks, to be opened: their own, declared, not ended, and without a hard relation as of this moment,
 * also one that was found after the draw. Anything else throws: `not_found` for what is not theirs, `denied` with the reason.
 */
export async function assignmentFor(actor: Actor | null, assignmentId: string, client: Tx = db): Promise<AssignmentRow> {
  if (!actor) throw new AppError('unauthenticated', 'session.missing')
  const row = await findAssignment(client, assignmentId)
  if (!row || row.reviewer.personId !== actor.personId) throw AppError.notFound()
  const decision = can(assignmentPolicy, 'assignment.open', actor, await subjectOfAssignment(client, row))
  if (!decision.allow) throw decision.reason === NOT_YOURS ? AppError.notFound() : AppError.denied(decision.reason)
  return row
}

export interface EntryReviewer {
  readonly assignmentId: string
  readonly reviewerId: string
  readonly personId: string
  readonly userId: string | null
  readonly no: string
  readonly name: string
  readonly state: AssignmentState
  readonly drawRank: number
  readonly endReason: string | null
  readonly replacesId: string | null
}

/** Everybody who has or had a sheet on an entry, in order of the draw. */
export async function reviewersOfEntry(client: Tx, entryId: string): Promise<EntryReviewer[]> {
  const rows = await client.reviewAssignment.findMany({
    where: { entryId },
    orderBy: [{ drawRank: 'asc' }, { assignedAt: 'asc' }],
    include: { reviewer: { include: { person: { select: { name: true, user: { select: { id: true } } } } } } },
  })
  return rows.map((row) => ({
    assignmentId: row.id,
    reviewerId: row.reviewerId,
    personId: row.reviewer.personId,
    userId: row.reviewer.person.user?.id ?? null,
    no: row.reviewer.no,
    name: row.reviewer.person.name,
    state: row.state,
    drawRank: row.drawRank,
    endReason: row.endReason,
    replacesId: row.replacesId,
  }))
}
