import 'server-only'
import { toCurrency } from 'n2words/zh-Hans-CN'
import type { Fen } from '@/lib/kernel/money'

/** An amount in capital numerals (大写) as contracts and receipts write it: 500000 yuan → 伍拾万圆整. */
export function amountInWords(amount: Fen): string {
  const whole = Math.trunc(amount / 100)
  return toCurrency(`${whole}.${String(amount - whole * 100).padStart(2, '0')}`)
}
