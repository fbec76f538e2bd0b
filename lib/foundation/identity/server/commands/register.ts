import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { recordAudit } from '@/lib/platform/audit'
import type { Command } from '@/lib/platform/command'
import type { registerSchema } from '../../model/schema'
import { consumeCode } from '../codes'
import { hashPassword } from '../password'
import { suggestionsFor } from '../repo'

/** Passwords that everybody tries first. */
const common = new Set(['1234567890', '0123456789', '1111111111', 'qwertyuiop', 'password123', 'abcd123456', 'woaini1314'])

/**
 * A new applicant: the number is proved by the code, the person is `registered` until the window has seen the identity
 * card. A ledger row with the same number is suggested to the window, never merged by itself.
 */
export const register: Command<z.output<typeof registerSchema>, { userId: string }> = async (ctx, input) => {
  if (common.has(input.password.toLowerCase()) || input.password.includes(input.phone)) throw AppError.invalid({ password: 'password.common' })
  const passwordHash = await hashPassword(input.password)
  await consumeCode(ctx, input.phone, 'register', input.code)
  return ctx.transaction(async (tx) => {
    if (await tx.user.findUnique({ where: { phone: input.phone } })) throw AppError.invalid({ phone: 'phone.registered' })
    const person = await tx.person.create({ data: { state: 'registered', name: input.name, phone: input.phone } })
    const user = await tx.user.create({
      data: { personId: person.id, phone: input.phone, passwordHash, grants: { create: { roleCode: 'applicant', departmentCode: 'public' } } },
    })
    await recordAudit(tx, ctx, { type: 'identity.registered', subject: { kind: 'user', id: user.id }, detail: { consent: 'privacy-v1' } })
    for (const { id, why } of await suggestionsFor(tx, person))
      await recordAudit(tx, ctx, { type: 'person.merge_suggested', subject: { kind: 'person', id: person.id }, detail: { from: id, why } })
    return { userId: user.id }
  })
}
