import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { consume } from '@/lib/platform/rate-limit'
import { personPolicy } from '../../model/policy'
import type { unmaskSchema } from '../../model/schema'
import { readIdentity } from '../identity-number'
import { findForUpdate } from '../repo'

/** Numbers that one clerk may uncover in an hour (reliability paper 5.14). */
const AN_HOUR = 50

/** The identity number in clear, once, for a reason that is kept; the number itself is kept nowhere on the way. */
export const unmask: Command<z.output<typeof unmaskSchema>, { idNumber: string }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const person = await findForUpdate(tx, input.personId)
    ctx.assertCan(personPolicy, 'person.unmask', { personIds: [person.id] })
    if (!person.idCipher) throw AppError.rule('person.no_number')
    await consume('unmask', ctx.actor?.userId ?? '', AN_HOUR, 3600)
    await recordAudit(tx, ctx, { type: 'person.unmasked', subject: { kind: 'person', id: person.id }, reason: input.reason })
    return { idNumber: readIdentity(person.id, person.idCipher) }
  })
