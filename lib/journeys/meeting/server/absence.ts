import 'server-only'
import { wordsOfKind } from '@/lib/foundation/relation/model/kinds'
import { recordAudit } from '@/lib/platform/audit'
import type { Ctx } from '@/lib/platform/command'
import type { Tx } from '@/lib/platform/db'
import type { MeetingRow } from './repo'

const RECUSED = '评审时已申报回避'

const wordOf = (bar: string): string => (bar === 'recused' ? RECUSED : wordsOfKind(bar))

/**
 * Minutes everybody who has to leave for an item and is not minuted yet: a hard relation of the moment, or a recusal from
 * the review. Only open items; `itemId` looks at one. Answers what was added.
 */
export async function minuteAbsences(tx: Tx, ctx: Ctx, meeting: MeetingRow, itemId?: string): Promise<{ itemId: string; userId: string }[]> {
  const rows = await tx.$queryRaw<{ item_id: string; user_id: string; name: string; bar: string }[]>`
    SELECT i.id AS item_id, m.user_id, m.name, b.bar
      FROM meeting_item i JOIN meeting_member m ON m.meeting_id = i.meeting_id
      CROSS JOIN LATERAL (SELECT meeting_bar(m.user_id, i.case_id, i.entry_id) AS bar) b
     WHERE i.meeting_id = ${meeting.id}::uuid AND i.outcome IS NULL AND b.bar IS NOT NULL AND (${itemId ?? null}::uuid IS NULL OR i.id = ${itemId ?? null}::uuid)
       AND NOT EXISTS (SELECT 1 FROM meeting_absence a WHERE a.item_id = i.id AND a.user_id = m.user_id)
     ORDER BY i.ordinal, m.user_id`
  if (rows.length === 0) return []
  await tx.meetingAbsence.createMany({
    data: rows.map((row) => ({ itemId: row.item_id, userId: row.user_id, name: row.name, reason: wordOf(row.bar) })),
  })
  for (const row of rows)
    await recordAudit(tx, ctx, { type: 'meeting.absence', subject: { kind: 'meeting_item', id: row.item_id }, detail: { user: row.user_id, why: row.bar } })
  return rows.map((row) => ({ itemId: row.item_id, userId: row.user_id }))
}
