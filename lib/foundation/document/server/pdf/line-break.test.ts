import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines } from './line-break'

// a model face: Chinese signs are 10 wide, Latin ones 5, a space 2.5
const widthOf = (sign: string) => (sign === ' ' ? 2.5 : /[ -~]/.test(sign) ? 5 : 10)
const measure = (text: string) => [...text].reduce((total, sign) => total + widthOf(sign), 0)
const setIn = (text: string, width: number, indent = 0) => breakLines(text, { width, em: 10, measure, indent })
const textOf = (text: string, width: number, indent = 0) => setIn(text, width, indent).map((runs) => runs.map((run) => run.text).join(''))

describe('line breaks', () => {
  test('a closing sign takes the sign before it to the next line', () => {
    expect(textOf('结果已公示期满，没有异议。', 75)).toEqual(['结果已公示期满，', '没有异议。'])
    expect(textOf('结果已公示期满了，没有异议。', 75)).toEqual(['结果已公示期满', '了，没有异议。'])
  })

  test('an opening sign goes with what it opens', () => {
    expect(textOf('手机登录「攀登者」就行', 50)).toEqual(['手机登录', '「攀登者」', '就行'])
  })

  test('a number stays with its unit, a telephone number and a date sign in one piece', () => {
    expect(textOf('请在五天内补齐 10 个工作日', 90)).toEqual(['请在五天内补齐', '10 个工作日'])
    expect(textOf('联系电话 0731-5550 0188', 100)).toEqual(['联系电话', '0731-5550 0188'])
    expect(textOf('登录页面查第 0331 号文', 75)).toEqual(['登录页面查', '第 0331 号文'])
    expect(textOf('截止到本月八日（周二）', 90)).toEqual(['截止到本月八日', '（周二）'])
  })

  test('a last line is never one sign alone', () => {
    expect(textOf('一二三四五六七八', 70)).toEqual(['一二三四五六', '七八'])
  })

  test('the indent narrows and shifts only the first line', () => {
    const lines = setIn('一二三四五六七八九十', 60, 20)
    expect(lines.map((runs) => runs[0])).toEqual([
      { text: '一二三四', x: 20 },
      { text: '五六七八九十', x: 0 },
    ])
  })

  test('signs beside each other share their empty halves; Chinese and figures get a little room', () => {
    expect(setIn('登录「页面」，点', 200)).toEqual([
      [
        { text: '登录「页面」', x: 0 },
        { text: '，点', x: 55 },
      ],
    ])
    expect(setIn('共3页', 200)[0]?.map((run) => run.x)).toEqual([0, 12.2, 19.4])
    expect(setIn('共 3 页', 200)[0]).toEqual([{ text: '共 3 页', x: 0 }])
  })

  test('an address longer than the line is cut, line ends are kept, empty lines are not', () => {
    expect(textOf('https://climber.example/verify', 60)).toEqual(['https://clim', 'ber.example/', 'verify'])
    expect(textOf('第一条\r\n\n第二条\t后', 200)).toEqual(['第一条', '第二条 后'])
    expect(textOf(' \n ', 200)).toEqual([])
  })

  const han = fc.string({ unit: fc.constantFrom(...'攀登者湘潭高新区工位材料'), minLength: 1, maxLength: 7 })
  const part = fc.oneof(
    fc.tuple(han, fc.constantFrom('，', '。', '；', '、', '？', '')).map((pair) => pair.join('')),
    fc.tuple(fc.constantFrom('（', '「', '《'), han, fc.constantFrom('）', '」，', '》。')).map((parts) => parts.join('')),
    fc.constantFrom(' 10 个', '2026年', 'A 座', ' B3 '),
  )

  test('whatever the text: nothing is lost, nothing is too wide, no forbidden sign at either end', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), fc.integer({ min: 90, max: 400 }), fc.constantFrom(0, 20), (parts, width, indent) => {
        const lines = setIn(parts.join(''), width, indent)
        const texts = lines.map((runs) => runs.map((run) => run.text).join(''))
        expect(texts.join('').replace(/\s/g, '')).toBe(parts.join('').replace(/\s/g, ''))
        for (const text of texts) {
          expect(text).not.toMatch(/^[，。；、？）」》]/)
          expect(text).not.toMatch(/[（「《]$/)
        }
        for (const runs of lines) {
          const last = runs.at(-1)
          // the empty half of a closing sign may stand over the edge
          expect((last?.x ?? 0) + measure(last?.text ?? '')).toBeLessThanOrEqual(width + 5.01)
        }
      }),
      { numRuns: 500 },
    )
  })
})
