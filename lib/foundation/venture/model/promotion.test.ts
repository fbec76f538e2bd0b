import { expect, test } from 'vitest'
import { rules } from '@/lib/foundation/programme/model/rules'
import { countProperty, criteriaFor, promotionKeys, ruleKey, type VentureFacts } from './promotion'
import { nextCamp, stages } from './stages'

const rows = Object.fromEntries(rules.map(({ key, value, source }) => [key, { value, source }]))
const nothing: VentureFacts = { companyName: null, saysRegistered: null, intellectualProperty: null, saysProperty: null, fullTime: null, revenue: null }
const answers = (facts: Partial<VentureFacts>) =>
  Object.fromEntries(criteriaFor('incubator', rows, { ...nothing, ...facts }).map((one) => [one.key, one.answer]))

test('every criterion has a row with a source, and every camp a place on the route', () => {
  for (const { stage } of stages) {
    expect(rows[`route.month.${stage}`]?.value).toBeGreaterThan(0)
    for (const key of promotionKeys[stage]) expect(rows[ruleKey(stage, key)]?.source, ruleKey(stage, key)).toBeTruthy()
  }
  expect(nextCamp('makerspace')?.stage).toBe('incubator')
  expect(nextCamp('industrial_park')).toBeNull()
})

test('what nobody knows is not checked yet, never a no', () => {
  expect(answers({})).toEqual({ company: 'unknown', ip: 'unknown', review: 'unknown', full_time: 'unknown', revenue_yuan: 'unknown' })
  // a form says yes, nobody has seen it
  expect(answers({ saysRegistered: true, saysProperty: true })).toMatchObject({ company: 'unknown', ip: 'unknown' })
  expect(answers({ saysRegistered: false, saysProperty: false })).toMatchObject({ company: 'no', ip: 'no' })
})

test('the thresholds are those of the rows', () => {
  const full = (count: number) => answers({ fullTime: { count, from: '' } }).full_time
  const needed = rows['promotion.incubator.full_time']?.value ?? 0
  expect([full(needed - 1), full(needed)]).toEqual(['no', 'yes'])
  expect(answers({ revenue: { fen: 99n, text: '' } }).revenue_yuan).toBe('no')
  expect(answers({ revenue: { fen: 100n, text: '' } }).revenue_yuan).toBe('yes')
})

test('a smaller revenue does not decide against a graduation that has two other ways', () => {
  const at = (fen: bigint) =>
    criteriaFor('accelerator', rows, { ...nothing, revenue: { fen, text: '' } }).find((one) => one.key === 'graduation_revenue_yuan')?.answer
  expect(at(1_000_000_000n)).toBe('unknown')
  expect(at(1_000_000_001n)).toBe('yes')
})

test('the summit has no published criteria yet, and says so', () => {
  expect(criteriaFor('industrial_park', rows, nothing)).toMatchObject([{ answer: 'unknown', source: '待补' }])
})

test('kinds with counts are added up', () => {
  expect(countProperty('发明专利1、软著4')).toBe(5)
  expect(countProperty('外观专利5')).toBe(5)
  expect(countProperty('申请中')).toBeNull()
})
