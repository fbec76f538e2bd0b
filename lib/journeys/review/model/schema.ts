import * as z from 'zod'
import { cleanText } from '@/lib/kernel/text'

const assignmentId = z.uuid()
const version = z.int().min(1)
/** A comment is kept as typed; whether it says enough is asked when the sheet is locked. */
const comment = z.string().max(1000, 'review.comment_long').refine(cleanText, 'text.signs')

export const saveScoreSchema = z.strictObject({
  assignmentId,
  version,
  criterion: z.string().max(40),
  level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  confidence: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  comment,
})

export const markSchema = z.strictObject({
  assignmentId,
  page: z.int().min(1).max(500),
  quote: z.string().trim().min(2, 'review.mark_short').max(200, 'review.mark_long').refine(cleanText, 'text.signs'),
})

export const unmarkSchema = z.strictObject({ assignmentId, markId: z.uuid() })

export const lockSchema = z.strictObject({
  assignmentId,
  version,
  overall: z.string().max(2000, 'review.comment_long').refine(cleanText, 'text.signs').default(''),
})

export const entrySchema = z.strictObject({ entryId: z.uuid() })

export const hideWordsSchema = z.strictObject({
  entryId: z.uuid(),
  version,
  words: z
    .array(z.string().trim().min(2, 'review.word_short').max(60, 'review.word_long').refine(cleanText, 'text.signs'))
    .min(1, 'review.word_short')
    .max(30, 'review.words_many'),
})

export const summarySchema = z.strictObject({
  entryId: z.uuid(),
  version,
  text: z.string().trim().min(20, 'review.summary_short').max(8000, 'review.summary_long').refine(cleanText, 'text.signs'),
})

export const confirmSchema = z.strictObject({ entryId: z.uuid(), version, sha256: z.string().regex(/^[0-9a-f]{64}$/) })
