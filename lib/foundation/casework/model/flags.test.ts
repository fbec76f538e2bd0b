import { expect, test } from 'vitest'
import { flagLines, noFlags, points } from './flags'

const usual = { askedFen: 30_000_000n, amountFen: 30_000_000n, leftDays: 8 }

test('what is as usual is not said', () => expect(flagLines(noFlags, usual)).toEqual([]))

test('each thing that is not as usual has its line, the gravest first', () => {
  const flags = {
    ...noFlags,
    spread: 2350,
    discussed: true,
    duplicatesOpen: 1,
    duplicatesJudged: 2,
    objectionsOpen: 1,
    objectionsHandled: 1,
    softRelations: 1,
    lateRelations: 1,
    holds: 1,
  }
  const lines = flagLines(flags, { askedFen: 50_000_000n, amountFen: 30_000_000n, leftDays: -2 })
  expect(lines.map((line) => line.kind)).toEqual(['bad', 'bad', 'bad', 'bad', 'warn', 'warn', 'warn', 'warn', 'info', 'info'])
  expect(lines.map((line) => line.text)).toEqual([
    '1 条可能重复没判断',
    '1 条异议没办完',
    '1 位评审专家会后查出利益关系，没处理',
    '超承诺 2 天',
    '专家最大差 23.5 分，会上讨论过',
    '申请 500,000，金额改过',
    '1 条异议，已办完',
    '专家有 1 条一般关系，已公开',
    '2 条可能重复，已判断',
    '有人放过一放，看签批记录',
  ])
})

test('two days before the promise it is said, three days before it is not', () => {
  expect(flagLines(noFlags, { ...usual, leftDays: 0 })).toEqual([{ kind: 'warn', text: '今天到承诺日' }])
  expect(flagLines(noFlags, { ...usual, leftDays: 2 })).toEqual([{ kind: 'warn', text: '离承诺日 2 天' }])
  expect(flagLines(noFlags, { ...usual, leftDays: 3 })).toEqual([])
  expect(flagLines(noFlags, { ...usual, leftDays: null })).toEqual([])
})

test('points are hundredths', () => expect([7850, 8000, 8130, 5].map(points)).toEqual(['78.5', '80', '81.3', '0.05']))
