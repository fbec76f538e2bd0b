import { type CalendarDate, parseCalendarDate } from './calendar-date'
import { err, ok, type Result } from './result'

export type IdNumberFault = 'format' | 'old_15' | 'last_sign' | 'date' | 'check_digit'

export interface IdNumber {
  readonly number: string
  readonly birthDate: CalendarDate
  readonly sex: 'male' | 'female'
}

/** Weights and check signs of GB 11643-1999. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkSigns = '10X98765432'

/** Spaces and hyphens of a copied table go, full width becomes half, x becomes X. */
export function canonicalIdNumber(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000-]/g, '')
    .toUpperCase()
}

/** A resident identity number: canonical form, real birth date, check digit. */
export function parseIdNumber(text: string): Result<IdNumber, IdNumberFault> {
  const number = canonicalIdNumber(text)
  if (/^\d{15}$/.test(number)) return err('old_15')
  if (/^[1-9]\d{16}.$/u.test(number) && !/[\dX]$/.test(number)) return err('last_sign')
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return err('format')
  const birth = parseCalendarDate(number.slice(6, 14))
  if (!birth.ok) return err('date')
  const total = weights.reduce((sum, weight, i) => sum + weight * Number(number[i]), 0)
  if (checkSigns[total % 11] !== number[17]) return err('check_digit')
  return ok({ number, birthDate: birth.value, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' })
}

/** Twelve digits in a row, blanks and hyphens aside: perhaps an identity number, which stands in no address, reason or audit row. */
export const holdsLongNumber = (text: string): boolean => /\d{12,}/.test(text.normalize('NFKC').replace(/[\s-]/g, ''))
