import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { personPolicy } from '../../model/policy'
import type { decideChangeSchema } from '../../model/schema'
import { identityColumns, identityIndex } from '../identity-number'
import { findChangeForUpdate, findForUpdate } from '../repo'

type Change = Awaited<ReturnType<typeof findChangeForUpdate>>

/** How many rows of each kind went over; numbers only, for the audit and the page. */
export interface Moved {
  readonly memberships: number
  readonly applications: number
  readonly cases: number
  readonly allocations: number
  readonly documents: number
  readonly files: number
}

const subjectOf = (change: Change) => ({ personIds: change.fromId ? [change.personId, change.fromId] : [change.personId], proposedBy: change.proposedBy })

async function close(tx: Tx, ctx: Ctx, change: Change, outcome: 'done' | 'declined'): Promise<void> {
  const saved = await tx.personChange.updateMany({
    where: { id: change.id, decidedAt: null },
    data: { outcome, idCipher: null, decidedBy: ctx.actor?.userId ?? null, deciderName: ctx.actor?.name ?? null, decidedAt: ctx.clock.now() },
  })
  if (saved.count !== 1) throw AppError.conflict('person.change_decided', { by: '—' })
}

/** One statement moves everything and closes the imported row (migration 20261124010700_people). */
async function merge(tx: Tx, ctx: Ctx, change: Change): Promise<Moved> {
  const rows = await tx.$queryRaw<{ r: Moved & { status: string } }[]>`
    SELECT merge_person(${change.fromId}::uuid, ${change.personId}::uuid, ${ctx.clock.now()}::timestamptz) AS r`
  const answer = rows[0]?.r
  if (answer?.status !== 'moved') throw AppError.rule('person.not_mergeable')
  const { status: _, ...moved } = answer
  await recordAudit(tx, ctx, {
    type: 'person.merged',
    subject: { kind: 'person', id: change.personId },
    reason: change.reason,
    detail: { from: change.fromId, change: change.id, moved },
  })
  return moved
}

async function correct(tx: Tx, ctx: Ctx, change: Change): Promise<void> {
  if (!change.idCipher) throw AppError.rule('person.no_number')
  const person = await findForUpdate(tx, change.personId)
  const number = decryptField(change.idCipher, `person_change:id:${change.id}`)
  const other = await tx.person.findFirst({ where: { idType: 'cn_id', idBlindIndex: identityIndex(number), id: { not: person.id } }, select: { id: true } })
  if (other) throw AppError.rule('person.number_elsewhere')
  await tx.person.update({ where: { id: person.id }, data: identityColumns(person.id, number) })
  await recordAudit(tx, ctx, {
    type: 'person.identity_corrected',
    subject: { kind: 'person', id: person.id },
    reason: change.reason,
    detail: { change: change.id },
  })
}

/** Carries a proposal out; never by whoever proposed it. */
export const carryOut: Command<z.output<typeof decideChangeSchema>, { moved: Moved | null }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const change = await findChangeForUpdate(tx, input.changeId)
    ctx.assertCan(personPolicy, 'person.decide', subjectOf(change))
    const moved = change.kind === 'merge' ? await merge(tx, ctx, change) : await correct(tx, ctx, change).then(() => null)
    await close(tx, ctx, change, 'done')
    return { moved }
  })

/** Drops a proposal: the proposer takes it back, or another clerk declines it. */
export const dropChange: Command<z.output<typeof decideChangeSchema>, { dropped: true }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const change = await findChangeForUpdate(tx, input.changeId)
    ctx.assertCan(personPolicy, 'person.withdraw_proposal', subjectOf(change))
    await close(tx, ctx, change, 'declined')
    await recordAudit(tx, ctx, { type: 'person.change_dropped', subject: { kind: 'person', id: change.personId }, detail: { change: change.id } })
    return { dropped: true as const }
  })
