import { z } from 'zod'
import { holdsLongNumber } from '@/lib/kernel/identity-number'
import { pauseReasons } from './pause'

const caseNo = z.string()
/** The version of the case that the form was drawn from. */
const version = z.int()
const reason = z.string().trim().min(4, 'reason.too_short').max(500, 'reason.too_long')

export const acceptSchema = z.strictObject({ caseNo, version })

export const requireSupplementSchema = z.strictObject({
  caseNo,
  version,
  items: z
    .array(z.strictObject({ key: z.string(), remark: z.string().trim().min(2, 'remark.too_short').max(200, 'remark.too_long') }))
    .min(1, 'items.empty')
    .refine((items) => new Set(items.map((item) => item.key)).size === items.length, 'items.twice'),
})

export const refuseSchema = z.strictObject({
  caseNo,
  version,
  reason: z.string().trim().min(10, 'reason.too_short').max(500, 'reason.too_long'),
  legalBasis: z.string().trim().min(4, 'legal_basis.missing').max(200, 'legal_basis.too_long'),
})

export const assignSchema = z.strictObject({ caseNo, version, userId: z.uuid('assignee.unknown') })

export const assignManySchema = z.strictObject({
  userId: z.uuid('assignee.unknown'),
  cases: z.array(z.strictObject({ caseNo, version })).min(1, 'cases.empty').max(50, 'cases.too_many'),
})

export const pauseSchema = z.strictObject({
  caseNo,
  version,
  reason: z.enum(pauseReasons, 'choice.missing'),
  detail: z.string().trim().min(2, 'detail.too_short').max(200, 'detail.too_long'),
})
export const resumeSchema = z.strictObject({ caseNo, version })

export const checkMaterialSchema = z.strictObject({
  caseNo,
  key: z.string(),
  /** The file that was looked at: one that came later is not passed unseen. */
  fileId: z.uuid(),
  ok: z.boolean(),
  remark: z.string().trim().max(200, 'remark.too_long').default(''),
})

export const noteSchema = z.strictObject({
  caseNo,
  internal: z.boolean(),
  text: z.string().trim().min(1, 'text.empty').max(1000, 'note.too_long'),
})

export const signSchema = z.strictObject({
  caseNo,
  version,
  decision: z.enum(['concur', 'reject'], 'choice.missing'),
  reason,
  quantity: z.int('count.format').min(1, 'count.format').max(100, 'count.format').optional(),
})

/** Seconds from opening the page to the signature; for the statistics of how decisions are made. */
const seconds = z.int().min(0).max(86_400).optional()
const opinion = z.string().trim().min(4, 'opinion.too_short').max(500, 'reason.too_long')

export const approveSchema = z.strictObject({
  caseNo,
  version,
  decision: z.enum(['concur', 'issues', 'hold'], 'choice.missing'),
  reason: opinion,
  seconds,
})

/** The real limit of one bulk signature is a rule row; this one only keeps a request small. */
export const approveManySchema = z.strictObject({
  cases: z
    .array(z.strictObject({ caseNo, version, reason: opinion }))
    .min(1, 'cases.empty')
    .max(500, 'cases.too_many'),
  seconds,
})

/** 把一件办件打包归档: why stands in the audit. */
export const archiveSchema = z.strictObject({
  caseNo,
  why: z
    .string('archive.why')
    .trim()
    .min(4, 'archive.why')
    .max(200, 'detail.too_long')
    .refine((text) => !holdsLongNumber(text), 'archive.no_number'),
})

export const sendBackSchema = z.strictObject({ caseNo, version, reason })

/** What the applicant may do with a case of their own. */
export const ownCaseSchema = z.strictObject({ caseNo, version })
