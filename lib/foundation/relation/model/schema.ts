import { z } from 'zod'
import { parseCreditCode } from '@/lib/kernel/credit-code'
import { cleanText } from '@/lib/kernel/text'
import { recordedKinds, targetOf } from './kinds'
import { plainName } from './normal'

const id = z.uuid({ error: 'not_found' })
const day = z.union([z.literal(''), z.iso.date('date.day')])

/** Empty, or a credit code whose check sign is right; written the way the database keeps it. */
export const creditCodeOrEmpty = z
  .string()
  .max(40, 'credit_code.format')
  .transform((text, ctx) => {
    if (text.trim() === '') return ''
    const parsed = parseCreditCode(text)
    if (parsed.ok) return parsed.value
    ctx.addIssue({ code: 'custom', message: `credit_code.${parsed.error}` })
    return z.NEVER
  })

const fields = {
  kind: z.enum(recordedKinds, { error: 'choice.missing' }),
  /** The other end: one of these, as the kind asks. */
  otherId: z.union([z.literal(''), id]),
  ventureId: z.union([z.literal(''), id]),
  organisation: z.string().trim().max(100, 'text.too_long:100:100').refine(cleanText, 'text.signs'),
  creditCode: creditCodeOrEmpty,
  sinceOn: day,
  untilOn: day,
  detail: z.string().trim().max(200, 'text.too_long:200:200').refine(cleanText, 'text.signs'),
}

interface Ends {
  readonly kind: (typeof recordedKinds)[number]
  readonly otherId: string
  readonly ventureId: string
  readonly organisation: string
  readonly sinceOn: string
  readonly untilOn: string
}

/** The end that a kind needs stands there, alone; and it does not end before it begins. */
function checkEnds(relation: Ends, ctx: z.RefinementCtx): void {
  const given = [
    relation.otherId !== '' && 'otherId',
    relation.ventureId !== '' && 'ventureId',
    plainName(relation.organisation) !== '' && 'organisation',
  ].filter((name) => name !== false)
  const may: Record<(typeof targetOf)[keyof typeof targetOf], readonly string[]> = {
    person: ['otherId'],
    organisation: ['organisation'],
    venture_or_organisation: ['ventureId', 'organisation'],
    person_or_venture: ['otherId', 'ventureId'],
    any: ['otherId', 'ventureId', 'organisation'],
  }
  const allowed = may[targetOf[relation.kind]]
  const wrong = given.find((name) => !allowed.includes(name)) ?? (given.length > 1 ? given[1] : undefined)
  if (given.length === 0) ctx.addIssue({ code: 'custom', path: [allowed[0] ?? 'otherId'], message: 'relation.target_missing' })
  else if (wrong) ctx.addIssue({ code: 'custom', path: [wrong], message: 'relation.target_wrong' })
  if (relation.sinceOn && relation.untilOn && relation.untilOn < relation.sinceOn)
    ctx.addIssue({ code: 'custom', path: ['untilOn'], message: 'relation.backwards' })
}

export const recordRelationSchema = z.strictObject({ personId: id, ...fields }).superRefine(checkEnds)
/** About oneself. */
export const declareRelationSchema = z.strictObject(fields).superRefine(checkEnds)

export const endRelationSchema = z.strictObject({ relationId: id, untilOn: z.iso.date('date.day') })

export const withdrawRelationSchema = z.strictObject({
  relationId: id,
  reason: z.string().trim().min(2, 'text.too_short:2').max(200, 'text.too_long:200:200').refine(cleanText, 'text.signs'),
})
