import 'server-only'
import type { CaseRow } from '@/lib/foundation/casework/server/door'
import { notify } from '@/lib/foundation/notification/server/door'
import type { Tx } from '@/lib/platform/db'

/** A short message to the applicant of a case, at the number they sign in with and, where it differs, at the one on file. */
export async function tellApplicant(tx: Tx, of: Pick<CaseRow, 'id' | 'personId'>, template: string, dedupeKey: string, body: string): Promise<void> {
  const person = await tx.person.findUniqueOrThrow({ where: { id: of.personId }, select: { phone: true, user: { select: { phone: true } } } })
  const phones = [...new Set([person.phone, person.user?.phone ?? null])].filter((phone) => phone !== null)
  for (const [i, recipient] of phones.entries())
    await notify(tx, { channel: 'sms', recipient, template, dedupeKey: i === 0 ? dedupeKey : `${dedupeKey}:${i + 1}`, caseId: of.id, body })
}
