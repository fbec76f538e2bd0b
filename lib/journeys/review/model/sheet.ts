import { type Criterion, type Level, percentOf, pointsOf } from '@/lib/foundation/programme/model/rubric'

/** What a reviewer has written about one criterion so far. */
export interface Score {
  readonly level: Level
  /** 1 low, 2 middle, 3 high; null while not said. */
  readonly confidence: number | null
  readonly comment: string
}

export type Scores = Readonly<Record<string, Score | undefined>>

/** From which per cent on a level needs no reason, and above which it needs one again (rules `review.comment_below`, `review.comment_above`). */
export interface CommentRules {
  readonly below: number
  readonly above: number
}

/** An extreme needs a sentence: below and above the rule, at the rule itself not. */
export const needsComment = (level: Level, rules: CommentRules): boolean => percentOf(level) < rules.below || percentOf(level) > rules.above

export interface SheetFault {
  readonly criterion: string
  readonly code: 'review.unscored' | 'review.comment_missing'
}

/** What keeps a sheet from being locked, in the order of the rubric; empty when it can be. */
export function faultsOfSheet(criteria: readonly Criterion[], scores: Scores, rules: CommentRules): SheetFault[] {
  return criteria.flatMap(({ key }): SheetFault[] => {
    const score = scores[key]
    if (!score) return [{ criterion: key, code: 'review.unscored' }]
    const silent = [...score.comment.trim()].length < 2
    return needsComment(score.level, rules) && silent ? [{ criterion: key, code: 'review.comment_missing' }] : []
  })
}

/** Sum so far in hundredths of a point. */
export const totalOf = (criteria: readonly Criterion[], scores: Scores): number =>
  criteria.reduce((sum, { key, weight }) => {
    const score = scores[key]
    return score ? sum + pointsOf(weight, score.level) : sum
  }, 0)

export const unscored = (criteria: readonly Criterion[], scores: Scores): number => criteria.filter(({ key }) => scores[key] === undefined).length

export const confidenceWords = { 1: '低', 2: '中', 3: '高' } as const

/** Median of the others' totals, once one's own sheet is locked and at least two others are; null tells nothing, not even how many. */
export function othersMedian(
  own: { readonly locked: boolean },
  others: readonly number[],
  shown: boolean,
  median: (values: readonly number[]) => number,
): number | null {
  return own.locked && shown && others.length >= 2 ? median(others) : null
}
