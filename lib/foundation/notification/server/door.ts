import 'server-only'
import type { Tx } from '@/lib/platform/db'
import { enqueue } from '@/lib/platform/jobs'

export { messagesAbout } from './own'

export interface NewMessage {
  readonly channel: 'sms' | 'email'
  readonly recipient: string
  /** Name in the catalogue, e.g. `case.accepted`. */
  readonly template: string
  readonly body: string
  /** The same key is never sent twice. */
  readonly dedupeKey: string
  readonly caseId?: string
}

/** Puts a message into the business transaction; the worker sends it after commit. False: this one was sent before. */
export async function notify(tx: Tx, message: NewMessage): Promise<boolean> {
  const made = await tx.outgoingMessage.createMany({ data: [message], skipDuplicates: true })
  if (made.count === 1) await enqueue(tx, 'send-message', { dedupeKey: message.dedupeKey }, { key: `send:${message.dedupeKey}` })
  return made.count === 1
}
