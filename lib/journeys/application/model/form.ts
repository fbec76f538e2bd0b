import { z } from 'zod'
import { stepOrdinals } from '@/lib/foundation/programme/model/grant-plan'
import { parseCalendarDate } from '@/lib/kernel/calendar-date'
import { parseCreditCode } from '@/lib/kernel/credit-code'
import { parseIdNumber } from '@/lib/kernel/identity-number'
import { parseYuan } from '@/lib/kernel/money'
import { cleanText } from '@/lib/kernel/text'

/** A text counted in signs, not in UTF-16 units; blanks alone are empty. */
const text = (min: number, max: number) =>
  z
    .string()
    .transform((t) => t.replace(/\r\n?|\u2028/g, '\n').trim())
    .superRefine((t, context) => {
      const length = [...t].length
      const issue = (message: string) => context.addIssue({ code: 'custom', message })
      if (!cleanText(t)) issue('text.signs')
      else if (length === 0 && min > 0) issue('text.empty')
      else if (length < min) issue(`text.too_short:${min}`)
      else if (length > max) issue(`text.too_long:${max}:${length}`)
    })

const count = (min: number, max: number) =>
  z
    .string()
    .transform((t) => t.normalize('NFKC').trim())
    .superRefine((t, context) => {
      if (t === '') context.addIssue({ code: 'custom', message: 'text.empty' })
      else if (!/^\d{1,6}$/.test(t)) context.addIssue({ code: 'custom', message: 'count.format' })
      else if (Number(t) < min || Number(t) > max) context.addIssue({ code: 'custom', message: `count.range:${min}:${max}` })
    })

/** A number as it is written; how many there may be is a rule row. */
const wholeNumber = count(0, 999_999)

const yesNo = z.enum(['yes', 'no'], 'choice.missing')

export const identitySchema = z
  .object({
    status: z.enum(['enrolled', 'graduated'], 'choice.missing'),
    // `stored`: the number is with the person, encrypted; the form keeps only this word
    idNumber: z.string().superRefine((t, context) => {
      if (t === 'stored') return
      const parsed = parseIdNumber(t)
      if (!parsed.ok) context.addIssue({ code: 'custom', message: `id_number.${parsed.error}` })
    }),
    degree: z.enum(['专科', '本科', '硕士', '博士', '其他'], 'choice.missing'),
    school: text(2, 60),
    major: text(2, 60),
    graduatedOn: z.string().superRefine((t, context) => {
      const parsed = parseCalendarDate(/^\d{4}-\d{2}$/.test(t) ? `${t}-01` : t)
      if (!parsed.ok) context.addIssue({ code: 'custom', message: 'date.format' })
    }),
    localHome: yesNo,
  })
  .strict()

export const projectSchema = z.strictObject({
  name: text(2, 40),
  oneLine: text(5, 50),
  field: text(0, 20).pipe(z.string().min(1, 'choice.missing').min(2, 'text.too_short:2')),
  summary: text(60, 2000),
  fullTime: count(0, 200),
})

export const propertySchema = z.strictObject({ has: yesNo, detail: z.string().default('') }).superRefine((v, context) => {
  if (v.has === 'yes' && v.detail.trim().length < 2) context.addIssue({ code: 'custom', path: ['detail'], message: 'text.empty' })
})

export const companySchema = z
  .strictObject({ registered: yesNo, companyName: z.string().default(''), creditCode: z.string().default(''), worksInZone: yesNo })
  .superRefine((v, context) => {
    if (v.registered !== 'yes') return
    if (v.companyName.trim().length < 4) context.addIssue({ code: 'custom', path: ['companyName'], message: 'text.empty' })
    const code = parseCreditCode(v.creditCode)
    if (!code.ok) context.addIssue({ code: 'custom', path: ['creditCode'], message: `credit_code.${code.error}` })
  })

export const deskSchema = z
  .strictObject({ want: yesNo, count: z.string().default(''), byWindow: z.enum(['yes', 'no']).default('no') })
  .superRefine((v, context) => {
    if (v.want !== 'yes') return
    const parsed = wholeNumber.safeParse(v.count)
    if (!parsed.success) context.addIssue({ code: 'custom', path: ['count'], message: parsed.error.issues[0]?.message ?? 'count.format' })
  })

export const flatSchema = z.strictObject({ want: yesNo, detail: z.string().default('') }).superRefine((v, context) => {
  if ([...v.detail].length > 200) context.addIssue({ code: 'custom', path: ['detail'], message: `text.too_long:200:${[...v.detail].length}` })
})

export const loanSchema = z.strictObject({ want: yesNo, amount: z.string().default(''), use: z.string().default('') }).superRefine((v, context) => {
  if (v.want !== 'yes') return
  const amount = parseYuan(v.amount)
  if (!amount.ok) context.addIssue({ code: 'custom', path: ['amount'], message: `money.${amount.error}` })
  else if (amount.value === 0) context.addIssue({ code: 'custom', path: ['amount'], message: 'money.zero' })
  if (v.use.trim().length < 5) context.addIssue({ code: 'custom', path: ['use'], message: 'text.too_short:5' })
})

export const coachingSchema = z.strictObject({ want: yesNo, needs: z.string().default('') }).superRefine((v, context) => {
  if (v.want === 'yes' && v.needs.trim().length < 2) context.addIssue({ code: 'custom', path: ['needs'], message: 'text.empty' })
})

const month = /^20\d{2}-(?:0[1-9]|1[0-2])$/
const stepFields = Object.fromEntries(stepOrdinals.flatMap((n) => [`goal${n}`, `by${n}`, `proof${n}`].map((name) => [name, z.string().default('')])))

/** Want, amount, use and one to three milestones: what will be reached by when, and what will show it. */
export const grantSchema = z
  .strictObject({ want: yesNo, amount: z.string().default(''), use: z.string().default(''), steps: z.string().default(''), ...stepFields })
  .superRefine((v: Record<string, string>, context) => {
    if (v.want !== 'yes') return
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const amount = parseYuan(v.amount ?? '')
    if (!amount.ok) issue('amount', `money.${amount.error}`)
    else if (amount.value === 0) issue('amount', 'money.zero')
    if ((v.use ?? '').trim().length < 10) issue('use', 'text.too_short:10')
    const count = stepOrdinals.find((n) => String(n) === v.steps)
    if (count === undefined) return issue('steps', 'choice.missing')
    for (const n of stepOrdinals.slice(0, count)) {
      if ((v[`goal${n}`] ?? '').trim().length < 4) issue(`goal${n}`, 'text.too_short:4')
      if (!month.test(v[`by${n}`] ?? '')) issue(`by${n}`, 'date.format')
      if ((v[`proof${n}`] ?? '').trim().length < 4) issue(`proof${n}`, 'text.too_short:4')
      if (n > 1 && (v[`by${n}`] ?? '') < (v[`by${n - 1}`] ?? '')) issue(`by${n}`, 'grant.step_order')
    }
  })

export const sections = {
  identity: identitySchema,
  project: projectSchema,
  property: propertySchema,
  company: companySchema,
  desk: deskSchema,
  flat: flatSchema,
  loan: loanSchema,
  coaching: coachingSchema,
  grant: grantSchema,
} as const

export type SectionKey = keyof typeof sections
export const sectionKeys = Object.keys(sections) as SectionKey[]

/** What the person typed, as typed; a draft is never refused for being unfinished. */
export type DraftData = Partial<Record<SectionKey, Record<string, string>>>

/** The values of a saved draft: short strings only, known sections only. */
export const draftValues = z.record(z.string().max(40), z.string().max(5000))

/** How much may be asked for, from the rule rows in force: desks for a team, fen for a loan and for a grant. The decision asks the rows again. */
export interface FormLimits {
  readonly desks: number
  readonly loanFen: number
  readonly grantFen: number
}

/** What is well written and yet more, or less, than anybody may have. */
function beyond(section: SectionKey, values: Record<string, string>, limits: FormLimits): Record<string, string> {
  if (values.want !== 'yes') return {}
  if (section === 'desk') {
    const desks = Number(values.count?.normalize('NFKC').trim())
    return desks < 1 || desks > limits.desks ? { count: `count.range:1:${limits.desks}` } : {}
  }
  const cap = section === 'loan' ? limits.loanFen : section === 'grant' ? limits.grantFen : null
  const amount = parseYuan(values.amount ?? '')
  return cap !== null && amount.ok && amount.value > cap ? { amount: `money.over_cap:${cap}` } : {}
}

/** Field → message code for everything in a section that is not yet right; empty when it is complete. */
export function faultsOf(section: SectionKey, values: Record<string, string> | undefined, limits: FormLimits): Record<string, string> {
  const outside = beyond(section, values ?? {}, limits)
  const parsed = sections[section].safeParse(values ?? {})
  if (parsed.success) return outside
  const faults: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const message = issue.message.includes(' ') ? 'text.empty' : issue.message
    faults[issue.path.join('.') || '_'] ??= message
  }
  return { ...outside, ...faults }
}
