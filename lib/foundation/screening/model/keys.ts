import { z } from 'zod'
import { parseCreditCode } from '@/lib/kernel/credit-code'

const keyKinds = ['identity', 'credit_code', 'phone', 'patent'] as const
const likeKinds = ['name', 'text'] as const
export const flagKinds = [...keyKinds, ...likeKinds] as const
export type KeyKind = (typeof keyKinds)[number]
export type FlagKind = (typeof flagKinds)[number]

export const flagWords: Readonly<Record<FlagKind, string>> = {
  identity: '同一个人',
  credit_code: '同一家公司',
  phone: '同一个手机号',
  patent: '同一项知识产权',
  name: '项目名称相近',
  text: '项目介绍相近',
}
export const isFlagKind = (text: string): text is FlagKind => flagKinds.some((kind) => kind === text)

const words = z.record(z.string(), z.string().catch('')).catch({})
const formSchema = z
  .object({ identity: words, project: words, property: words, company: words, desk: words, flat: words, loan: words, coaching: words, grant: words })
  .partial()
  .catch({})
export type ScreenedForm = z.infer<typeof formSchema>

/** The answers of a submitted form as far as screening reads them; anything that is no text counts as not answered. */
export const screenedForm = (data: unknown): ScreenedForm => formSchema.parse(data)

/** Signs of full width, blanks and dots do not make another number. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.．·・-]/g, '')

/**
 * Numbers of patents and registered software in a text, in one spelling each: an application or patent number (`2024` + kind +
 * serial + check digit, with or without ZL), a publication number (`CN` …), a software registration (`2025SR0123456`). Dates, amounts and
 * telephone numbers are none.
 */
export function patentNumbers(text: string): string[] {
  const flat = plain(text)
  const found = [
    // 20 + year, kind 1–3, 8–9, seven digits, check digit
    ...flat.matchAll(/(?<!\d)(?:ZL|CN)?(20[0-4]\d[12389]\d{7}[\dX])(?![\dA-Z])/g),
    ...flat.matchAll(/(CN1\d{8}[ABUSY]\d?)(?![\dA-Z])/g),
    ...flat.matchAll(/(?<!\d)(20[0-4]\dSR\d{7})(?!\d)/g),
  ].map((match) => match[1] ?? '')
  return [...new Set(found)].filter((one) => one !== '').sort()
}

export interface PlainKey {
  readonly kind: 'credit_code' | 'patent'
  readonly value: string
}

/** Keys that stand openly in a form: the company's code and numbers of intellectual property. */
export function formKeys(form: ScreenedForm): PlainKey[] {
  const code = form.company?.registered === 'yes' ? parseCreditCode(form.company.creditCode ?? '') : null
  const numbers = form.property?.has === 'yes' ? patentNumbers(form.property.detail ?? '') : []
  return [...(code?.ok ? [{ kind: 'credit_code' as const, value: code.value }] : []), ...numbers.map((value) => ({ kind: 'patent' as const, value }))]
}

export interface Part {
  readonly text: string
  readonly same: boolean
}

/** As many signs in a row make two texts equal at a place. */
const RUN = 6

/** Runs of at least six signs that stand in both texts, marked in each; shorter texts are marked when they are equal as a whole. */
export function commonParts(a: string, b: string): { a: Part[]; b: Part[] } {
  return { a: marked(a, b), b: marked(b, a) }
}

/** The two values whole, marked when they are equal. */
export function equalParts(a: string, b: string): { a: Part[]; b: Part[] } {
  const same = a.trim() === b.trim()
  const part = (text: string): Part[] => (text === '' ? [] : [{ text, same }])
  return { a: part(a), b: part(b) }
}

function marked(text: string, other: string): Part[] {
  if (text === '') return []
  if (text.trim() === other.trim()) return [{ text, same: true }]
  const [signs, others] = [[...text], [...other]]
  const runs = new Set(Array.from({ length: Math.max(0, others.length - RUN + 1) }, (_, i) => others.slice(i, i + RUN).join('')))
  const same = signs.map(() => false)
  for (let i = 0; i + RUN <= signs.length; i += 1) if (runs.has(signs.slice(i, i + RUN).join(''))) same.fill(true, i, i + RUN)
  const parts: { text: string; same: boolean }[] = []
  for (const [i, sign] of signs.entries()) {
    const last = parts.at(-1)
    if (last && last.same === same[i]) last.text += sign
    else parts.push({ text: sign, same: same[i] ?? false })
  }
  return parts
}
