import { z } from 'zod'
import { parseYuan } from '@/lib/kernel/money'
import { lineAccounts, postingKinds } from './ledger'

/** Yuan as typed → fen, more than nothing. */
const amountField = z.string().transform((text, context) => {
  const amount = parseYuan(text)
  if (amount.ok && amount.value > 0) return amount.value
  context.addIssue({ code: 'custom', message: amount.ok ? 'money.zero' : `money.${amount.error}` })
  return z.NEVER
})

const reasonField = z.string().trim().min(4, 'text.too_short:4').max(500, 'reason.too_long')
const txnField = z.string().regex(/^\d{1,18}$/, 'choice.missing')

export const proposeTransferSchema = z
  .strictObject({ fromLineId: z.uuid('choice.missing'), toLineId: z.uuid('choice.missing'), amount: amountField, reason: reasonField })
  .refine((one) => one.fromLineId !== one.toLineId, { path: ['toLineId'], message: 'fund.same_line' })

/** What a line of this or the next year may spend. */
export const proposeBudgetSchema = z.strictObject({
  year: z.coerce.number('choice.missing').int('choice.missing').min(2020, 'choice.missing').max(2100, 'choice.missing'),
  code: z.string().regex(/^[a-z_]{1,40}$/, 'choice.missing'),
  amount: amountField,
  reason: reasonField,
})

export const decideSchema = z.strictObject({ id: z.uuid(), outcome: z.enum(['approved', 'refused']) })

export const proposeReversalSchema = z.strictObject({ txnId: txnField, reason: reasonField })

/** What happens at the end of the year to money that is promised but not paid. */
export const settleSchema = z.strictObject({
  lineId: z.uuid(),
  caseId: z.uuid(),
  stage: z.enum(['committed', 'contracted']),
  how: z.enum(['carry', 'release']),
  reason: reasonField,
})

export const closeLineSchema = z.strictObject({ lineId: z.uuid() })

const yearField = z.coerce.number().int().min(2020).max(2100)
export const exportSchema = z.strictObject({ year: yearField })

/** Address of the year; anything else is the year of the clock. */
export const yearQuerySchema = z.object({ year: yearField.optional().catch(undefined) })

/** Filter of a line's postings in the address: what does not fit is left out. `budget`: what came to the line or left it. */
export const postingQuerySchema = z.object({
  account: z
    .enum(['budget', ...lineAccounts])
    .optional()
    .catch(undefined),
  kind: z.enum(postingKinds).optional().catch(undefined),
  case: z.string().trim().min(1).max(40).optional().catch(undefined),
  voucher: txnField.optional().catch(undefined),
  before: txnField.optional().catch(undefined),
})
export type PostingQuery = z.output<typeof postingQuerySchema>

/** The address of a line's postings. */
export function postingsHref(lineId: string, query: PostingQuery = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  return `/counter/fund/${lineId}${search.size > 0 ? `?${search}` : ''}`
}
