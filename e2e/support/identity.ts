import { parseIdNumber } from '@/lib/kernel/identity-number'

/** A well-formed synthetic identity number (order codes 996 to 999 are not given to young people), another one for each `n`. */
export function idNumberOf(n: number): string {
  const day = new Date(Date.UTC(1996, 0, 1 + (n % 2900))).toISOString().slice(0, 10).replaceAll('-', '')
  const body = `430304${day}${996 + (Math.floor(n / 2900) % 4)}`
  const found = [...'0123456789X'].map((sign) => body + sign).find((number) => parseIdNumber(number).ok)
  if (!found) throw new Error('no check digit fits')
  return found
}
