import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCreditCode } from './credit-code'
import { parseIdNumber } from './identity-number'

const idNumber = '11010519491231002X'
const creditCode = '91350100M000100Y43'
const digits = [...'0123456789']

test('an identity number as people copy it', () => {
  for (const typed of [idNumber, idNumber.toLowerCase(), '110105 1949 1231 002X', '110105-19491231-002x', '１１０１０５19491231002X'])
    expect(parseIdNumber(typed)).toEqual({ ok: true, value: { number: idNumber, birthDate: '1949-12-31', sex: 'female' } })
})

test('what is wrong with an identity number is named', () => {
  const fault = (text: string) => {
    const parsed = parseIdNumber(text)
    return parsed.ok ? 'none' : parsed.error
  }
  expect(fault('110105491231002')).toBe('old_15')
  expect(fault('11010519491231002Y')).toBe('last_sign')
  expect(fault('11010519490231002X')).toBe('date')
  expect(fault('110105194912310021')).toBe('check_digit')
  expect(fault('1101051949123100')).toBe('format')
  expect(fault('')).toBe('format')
})

test('every single wrong digit of an identity number is caught', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.constantFrom(...digits), (at, digit) => {
      fc.pre(idNumber[at] !== digit)
      expect(parseIdNumber(idNumber.slice(0, at) + digit + idNumber.slice(at + 1)).ok).toBe(false)
    }),
  )
})

test('every swap of neighbours in an identity number is caught', () => {
  for (let at = 0; at < 16; at += 1) {
    const [a = '', b = ''] = [idNumber[at], idNumber[at + 1]]
    if (a !== b) expect(parseIdNumber(idNumber.slice(0, at) + b + a + idNumber.slice(at + 2)).ok).toBe(false)
  }
})

test('a credit code, and every single wrong sign of it', () => {
  expect(parseCreditCode(' 91350100-m000100y43 ')).toEqual({ ok: true, value: creditCode })
  expect(parseCreditCode('91350100M000100I43')).toEqual({ ok: false, error: 'forbidden_letter' })
  expect(parseCreditCode('91350100M000100')).toEqual({ ok: false, error: 'format' })
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet), (at, sign) => {
      fc.pre(creditCode[at] !== sign)
      expect(parseCreditCode(creditCode.slice(0, at) + sign + creditCode.slice(at + 1)).ok).toBe(false)
    }),
  )
})
