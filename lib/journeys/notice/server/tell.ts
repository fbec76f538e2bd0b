import 'server-only'
import type { CaseRow } from '@/lib/foundation/casework/server/door'
import { notify } from '@/lib/foundation/notification/server/door'
import type { Tx } from '@/lib/platform/db'
import type { Objection } from '@/prisma/generated/client'
import { mobileOf } from './contact'

/** A message to the applicant about one of their cases, once per key. */
export async function tellApplicant(tx: Tx, row: CaseRow, message: { template: string; key: string; text: string }): Promise<void> {
  const holder = await tx.person.findUniqueOrThrow({ where: { id: row.personId }, select: { phone: true } })
  if (!holder.phone) return
  await notify(tx, {
    channel: 'sms',
    recipient: holder.phone,
    template: message.template,
    dedupeKey: message.key,
    caseId: row.id,
    body: `你的${row.measure.name}申请（${row.caseNo}）${message.text}`,
  })
}

/**
 * A message to whoever objected; false when they left no telephone number. It is not filed under the case: the applicant
 * reads the messages of their case.
 */
export async function tellObjector(tx: Tx, row: Objection, message: { template: string; text: string }): Promise<boolean> {
  const mobile = row.kind === 'objection' ? mobileOf(row) : null
  if (!mobile) return false
  await notify(tx, {
    channel: 'sms',
    recipient: mobile,
    template: message.template,
    dedupeKey: `${message.template}:${row.id}:${row.version}`,
    body: `你提的异议（${row.number}）${message.text}`,
  })
  return true
}
