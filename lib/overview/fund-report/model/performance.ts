// 绩效自评表: what was aimed at, what the rows say, and the difference.

export interface Indicator {
  readonly name: string
  readonly how: string
  readonly unit: string
  readonly target: number
  /** Null where nothing has happened yet that could be measured. */
  readonly actual: number | null
}

/** Share of a whole in percent, one decimal; null where there is no whole. */
export const percent = (part: bigint | number, whole: bigint | number): number | null =>
  Number(whole) === 0 ? null : Math.round((Number(part) * 1000) / Number(whole)) / 10

/** Actual less target; empty where there is no actual. */
export const deviation = ({ actual, target }: Indicator): number | null => (actual === null ? null : Math.round((actual - target) * 10) / 10)
