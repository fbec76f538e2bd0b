import { err, ok, type Result } from './result'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** 统一社会信用代码 (GB 32100-2015): 18 signs without I O S V Z, check sign modulo 31. */
export function parseCreditCode(text: string): Result<string, 'format' | 'forbidden_letter' | 'check_digit'> {
  const code = text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s-]/g, '')
    .toUpperCase()
  if (/^[0-9A-Z]{18}$/.test(code) && /[IOSVZ]/.test(code)) return err('forbidden_letter')
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return err('format')
  const total = weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(code[i] ?? ''), 0)
  return alphabet[(31 - (total % 31)) % 31] === code[17] ? ok(code) : err('check_digit')
}
