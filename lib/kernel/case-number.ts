import { err, ok, type Result } from './result'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * The sign that makes the weighted sum of all signs zero in GF(4) × GF(9), whose 36 elements are the signs themselves.
 * The weight of a place is a power of w; w and 1 − w both have inverses, so every single wrong sign and every swap of
 * neighbours is caught, the check character included. ISO 7064 MOD 37,36 lets some swaps pass (ADR 0006).
 */
function checkCharacter(body: string): string {
  // a sign is (q, a + b·i): q in GF(4) as two bits, a and b modulo 3 in GF(9) with i² = −1; w = (x, 1 + i)
  let q = 0
  let a = 0
  let b = 0
  const timesW = () => {
    q = ((q << 1) ^ (q & 2 ? 7 : 0)) & 3
    ;[a, b] = [(a + 3 - b) % 3, (a + b) % 3]
  }
  for (const sign of body) {
    const value = alphabet.indexOf(sign)
    timesW()
    q ^= value & 3
    a = (a + ((value >> 2) % 3)) % 3
    b = (b + Math.floor((value >> 2) / 3)) % 3
  }
  timesW()
  return alphabet[q + 4 * (((3 - a) % 3) + 3 * ((3 - b) % 3))] ?? ''
}

/** `GW-2026-0415-K`: measure prefix, year, number of the year (four signs, more when needed), check character (ADR 0006). */
export function makeCaseNo(prefix: string, year: number, sequence: number): string {
  if (!/^[A-Z]{2}$/.test(prefix) || !Number.isInteger(sequence) || sequence < 1) throw new RangeError('case number')
  const digits = String(sequence).padStart(4, '0')
  return `${prefix}-${year}-${digits}-${checkCharacter(`${prefix}${year}${digits}`)}`
}

/** Reads a number as people type it: lower case, full width, without hyphens. */
export function parseCaseNo(text: string): Result<string, 'format' | 'check'> {
  const plain = text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\-—–]/g, '')
    .toUpperCase()
  const match = /^([A-Z]{2})(\d{4})(\d{4,8})([0-9A-Z])$/.exec(plain)
  if (!match) return err('format')
  const [, prefix = '', year = '', digits = '', check = ''] = match
  return checkCharacter(`${prefix}${year}${digits}`) === check ? ok(`${prefix}-${year}-${digits}-${check}`) : err('check')
}
