/** A locked sheet as it counts: total in hundredths of a point, level 0–4 by criterion. */
export interface LockedSheet {
  readonly id: string
  readonly total: number
  readonly levels: Readonly<Record<string, number>>
}

export interface Aggregate {
  readonly formulaVersion: string
  readonly sheets: number
  /** All in hundredths of a point of 100. */
  readonly mean: number
  /** Without one highest and one lowest; null below the number of sheets from which it counts. */
  readonly trimmedMean: number | null
  readonly median: number
  readonly lowest: number
  readonly highest: number
  readonly spread: number
  /** What decides the order: the trimmed mean where there is one, the mean otherwise. */
  readonly value: number
  /** By criterion: mean and median in hundredths of a per cent of its weight. */
  readonly byCriterion: Readonly<Record<string, { readonly mean: number; readonly median: number; readonly lowest: number; readonly highest: number }>>
  /** In ascending order, so that the same sheets always read the same. */
  readonly sheetIds: readonly string[]
}

/** Changes whenever the arithmetic below does; stored with every result. */
const FORMULA = 'mean-trim-1-1/v1'

/** Half up, on whole hundredths; the sums are small enough to be exact. */
const rounded = (sum: number, count: number) => Math.floor((2 * sum + count) / (2 * count))
const sumOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0)
const meanOf = (values: readonly number[]) => rounded(sumOf(values), values.length)

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : rounded((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0), 2)
}

/**
 * The aggregate of an entry. `trimFrom`: from how many sheets on one highest and one lowest are left out (rule
 * `review.trim_from`). Null without a sheet. The order of the sheets changes nothing.
 */
export function aggregate(sheets: readonly LockedSheet[], trimFrom: number): Aggregate | null {
  if (sheets.length === 0) return null
  const totals = sheets.map((sheet) => sheet.total).sort((a, b) => a - b)
  const lowest = totals[0] ?? 0
  const highest = totals.at(-1) ?? 0
  const mean = meanOf(totals)
  const trimmedMean = totals.length >= trimFrom && totals.length > 2 ? meanOf(totals.slice(1, -1)) : null
  const criteria = [...new Set(sheets.flatMap((sheet) => Object.keys(sheet.levels)))].sort()
  const byCriterion = Object.fromEntries(
    criteria.map((key) => {
      const levels = sheets.flatMap((sheet) => (sheet.levels[key] === undefined ? [] : [sheet.levels[key] * 2500]))
      return [key, { mean: meanOf(levels), median: medianOf(levels), lowest: Math.min(...levels), highest: Math.max(...levels) }]
    }),
  )
  return {
    formulaVersion: FORMULA,
    sheets: sheets.length,
    mean,
    trimmedMean,
    median: medianOf(totals),
    lowest,
    highest,
    spread: highest - lowest,
    value: trimmedMean ?? mean,
    byCriterion,
    sheetIds: sheets.map((sheet) => sheet.id).sort(),
  }
}

/** What an aggregate means for its entry; `limit` in points (rule `review.spread_discussion`): exactly the limit is no discussion yet. */
export const outcomeOf = (result: Pick<Aggregate, 'spread'>, limit: number): 'score' | 'discuss' => (result.spread > limit * 100 ? 'discuss' : 'score')

export interface Severity {
  readonly reviewer: string
  readonly sheets: number
  /** Mean difference to the other sheets of the same entries, in hundredths of a point; negative is stricter. */
  readonly difference: number
}

/**
 * How strict each reviewer is against the others on the same entries. Shown beside the results, never used to change them: a
 * correction in silence would be a second score that nobody gave.
 */
export function severity(sheets: readonly { readonly entry: string; readonly reviewer: string; readonly total: number }[]): Severity[] {
  const byEntry = new Map<string, { reviewer: string; total: number }[]>()
  for (const sheet of sheets) byEntry.set(sheet.entry, [...(byEntry.get(sheet.entry) ?? []), sheet])
  const differences = new Map<string, number[]>()
  for (const group of byEntry.values()) {
    if (group.length < 2) continue
    const sum = sumOf(group.map((one) => one.total))
    for (const { reviewer, total } of group) {
      const others = (sum - total) / (group.length - 1)
      differences.set(reviewer, [...(differences.get(reviewer) ?? []), total - others])
    }
  }
  return [...differences]
    .map(([reviewer, list]) => ({ reviewer, sheets: list.length, difference: Math.round(sumOf(list) / list.length) }))
    .sort((a, b) => a.difference - b.difference || (a.reviewer < b.reviewer ? -1 : 1))
}

/** Hundredths of a point as read: 4750 → `47.5`, 8000 → `80`. */
export const pointsText = (hundredths: number): string => String(hundredths / 100)
