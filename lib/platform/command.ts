import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/kernel/actor'
import { AppError } from '@/lib/kernel/app-error'
import { can, NOT_YOURS, type Policy } from '@/lib/kernel/policy'
import { type Clock, clock } from './clock'
import { db, type Tx } from './db'

/** What a command gets besides its input. */
export interface Ctx {
  readonly actor: Actor | null
  readonly clock: Clock
  readonly requestId: string
  /** Idempotency key made when the form was drawn; the same key never acts twice. */
  readonly key: string
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Throws `denied` with the policy's reason, or `not_found` where the reason says that existence is not to be told. */
  assertCan<S>(policy: Policy<S>, action: string, subject: S): void
}

export type Command<I, O> = (ctx: Ctx, input: I) => Promise<O>

export function makeCtx(actor: Actor | null, options: { key?: string; clock?: Clock; requestId?: string } = {}): Ctx {
  return {
    actor,
    clock: options.clock ?? clock,
    requestId: options.requestId ?? randomUUID(),
    key: options.key ?? randomUUID(),
    transaction: (work) => db.$transaction(work, { timeout: 15_000, maxWait: 5_000 }),
    assertCan(policy, action, subject) {
      const decision = can(policy, action, actor, subject)
      if (decision.allow) return
      if (actor === null) throw new AppError('unauthenticated', 'session.missing')
      throw decision.reason === NOT_YOURS ? AppError.notFound() : AppError.denied(decision.reason)
    },
  }
}
