import { err, ok, type Result } from './result'

/** An amount in fen (1/100 yuan): a safe integer, never a fraction. */
export type Fen = number & { readonly __fen: unique symbol }

export type MoneyFault = 'empty' | 'format' | 'decimals' | 'negative' | 'too_large'

/** Turns an integer into `Fen`; throws on fractions and beyond 2^53 − 1, which only a programming mistake produces. */
export function fen(amount: number | bigint): Fen {
  const n = Number(amount)
  if (!Number.isSafeInteger(n)) throw new RangeError('fen must be a safe integer')
  return n as Fen
}

const halfWidth = (text: string) => text.replace(/[０-９．，－＋]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')

/** Yuan as a person types them → fen, digit by digit and never through a float. At most two decimals, no sign. */
export function parseYuan(text: string): Result<Fen, MoneyFault> {
  const typed = halfWidth(text).trim()
  if (typed === '') return err('empty')
  if (/^-/.test(typed)) return err('negative')
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(typed)
  if (!match) return err('format')
  const whole = (match[1] ?? '').replaceAll(',', '').replace(/^0+(?=\d)/, '')
  const decimals = match[2] ?? ''
  if (decimals.length > 2) return err('decimals')
  if (whole.length > 13) return err('too_large')
  return ok(fen(Number(whole) * 100 + Number(decimals.padEnd(2, '0'))))
}

/** `500,000.00`; a negative amount gets the true minus sign (U+2212). `decimals: 0` only for whole yuan on overviews. */
export function formatYuan(amount: Fen | bigint, options: { decimals?: 0 | 2 } = {}): string {
  const n = BigInt(amount)
  const digits = (n < 0n ? -n : n).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  const decimals = options.decimals === 0 ? '' : `.${digits.slice(-2)}`
  return `${n < 0n ? '\u2212' : ''}${whole}${decimals}`
}

/** A round sum in fen as it is said: `50 万元`, `3500 元`. */
export const roundSum = (amount: number): string => (amount % 1_000_000 === 0 ? `${amount / 1_000_000} 万元` : `${amount / 100} 元`)
