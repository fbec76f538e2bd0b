import { z } from 'zod'
import { medianOf } from './aggregate'

const line = z.string().trim().min(2, 'text.empty').max(500, 'reason.too_long')

/** One criterion: share of its weight that was reached, own and in the middle of the round, in hundredths of a per cent. */
const scoreLineSchema = z.strictObject({
  criterion: z.string(),
  weight: z.int(),
  own: z.int(),
  /** Null where too few were scored: with two, the middle would tell the other one. */
  median: z.int().nullable(),
})

/** What an applicant who was not chosen reads; the same is stored, drawn on the page and printed. */
export const feedbackSchema = z.strictObject({
  failed: z.array(line).max(20).readonly(),
  scores: z.array(scoreLineSchema).max(20).readonly(),
  /** Hundredths of a point of 100. */
  total: z.strictObject({ own: z.int(), median: z.int().nullable() }).nullable(),
  comments: z.array(line).max(20).readonly(),
  change: z.string().trim().min(10, 'feedback.change_short').max(1000, 'note.too_long'),
  nextRound: z.string().trim().min(4, 'feedback.next_short').max(200, 'detail.too_long'),
})

export type Feedback = z.output<typeof feedbackSchema>

/** What staff write; the figures are computed from the results each time, nobody types them. */
export const saveFeedbackSchema = z.strictObject({
  caseNo: z.string(),
  /** 0: no draft yet. */
  version: z.int(),
  failed: feedbackSchema.shape.failed,
  comments: feedbackSchema.shape.comments,
  change: feedbackSchema.shape.change,
  nextRound: feedbackSchema.shape.nextRound,
})
export const approveFeedbackSchema = z.strictObject({ caseNo: z.string(), version: z.int() })

/** The result of one entry, as far as letters need it. */
export interface EntryFigures {
  readonly value: number
  /** Mean by criterion, in hundredths of a per cent of its weight. */
  readonly byCriterion: Readonly<Record<string, { readonly mean: number }>>
}

export interface Criterion {
  readonly key: string
  readonly name: string
  readonly weight: number
}

/** Own figures against the middle of the round; `least`: how many entries must have been scored before the middle is shown. */
export function scoresAgainstRound(
  own: EntryFigures,
  round: readonly EntryFigures[],
  criteria: readonly Criterion[],
  least: number,
): Pick<Feedback, 'scores' | 'total'> {
  const enough = round.length >= least
  const middle = (values: readonly number[]) => (enough && values.length >= least ? medianOf(values) : null)
  return {
    scores: criteria.flatMap(({ key, name, weight }) => {
      const mine = own.byCriterion[key]
      if (!mine) return []
      const others = round.flatMap((one) => (one.byCriterion[key] ? [one.byCriterion[key].mean] : []))
      return [{ criterion: name, weight, own: mine.mean, median: middle(others) }]
    }),
    total: { own: own.value, median: middle(round.map((one) => one.value)) },
  }
}

/**
 * The first word of `forbidden` (names, employers and numbers of experts, bars of the blind copy) that stands in a text,
 * however it is spaced; null when the text names nobody.
 */
export function namesSomebody(texts: readonly string[], forbidden: readonly string[]): string | null {
  const bare = (text: string) => text.normalize('NFKC').replace(/[\s·•\u200b-\u200f\u2060]/g, '')
  const all = texts.map(bare)
  return (
    forbidden.find((word) => bare(word).length >= 2 && all.some((text) => text.includes(bare(word)))) ?? (all.some((text) => text.includes('▇')) ? '▇' : null)
  )
}

/** A remark of an expert as a draft: what would name somebody is left out for the staff to write anew. */
export function anonymised(comment: string, forbidden: readonly string[]): string {
  return forbidden
    .filter((word) => [...word].length >= 2)
    .sort((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, '……'), comment.trim())
    .replace(/▇+/g, '……')
}

/** `62.5%` of a weight. */
export const percentText = (hundredths: number): string => `${Math.round(hundredths / 10) / 10}%`
