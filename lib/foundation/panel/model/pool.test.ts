import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countPool, poolOf, poolRuleInWords } from './pool'

const rule = { fields: ['机电装备'], entries: 4, sheetsPerDay: 15 }
const candidate = (more: object = {}) => ({ reviewerId: 'r', no: 'ZJ-001', fields: ['机电装备'], givenToday: 0, drawnBefore: false, conflicts: [], ...more })
const conflict = (strength: 'hard' | 'soft', kind: 'mentor' | 'school') => ({ strength, kind, why: '周予安', path: [] }) as const
const only = (more: object) => poolOf([candidate(more)], rule)[0]

test('nothing against somebody: in the pool without a reason', () => {
  expect(only({})).toEqual({ reviewerId: 'r', no: 'ZJ-001', excluded: false, reasons: [] })
})

test('each reason that excludes is named by its class, never by a name', () => {
  expect(only({ fields: ['大健康'] })?.reasons.map((one) => one.kind)).toEqual(['field'])
  expect(only({ givenToday: 12 })?.reasons.map((one) => one.kind)).toEqual(['load'])
  expect(only({ givenToday: 11 })?.excluded).toBe(false)
  expect(only({ drawnBefore: true })?.excluded).toBe(true)
  const mentor = only({ conflicts: [{ entryCode: 'P-02', found: [conflict('hard', 'mentor'), conflict('hard', 'mentor')] }] })
  expect(mentor).toMatchObject({ excluded: true, reasons: [{ kind: 'mentor', entryCode: 'P-02', why: '三年内导师结对' }] })
  expect(JSON.stringify(mentor)).not.toContain('周予安')
})

test('a soft relation stays in the pool and is disclosed', () => {
  expect(only({ conflicts: [{ entryCode: 'P-01', found: [conflict('soft', 'school')] }] })).toMatchObject({
    excluded: false,
    reasons: [{ strength: 'soft', kind: 'school' }],
  })
})

test('too few and just enough are told apart', () => {
  const rows = (eligible: number) =>
    poolOf(
      Array.from({ length: eligible }, () => candidate()),
      rule,
    )
  expect(countPool(rows(2), 3)).toMatchObject({ short: true, noReserve: false })
  expect(countPool(rows(3), 3)).toMatchObject({ short: false, noReserve: true })
  expect(countPool(rows(4), 3)).toMatchObject({ short: false, noReserve: false })
  fc.assert(fc.property(fc.nat(20), fc.integer({ min: 1, max: 15 }), (n, seats) => countPool(rows(n), seats).short === n < seats))
})

test('the rule in words', () => {
  expect(poolRuleInWords(rule)).toContain('专业含 机电装备 之一')
  expect(poolRuleInWords({ ...rule, fields: [] })).toContain('不限专业')
})
