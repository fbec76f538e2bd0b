import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { step } from '@/lib/kernel/machine'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import { equalBytes } from '@/lib/platform/crypto'
import { personMachine } from '../../model/machine'
import { personPolicy } from '../../model/policy'
import type { verifySchema } from '../../model/schema'
import { identityColumns, identityIndex } from '../identity-number'
import { findForUpdate } from '../repo'

/**
 * The clerk has the card in hand and types its number: it must be the one that the person gave, or becomes theirs when
 * they gave none. A different number is refused without a word about the stored one; correcting it takes two clerks.
 */
export const verify: Command<z.output<typeof verifySchema>, { state: 'verified' }> = (ctx, input) =>
  ctx.transaction(async (tx) => {
    const person = await findForUpdate(tx, input.personId)
    ctx.assertCan(personPolicy, 'person.verify', { personIds: [person.id] })
    const next = step(personMachine, person.state, 'verify')
    if (!next.ok) throw AppError.conflict(person.state === 'verified' ? 'person.verified_already' : 'person.without_account')
    const index = identityIndex(input.idNumber)
    if (person.idBlindIndex && !equalBytes(person.idBlindIndex, index)) throw AppError.invalid({ idNumber: 'person.number_differs' })
    const other = await tx.person.findFirst({ where: { idType: 'cn_id', idBlindIndex: index, id: { not: person.id } }, select: { id: true } })
    if (other) throw AppError.invalid({ idNumber: 'person.number_elsewhere' })
    const saved = await tx.person.updateMany({
      where: { id: person.id, state: person.state },
      data: {
        ...(person.idBlindIndex ? {} : identityColumns(person.id, input.idNumber)),
        state: 'verified',
        verifiedAt: ctx.clock.now(),
        verifiedBy: ctx.actor?.userId ?? null,
      },
    })
    if (saved.count !== 1) throw AppError.conflict('person.verified_already')
    await recordAudit(tx, ctx, { type: 'person.verified', subject: { kind: 'person', id: person.id }, detail: { entered: person.idBlindIndex === null } })
    return { state: 'verified' as const }
  })
