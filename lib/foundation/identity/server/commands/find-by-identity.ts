import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { db } from '@/lib/platform/db'
import { consume } from '@/lib/platform/rate-limit'
import { personPolicy } from '../../model/policy'
import type { findByIdentitySchema } from '../../model/schema'
import { identityIndex } from '../identity-number'

/** Look-ups by number an hour and clerk: enough for a window, too few to try numbers out. */
const AN_HOUR = 60

/** The person with exactly this identity number, by its blind index; the number goes into no address, log or audit row. */
export const findByIdentity: Command<z.output<typeof findByIdentitySchema>, { personId: string }> = async (ctx, input) => {
  ctx.assertCan(personPolicy, 'person.list', { personIds: [] })
  await consume('find-by-identity', ctx.actor?.userId ?? '', AN_HOUR, 3600)
  const row = await db.person.findFirst({ where: { idType: 'cn_id', idBlindIndex: identityIndex(input.idNumber), mergedIntoId: null }, select: { id: true } })
  await recordAudit(db, ctx, { type: 'person.looked_up', subject: { kind: 'person', id: row?.id ?? 'unknown' }, detail: { found: row !== null } })
  if (!row) throw AppError.invalid({ idNumber: 'person.no_such_number' })
  return { personId: row.id }
}
