import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskIdNumber, maskName, maskPhone } from './masking'

test('names keep their first sign, long ones their last', () => {
  expect(['张', '张三', '张小三', '欧阳小三', '𠮷野'].map(maskName)).toEqual(['*', '张*', '张*三', '欧**三', '𠮷*'])
})

test('numbers show no more than their ends', () => {
  expect(maskPhone('13800732047')).toBe('138 **** 2047')
  expect(maskIdNumber('11010519491231002X')).toBe('110***********002X')
})

test('a masked secret never shows more than four neighbouring digits of it', () => {
  const secret = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 18 }).map((digits) => digits.join(''))
  fc.assert(
    fc.property(secret, (text) => {
      for (const mask of [maskPhone, maskIdNumber]) expect(/\d{5}/.test(mask(text))).toBe(false)
      expect(maskIdNumber(text)).toHaveLength(text.length)
    }),
  )
})

test('a masked name is never the name', () => {
  const names = fc.array(fc.constantFrom(...'张王李欧阳小明建国'), { minLength: 2, maxLength: 20 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(names, (name) => {
      expect(maskName(name)).not.toBe(name)
    }),
  )
})
