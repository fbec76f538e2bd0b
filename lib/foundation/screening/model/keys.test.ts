import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonParts, formKeys, patentNumbers, screenedForm } from './keys'

describe('numbers in a text', () => {
  test('one spelling for each, whatever stands around it', () => {
    expect(patentNumbers('实用新型 ZL 2024 2 1234567.8，已授权')).toEqual(['2024212345678'])
    expect(patentNumbers('专利号：ＺＬ２０２４２１２３４５６７．８')).toEqual(['2024212345678'])
    expect(patentNumbers('发明 202410123456.X 在审；软著 2025SR0123456')).toEqual(['202410123456X', '2025SR0123456'])
    expect(patentNumbers('公开号CN118765432A')).toEqual(['CN118765432A'])
  })

  test('dates, telephones, amounts and identity numbers are none', () => {
    for (const text of ['2024年6月1日授权', '电话 13900010002', '投入 300000 元', '43010220010101997X', '20240601', '没有'])
      expect(patentNumbers(text), text).toEqual([])
  })

  test('100 random numbers are found again in any of their spellings', () => {
    const number = fc.tuple(
      fc.integer({ min: 2000, max: 2049 }),
      fc.constantFrom(1, 2, 3, 8, 9),
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.constantFrom(...'0123456789X'),
    )
    fc.assert(
      fc.property(number, fc.constantFrom('', 'ZL', 'zl ', 'CN'), fc.boolean(), ([year, kind, serial, check], prefix, dotted) => {
        const body = `${year}${kind}${String(serial).padStart(7, '0')}`
        expect(patentNumbers(`我们有 ${prefix}${body}${dotted ? '.' : ''}${check}，已授权`)).toEqual([`${body}${check}`])
      }),
      { numRuns: 100 },
    )
  })
})

test('a company that is not registered has no code, and a word that is no code is no key', () => {
  const company = (registered: string, creditCode: string) => formKeys(screenedForm({ company: { registered, creditCode } }))
  expect(company('yes', '91350100 m000100y43')).toEqual([{ kind: 'credit_code', value: '91350100M000100Y43' }])
  expect(company('no', '91350100M000100Y43')).toEqual([])
  expect(company('yes', '还没办')).toEqual([])
  expect(formKeys(screenedForm({ company: 7, property: null }))).toEqual([])
})

describe('equal parts', () => {
  test('runs of six signs and more are marked in both; shorter ones are not', () => {
    const { a, b } = commonParts('我们做贴在外壳上的声音传感器，已经试用', '他们也做贴在外壳上的声音传感器，没有试用')
    expect(a.filter((part) => part.same).map((part) => part.text)).toEqual(['做贴在外壳上的声音传感器，'])
    expect(b.filter((part) => part.same).map((part) => part.text)).toEqual(['做贴在外壳上的声音传感器，'])
    expect(commonParts('机电装备', '机电装备').a).toEqual([{ text: '机电装备', same: true }])
    expect(commonParts('机电装备', '机电').a).toEqual([{ text: '机电装备', same: false }])
  })

  test('put together again the parts are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (left, right) => {
        const { a, b } = commonParts(left, right)
        expect(a.map((part) => part.text).join('')).toBe(left)
        expect(b.map((part) => part.text).join('')).toBe(right)
      }),
    )
  })
})
