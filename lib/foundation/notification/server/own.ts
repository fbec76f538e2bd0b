import 'server-only'
import { db } from '@/lib/platform/db'

/** Messages about these cases that went to this telephone, newest first. */
export async function messagesAbout(caseIds: readonly string[], recipient: string): Promise<{ id: string; caseId: string; body: string; at: Date }[]> {
  if (caseIds.length === 0 || !recipient) return []
  const rows = await db.outgoingMessage.findMany({
    where: { caseId: { in: [...caseIds] }, recipient },
    orderBy: { createdAt: 'desc' },
    take: 100,
    select: { id: true, caseId: true, body: true, createdAt: true },
  })
  return rows.flatMap(({ caseId, createdAt, ...row }) => (caseId ? [{ ...row, caseId, at: createdAt }] : []))
}
