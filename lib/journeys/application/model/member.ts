import { z } from 'zod'
import { mobileField, nameField } from '@/lib/foundation/identity/model/schema'

const duty = z.string().trim().max(40, 'text.too_long:40:41')

/** A member as the form asks for them: the answer 是/不是 as words. */
export const memberFields = z.object({ name: nameField, phone: mobileField, duty, founder: z.enum(['yes', 'no'], 'choice.missing') })

export const inviteSchema = z.strictObject({ id: z.uuid(), name: nameField, phone: mobileField, duty: duty.default(''), founder: z.boolean() })

export const memberSchema = z.strictObject({ id: z.uuid(), memberId: z.uuid() })

/** `version`: of the form that was shown; nobody confirms what was changed behind the page. */
export const confirmSchema = z.strictObject({ token: z.string().min(10).max(60), version: z.int() })
