import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anonymised, type EntryFigures, namesSomebody, scoresAgainstRound } from './feedback'

const criteria = [
  { key: 'market', name: '市场与客户', weight: 40 },
  { key: 'team', name: '团队', weight: 60 },
]
const entry = (value: number, market: number, team = 5000): EntryFigures => ({ value, byCriterion: { market: { mean: market }, team: { mean: team } } })
const own = entry(5400, 3000)

test('own figures stand against the middle of the round', () => {
  const { scores, total } = scoresAgainstRound(own, [own, entry(7000, 7000), entry(8000, 8000)], criteria, 3)
  expect(scores).toEqual([
    { criterion: '市场与客户', weight: 40, own: 3000, median: 7000 },
    { criterion: '团队', weight: 60, own: 5000, median: 5000 },
  ])
  expect(total).toEqual({ own: 5400, median: 7000 })
})

test('with too few entries the middle would tell the other one: it is not given', () => {
  const { scores, total } = scoresAgainstRound(own, [own, entry(7000, 7000)], criteria, 3)
  expect([...scores.map((one) => one.median), total?.median]).toEqual([null, null, null])
})

const experts = ['许明澜', '湘州理工大学', '专家07', '专家 07']

test('a letter that names an expert is noticed, however it is spaced; so is a bar of the blind copy', () => {
  expect(namesSomebody(['写得清楚', '许 明 澜老师认为不行'], experts)).toBe('许明澜')
  expect(namesSomebody(['据专家 07 的意见'], experts)).toBe('专家07')
  expect(namesSomebody(['由▇▇提出'], experts)).toBe('▇')
  expect(namesSomebody(['写得清楚，缺市场证据'], experts)).toBeNull()
})

test('whatever the remark: its draft names nobody', () => {
  const part = fc.constantFrom('许明澜', '湘州理工大学', '专家07', '▇▇▇', '市场证据不足', '，', '建议补充')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      expect(namesSomebody([anonymised(parts.join(''), experts)], experts)).toBeNull()
    }),
  )
})
