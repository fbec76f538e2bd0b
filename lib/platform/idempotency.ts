import 'server-only'
import { createHash } from 'node:crypto'
import { AppError } from '@/lib/kernel/app-error'
import type { Prisma } from '@/prisma/generated/client'
import type { Ctx } from './command'
import type { Tx } from './db'

/**
 * Runs `work` once per (actor, key): a second call with the same input gets the stored answer, one with other input
 * is refused. The answer is written in the transaction of the effect, so both exist or neither.
 */
export async function once<T extends Prisma.InputJsonValue>(tx: Tx, ctx: Ctx, operation: string, input: unknown, work: () => Promise<T>): Promise<T> {
  if (!ctx.actor) throw new AppError('unauthenticated', 'session.missing')
  const hash = new Uint8Array(createHash('sha256').update(JSON.stringify(input)).digest())
  const made = await tx.idempotencyKey.createMany({
    data: { actorId: ctx.actor.userId, key: ctx.key, operation, requestHash: hash },
    skipDuplicates: true,
  })
  const where = { actorId_key: { actorId: ctx.actor.userId, key: ctx.key } }
  if (made.count === 0) {
    const before = await tx.idempotencyKey.findUniqueOrThrow({ where })
    const same = before.operation === operation && Buffer.from(before.requestHash).equals(Buffer.from(hash))
    if (!same) throw AppError.conflict('key_reused')
    return before.response as T
  }
  const response = await work()
  await tx.idempotencyKey.update({ where, data: { response } })
  return response
}
