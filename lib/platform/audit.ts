import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import type { Prisma } from '@/prisma/generated/client'
import type { Tx } from './db'

export interface AuditEntry {
  /** room.verb, e.g. `case.accepted` */
  readonly type: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly outcome?: 'ok' | 'denied' | 'error'
  readonly reason?: string
  /** What changed. Never P4 values: identity numbers and bank accounts do not enter the audit. */
  readonly detail?: Prisma.InputJsonObject
}

/** One row per change and per refusal, in the transaction of the change. */
export async function recordAudit(tx: Tx, who: { actor: Actor | null; requestId: string }, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.createMany({
    data: {
      actorId: who.actor?.userId ?? null,
      actorName: who.actor?.name ?? null,
      action: entry.type,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      outcome: entry.outcome ?? 'ok',
      reason: entry.reason ?? null,
      requestId: who.requestId,
      detail: entry.detail ?? {},
    },
  })
}
