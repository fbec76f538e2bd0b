import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command, Ctx } from '@/lib/platform/command'
import { encryptField, equalBytes } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { personPolicy } from '../../model/policy'
import type { proposeCorrectionSchema, proposeMergeSchema } from '../../model/schema'
import { identityIndex } from '../identity-number'
import { findForUpdate } from '../repo'

function actorOf(ctx: Ctx): Actor {
  if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
  return ctx.actor
}

/** One proposal per person at a time; the database's partial index decides between two at once. */
async function refuseSecond(tx: Tx, ids: readonly string[]): Promise<void> {
  const open = await tx.personChange.findFirst({ where: { decidedAt: null, OR: [{ personId: { in: [...ids] } }, { fromId: { in: [...ids] } }] } })
  if (open) throw AppError.conflict('person.change_open', { by: open.proposerName })
}

/** Locks both in the order of their ids, as the merging function does. */
async function lockBoth(tx: Tx, a: string, b: string) {
  const rows = new Map<string, Awaited<ReturnType<typeof findForUpdate>>>()
  for (const id of [a, b].sort()) rows.set(id, await findForUpdate(tx, id))
  const [first, second] = [rows.get(a), rows.get(b)]
  if (!first || !second) throw AppError.notFound()
  return [first, second] as const
}

/** Says that an imported row is this registered person; another clerk carries it out. */
export const proposeMerge: Command<z.output<typeof proposeMergeSchema>, { changeId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const [person, from] = await lockBoth(tx, input.personId, input.fromId)
    ctx.assertCan(personPolicy, 'person.propose', { personIds: [person.id, from.id] })
    if (from.id === person.id || from.state !== 'imported' || person.state === 'imported') throw AppError.rule('person.not_mergeable')
    await refuseSecond(tx, [person.id, from.id])
    const actor = actorOf(ctx)
    const made = await tx.personChange.create({
      data: {
        kind: 'merge',
        personId: person.id,
        fromId: from.id,
        reason: input.reason,
        proposedBy: actor.userId,
        proposerName: actor.name,
        proposedAt: ctx.clock.now(),
      },
      select: { id: true },
    })
    await recordAudit(tx, ctx, {
      type: 'person.merge_proposed',
      subject: { kind: 'person', id: person.id },
      reason: input.reason,
      detail: { from: from.id, change: made.id },
    })
    return { changeId: made.id }
  })

/** Says that the stored identity number is wrong and which is right; another clerk carries it out. */
export const proposeCorrection: Command<z.output<typeof proposeCorrectionSchema>, { changeId: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const person = await findForUpdate(tx, input.personId)
    ctx.assertCan(personPolicy, 'person.propose', { personIds: [person.id] })
    if (!person.idBlindIndex) throw AppError.rule('person.no_number')
    const index = identityIndex(input.idNumber)
    if (equalBytes(person.idBlindIndex, index)) throw AppError.invalid({ idNumber: 'person.number_same' })
    const other = await tx.person.findFirst({ where: { idType: 'cn_id', idBlindIndex: index }, select: { id: true } })
    if (other) throw AppError.invalid({ idNumber: 'person.number_elsewhere' })
    await refuseSecond(tx, [person.id])
    const actor = actorOf(ctx)
    const id = randomUUID()
    await tx.personChange.create({
      data: {
        id,
        kind: 'correct_identity',
        personId: person.id,
        idCipher: encryptField(input.idNumber, `person_change:id:${id}`),
        reason: input.reason,
        proposedBy: actor.userId,
        proposerName: actor.name,
        proposedAt: ctx.clock.now(),
      },
    })
    await recordAudit(tx, ctx, {
      type: 'person.correction_proposed',
      subject: { kind: 'person', id: person.id },
      reason: input.reason,
      detail: { change: id },
    })
    return { changeId: id }
  })
