import { z } from 'zod'
import { calendarDate, parseCalendarDate } from '@/lib/kernel/calendar-date'
import { holdsLongNumber } from '@/lib/kernel/identity-number'
import { parseYuan } from '@/lib/kernel/money'
import { cleanText } from '@/lib/kernel/text'
import { grounds, rests } from './clawback'

/** A text counted in signs. */
const words = (min: number, max: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .superRefine((text, context) => {
      const length = [...text].length
      const issue = (message: string) => context.addIssue({ code: 'custom', message })
      if (!cleanText(text)) issue('text.signs')
      else if (length === 0 && min > 0) issue('text.empty')
      else if (length < min) issue(`text.too_short:${min}`)
      else if (length > max) issue(`text.too_long:${max}:${length}`)
    })
/** The same for reasons, which the audit keeps: no identity or account number stands there. */
const reason = (min: number, max: number) => words(min, max).refine((text) => !holdsLongNumber(text), 'person.reason_number')

const day = z
  .string()
  .refine((text) => parseCalendarDate(text).ok, 'date.day')
  .transform((text) => calendarDate(text))

const number = z.string().max(40)
const seen = z.number().int().min(1)
const receiptNo = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase())
  .refine((text) => /^[A-Z0-9-]{6,40}$/.test(text), 'receipt.format')

/** `dueOn`: one day for each milestone of the application, in its order; `payOn`: the milestone whose acceptance opens the second instalment. */
export const draftSchema = z.strictObject({ caseNo: number, dueOn: z.array(day).min(1).max(12), payOn: z.number().int().min(1).max(12) })
/** `hash`: of the text that was read; `name`: one's own, typed again. */
export const signSchema = z.strictObject({
  number,
  version: seen,
  hash: z.string().length(64),
  name: z.string().trim().min(1, 'text.empty').max(100),
  agreed: z.literal(true, 'declare.agreement'),
})
export const agreementSchema = z.strictObject({ number, version: seen })
export const endSchema = z.strictObject({ number, version: seen, reason: reason(4, 500) })

/** A bank account is 8 to 30 digits; blanks between them are typed by people and mean nothing. */
export const accountSchema = z.strictObject({
  number,
  holderName: words(2, 60),
  bankName: words(4, 60),
  account: z
    .string()
    .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, ''))
    .refine((text) => /^\d{8,30}$/.test(text), 'account.format'),
})
export const payeeSchema = z.strictObject({ payeeId: z.uuid() })
export const refusePayeeSchema = z.strictObject({ payeeId: z.uuid(), reason: reason(4, 200) })

const instalment = { instalmentId: z.uuid(), version: seen }
export const requestSchema = z.strictObject({ ...instalment, note: words(0, 500) })
export const checkSchema = z.strictObject({ ...instalment, evidence: words(2, 300), note: words(2, 500) })
export const approveSchema = z.strictObject(instalment)
export const sendBackSchema = z.strictObject({ ...instalment, note: reason(4, 500) })
export const paySchema = z.strictObject({ ...instalment, receiptNo, paidOn: day })
export const reopenSchema = z.strictObject(instalment)
export const unmaskSchema = z.strictObject({ instalmentId: z.uuid(), reason: reason(4, 200) })

const milestone = { milestoneId: z.uuid(), version: seen }
export const reportSchema = z.strictObject({ ...milestone, report: words(10, 3000), fileIds: z.array(z.uuid()).max(10, 'files.too_many') })
export const reviewMilestoneSchema = z.strictObject({ ...milestone, outcome: z.enum(['accept', 'send_back'], 'choice.missing'), note: words(2, 500) })

export const openClawbackSchema = z.strictObject({
  number,
  ground: z.enum(grounds, 'choice.missing'),
  clause: words(2, 200),
  facts: words(10, 2000),
  /** The day on which the team left the zone; asked for an early departure. */
  leftOn: day.optional(),
})
const clawback = { number, version: seen }
export const clawbackSchema = z.strictObject(clawback)
export const answerSchema = z.strictObject({ ...clawback, answer: words(4, 3000) })
const amount = z
  .string()
  .refine((text) => parseYuan(text).ok, 'amount.format')
  .transform((text) => {
    const parsed = parseYuan(text)
    return BigInt(parsed.ok ? parsed.value : 0)
  })
export const decideSchema = z.strictObject({
  ...clawback,
  amountYuan: amount,
  reason: reason(10, 2000),
  rest: z.enum(rests, 'choice.missing'),
  repayMonths: z.number().int().min(1).max(36),
  ban: z.boolean(),
})
export const receiveSchema = z.strictObject({ ...clawback, amountYuan: amount, receiptNo, receivedOn: day })
export const closeSchema = z.strictObject({ ...clawback, reason: reason(4, 500) })

/** Filters of the staff's page, from the address. */
export const supportViews = ['agreements', 'payments', 'milestones', 'clawbacks', 'accounts'] as const
export type SupportView = (typeof supportViews)[number]
export const supportQuerySchema = z.object({
  view: z.enum(supportViews).catch('payments'),
  state: z.string().max(40).catch(''),
  q: z.string().trim().max(60).catch(''),
  page: z.coerce.number().int().min(1).max(500).catch(1),
})
export type SupportQuery = z.output<typeof supportQuerySchema>
