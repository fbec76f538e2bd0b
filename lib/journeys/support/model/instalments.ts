export interface InstalmentPart {
  readonly no: number
  readonly percent: number
  readonly amountFen: bigint
}

/**
 * An amount in parts by whole per cents: each part rounded down to the fen, the last takes the remainder, so the sum is
 * exact. Throws where the per cents are not 100 or a part would be nothing (amounts under one yuan).
 */
export function splitAmount(amountFen: bigint, percents: readonly number[]): InstalmentPart[] {
  if (percents.reduce((sum, one) => sum + one, 0) !== 100 || percents.some((one) => !Number.isInteger(one) || one < 1))
    throw new RangeError('per cents are whole and sum to 100')
  if (amountFen < 100n) throw new RangeError('an amount under one yuan has no parts')
  const before = percents.slice(0, -1).map((percent) => (amountFen * BigInt(percent)) / 100n)
  const last = amountFen - before.reduce((sum, one) => sum + one, 0n)
  return [...before, last].map((part, i) => ({ no: i + 1, percent: percents[i] ?? 0, amountFen: part }))
}

/** Equal parts of an amount, one a month; the last takes the remainder. */
export function equalParts(amountFen: bigint, months: number): bigint[] {
  if (!Number.isInteger(months) || months < 1) throw new RangeError('at least one month')
  const part = amountFen / BigInt(months)
  return Array.from({ length: months }, (_, i) => (i === months - 1 ? amountFen - part * BigInt(months - 1) : part))
}
