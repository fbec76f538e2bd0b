import { z } from 'zod'
import { cleanText } from '@/lib/kernel/text'
import { parseMobile } from '../../identity/model/phone'
import { creditCodeOrEmpty } from '../../relation/model/schema'

const id = z.uuid({ error: 'not_found' })
const reason = z.string().trim().min(2, 'text.too_short:2').max(200, 'text.too_long:200:200')

export const declareSchema = z.strictObject({
  assignmentId: id,
  noRelation: z.literal(true, { error: 'declare.tick_both' }),
  confidential: z.literal(true, { error: 'declare.tick_both' }),
})

export const endSchema = z.strictObject({ assignmentId: id, reason })

export const softDecisionSchema = z.strictObject({ assignmentId: id, decision: z.enum(['keep', 'replace'], { error: 'text.empty' }), reason })

export const roundSchema = z.strictObject({ roundId: id })

export const formPanelSchema = z.strictObject({
  roundId: id,
  name: z.string().trim().min(1, 'text.empty').max(40, 'text.too_long:40:40'),
  entryIds: z.array(id).min(1, 'panel.no_entries').max(200),
  seats: z.coerce.number({ error: 'count.range:1:15' }).int('count.range:1:15').min(1, 'count.range:1:15').max(15, 'count.range:1:15'),
  scoreBy: z.union([z.literal(''), z.iso.date('date.day')]),
})

export const panelSchema = z.strictObject({ panelId: id, version: z.number().int() })

export const sealSchema = panelSchema.extend({
  /** Experts need one of these fields; none: any field. */
  fields: z.array(z.string().trim().min(1).max(40)).max(10),
  publicValueSource: z.string().trim().min(4, 'text.too_short:4').max(120, 'text.too_long:120:120'),
})

export const drawSchema = panelSchema.extend({
  publicValue: z.string().trim().min(1, 'text.empty').max(200, 'text.too_long:200:200'),
  witnessName: z.string().trim().min(2, 'text.empty').max(40, 'text.too_long:40:40'),
})

const text = (most: number) => z.string().trim().max(most, `text.too_long:${most}:${most}`).refine(cleanText, 'text.signs')

const mobile = z
  .string()
  .max(40, 'phone.format')
  .transform((typed, ctx) => {
    const parsed = parseMobile(typed)
    if (parsed.ok) return parsed.value
    ctx.addIssue({ code: 'custom', message: typed.trim() === '' ? 'phone.empty' : 'phone.format' })
    return z.NEVER
  })

const reviewerFields = {
  /** Separated by 、 or commas. */
  fields: text(200)
    .transform((line) => [...new Set(line.split(/[、,，;；\s]+/).filter((field) => field !== ''))])
    .pipe(z.array(z.string().max(20, 'text.too_long:20:20')).min(1, 'text.empty').max(10, 'reviewer.many_fields')),
  employer: text(100).pipe(z.string().min(2, 'text.empty')),
  employerCode: creditCodeOrEmpty,
  title: text(60),
}

/** `phone`: the number under which the person is registered. */
export const addReviewerSchema = z.strictObject({ phone: mobile, ...reviewerFields })
export const changeReviewerSchema = z.strictObject({ reviewerId: id, version: z.number().int(), ...reviewerFields })
export const activateReviewerSchema = z.strictObject({ reviewerId: id, version: z.number().int(), active: z.boolean() })
