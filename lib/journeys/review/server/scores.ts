import 'server-only'
import { type Level, levels } from '@/lib/foundation/programme/model/rubric'
import type { Score } from '../model/sheet'

function levelOf(n: number): Level {
  const level = levels.find((one) => one === n)
  if (level === undefined) throw new Error(`level ${n} does not exist`)
  return level
}

/** Score rows by criterion. */
export const scoresOf = (rows: readonly { criterion: string; level: number; confidence: number | null; comment: string }[]): Record<string, Score> =>
  Object.fromEntries(rows.map(({ criterion, level, confidence, comment }) => [criterion, { level: levelOf(level), confidence, comment }]))
