import { expect, test } from 'vitest'
import { csv } from './csv'

test('the columns stand there without rows', () => {
  expect(csv(['编号', '名称'], [])).toBe('\ufeff编号,名称\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is text, never a formula', (cell) => {
  expect(csv(['名称'], [[cell]])).toContain(`'${cell}`)
})

test('commas, quotes and line ends stay inside their cell', () => {
  expect(csv(['甲', '乙'], [['一,"二"\n三', 4]])).toBe('\ufeff甲,乙\r\n"一,""二""\n三",4\r\n')
})
