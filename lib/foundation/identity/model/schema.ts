import { z } from 'zod'
import { holdsLongNumber, parseIdNumber } from '@/lib/kernel/identity-number'
import { parsePersonName } from './name'
import { parseMobile } from './phone'

/** zod fields whose messages are codes of this room's catalogue. */
export const mobileField = z.string().transform((text, context) => {
  const phone = parseMobile(text)
  if (phone.ok) return phone.value
  context.addIssue({ code: 'custom', message: `phone.${phone.error}` })
  return z.NEVER
})

export const nameField = z.string().transform((text, context) => {
  const name = parsePersonName(text)
  if (name.ok) return name.value
  context.addIssue({ code: 'custom', message: `name.${name.error}` })
  return z.NEVER
})

/** Length decides, not composition; a few well-known ones are refused by the server. */
export const passwordField = z.string().min(10, 'password.too_short').max(128, 'password.too_long')
const codeField = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'code.format')

export const sendCodeSchema = z.strictObject({ phone: mobileField, purpose: z.enum(['register', 'sign_in']) })

export const registerSchema = z.strictObject({
  name: nameField,
  phone: mobileField,
  code: codeField,
  password: passwordField,
  consent: z.literal(true, 'consent.missing'),
})

export const signInSchema = z.object({ name: z.string().trim().min(1).max(254), password: z.string().min(1).max(128) })

/** 再验一次密码, before a signature above the limit. */
export const stepUpSchema = z.strictObject({ password: z.string().min(1, 'step_up.empty').max(128, 'password.too_long') })

/** Second way of signing in: the mobile number and the code that was sent to it. */
export const signInCodeSchema = z.object({ phone: mobileField, code: codeField })

/** An identity number from a card; answers its canonical form. */
export const idNumberField = z.string().transform((text, context) => {
  const parsed = parseIdNumber(text)
  if (parsed.ok) return parsed.value.number
  context.addIssue({ code: 'custom', message: `id_number.${parsed.error}` })
  return z.NEVER
})

/** A reason goes into the audit, where no identity number may stand. */
const reasonField = z
  .string()
  .trim()
  .min(4, 'person.reason_short')
  .max(500, 'reason.too_long')
  .refine((text) => !holdsLongNumber(text), 'person.reason_number')

export const findByIdentitySchema = z.strictObject({ idNumber: idNumberField })
export const unmaskSchema = z.strictObject({ personId: z.uuid(), reason: reasonField })
export const verifySchema = z.strictObject({ personId: z.uuid(), idNumber: idNumberField, seen: z.literal(true, 'person.seen_missing') })
export const proposeMergeSchema = z.strictObject({ personId: z.uuid(), fromId: z.uuid(), reason: reasonField })
export const proposeCorrectionSchema = z.strictObject({ personId: z.uuid(), idNumber: idNumberField, reason: reasonField })
export const decideChangeSchema = z.strictObject({ changeId: z.uuid() })
