import 'server-only'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'

/**
 * Sends one message of the outbox; a second run finds it sent and does nothing. In the demo the on-screen outbox is the
 * receiver. In production a provider has to be configured; without one the message waits and says so.
 */
export async function sendMessage(dedupeKey: string): Promise<void> {
  const message = await db.outgoingMessage.findUnique({ where: { dedupeKey } })
  if (!message || message.sentAt) return
  if (!isDemo()) {
    await db.outgoingMessage.update({ where: { id: message.id }, data: { lastError: 'provider.not_configured' } })
    throw new Error('no message provider is configured')
  }
  await db.outgoingMessage.update({ where: { id: message.id }, data: { sentAt: clock.now() } })
}
