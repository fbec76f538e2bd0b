import { z } from 'zod'
import { parsePersonName } from '@/lib/foundation/identity/model/name'

const version = z.int()
const reason = z.string().trim().min(4, 'reason.too_short').max(500, 'reason.too_long')
const objectionNo = z.string().max(40)

export const publishSchema = z.strictObject({
  roundId: z.uuid(),
  /** What the preview showed; if one of them has changed since, nothing is published. */
  cases: z
    .array(z.strictObject({ caseNo: z.string(), version }))
    .min(1, 'notice.nothing_chosen')
    .max(300, 'notice.too_many'),
  days: z.int('count.format').min(1, 'notice.days_few').max(60, 'notice.days_many'),
})

export const withdrawSchema = z.strictObject({ number: z.string(), version, reason })

/** The most that a text of an objection may be, in signs. */
const LONGEST = 2000
/** A telephone number, an address of mail or of post: somewhere an answer arrives. */
const contact = z.string().trim().max(100, 'detail.too_long').default('')
const words = z.string().trim().max(LONGEST, 'objection.too_long')

const objectionFields = {
  /** Number of the notice and place of the line in it. */
  notice: z.string().max(40),
  line: z.int(),
  anonymous: z.boolean(),
  name: z.string().trim().max(100, 'name.too_long').default(''),
  contact,
  facts: words.min(4, 'objection.facts_short'),
  evidence: words.min(4, 'objection.evidence_short'),
}

interface Who {
  readonly anonymous: boolean
  readonly name: string
  readonly contact: string
}
/** Said together with the faults of the other fields, not after them. */
const always = { when: () => true }
const hasName = ({ anonymous, name }: Who) => anonymous === true || parsePersonName(name ?? '').ok
const hasContact = ({ anonymous, contact: left }: Who) => anonymous === true || (left ?? '').length >= 5
const nameMissing = { path: ['name'], message: 'name.empty', ...always }
const contactMissing = { path: ['contact'], message: 'objection.contact_missing', ...always }

/** The public form: no account, no file. */
export const objectSchema = z.strictObject(objectionFields).refine(hasName, nameMissing).refine(hasContact, contactMissing)

/** What came by telephone, by letter or in person, written down at the window. */
export const enterObjectionSchema = z
  .strictObject({ ...objectionFields, channel: z.enum(['phone', 'letter', 'visit'], 'choice.missing'), receivedOn: z.iso.date('date.day') })
  .refine(hasName, nameMissing)
  .refine(hasContact, contactMissing)

export const admitSchema = z.strictObject({ number: objectionNo, version })
export const dismissSchema = z.strictObject({ number: objectionNo, version, reason })
export const investigateSchema = z.strictObject({
  number: objectionNo,
  version,
  findings: z.string().trim().min(10, 'objection.findings_short').max(LONGEST, 'objection.too_long'),
})
export const extendSchema = z.strictObject({ number: objectionNo, version, reason })
export const tellSchema = z.strictObject({ number: objectionNo, version, how: z.enum(['phone', 'letter', 'visit'], 'choice.missing') })
export const contactSchema = z.strictObject({ number: objectionNo, reason })
export const confirmSchema = z.strictObject({ number: objectionNo, version, agree: z.boolean(), reason })

export const decideSchema = z
  .strictObject({
    number: objectionNo,
    version,
    decision: z.enum(['founded', 'unfounded'], 'choice.missing'),
    /** What a founded objection leads to: the case is rejected, or the meeting votes anew. */
    consequence: z.enum(['reject', 'return']).optional(),
    reason,
  })
  .refine((input) => (input.decision === 'founded') === (input.consequence !== undefined), { path: ['consequence'], message: 'choice.missing' })

export const reconsiderSchema = z.strictObject({
  caseNo: z.string(),
  version,
  facts: words.min(10, 'reconsider.facts_short'),
  evidence: words.default(''),
})

export const decideReconsiderationSchema = z.strictObject({
  number: objectionNo,
  version,
  decision: z.enum(['upheld', 'amended'], 'choice.missing'),
  reason,
  quantity: z.int('count.format').min(1, 'count.format').max(100, 'count.format').optional(),
  /** Fen. */
  amountFen: z.int('money.format').min(1, 'money.zero').optional(),
})
