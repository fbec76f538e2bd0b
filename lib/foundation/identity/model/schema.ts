import { z } from 'zod'
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
