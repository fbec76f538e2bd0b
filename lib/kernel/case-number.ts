import { err, ok, type Result } from './result'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** ISO 7064 MOD 37,36: one check character that catches every single wrong sign and every swap of neighbours. */
function checkCharacter(body: string): string {
  let p = 36
  for (const sign of body) {
    const s = (p + alphabet.indexOf(sign)) % 36 || 36
    p = (s * 2) % 37
  }
  return alphabet[(37 - p) % 36] ?? ''
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
