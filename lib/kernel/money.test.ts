import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, formatYuan, parseYuan } from './money'

test('what is printed is read back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (n) => {
      expect(parseYuan(formatYuan(fen(n)))).toEqual({ ok: true, value: n })
    }),
  )
})

test.each([
  ['0.01', 1],
  ['500000.00', 50_000_000],
  ['500000.01', 50_000_001],
  ['1,200,000', 120_000_000],
  ['１２．５', 1250],
  [' 12 ', 1200],
])('%s yuan', (text, amount) => expect(parseYuan(text)).toEqual({ ok: true, value: amount }))

test.each([
  ['', 'empty'],
  ['-1', 'negative'],
  ['0.001', 'decimals'],
  ['1.005', 'decimals'],
  ['+100', 'format'],
  ['1e6', 'format'],
  ['0x1F4', 'format'],
  ['1_000', 'format'],
  ['500.000,00', 'format'],
  ['1 000', 'format'],
  ['٥٠٠', 'format'],
  ['Infinity', 'format'],
  ['99999999999999', 'too_large'],
])('%s is refused as %s', (text, fault) => expect(parseYuan(text)).toEqual({ ok: false, error: fault }))

test('negative amounts carry the true minus sign', () => expect(formatYuan(fen(-120_000))).toBe('−1,200.00'))
