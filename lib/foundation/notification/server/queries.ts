import 'server-only'
import { AppError } from '@/lib/kernel/app-error'
import { dateInShanghai, formatDateZh, formatTimeZh } from '@/lib/kernel/calendar-date'
import { db } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'

/** The on-screen SMS outbox exists in the demo only; in production there is no such thing. */
export async function demoOutbox(phone: string): Promise<{ id: string; recipient: string; body: string; when: string }[]> {
  if (!isDemo()) throw AppError.notFound()
  const rows = await db.outgoingMessage.findMany({
    where: { channel: 'sms', ...(phone ? { recipient: phone } : {}) },
    orderBy: { createdAt: 'desc' },
    take: 50,
  })
  return rows.map((row) => ({
    id: row.id,
    recipient: row.recipient,
    body: row.body,
    when: `${formatDateZh(dateInShanghai(row.createdAt))} ${formatTimeZh(row.createdAt)}`,
  }))
}
