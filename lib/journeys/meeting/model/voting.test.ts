import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AS_ASKED, carried, decideItem, type ItemFacts, quorumOf, tallyOf, votes } from './voting'

const facts = (cast: string, more: Partial<ItemFacts> = {}): ItemFacts => ({
  tally: tallyOf([...cast].map((sign) => (sign === '+' ? 'for' : sign === '-' ? 'against' : 'abstain'))),
  quorum: 3,
  majorityPercent: 50,
  askedQuantity: 1,
  askedFen: 10_000_000n,
  ...more,
})
const proposal = (more: object = {}) => ({ outcome: 'concur' as const, quantity: null, amountFen: null, reason: '', ...more })
const code = (answer: ReturnType<typeof decideItem>) => (answer.ok ? 'ok' : answer.error.code)

test('nothing is decided below the quorum, whatever the votes say', () => {
  expect(decideItem(facts('++'), proposal())).toEqual({ ok: false, error: { code: 'meeting.no_quorum', params: { present: 2, quorum: 3 } } })
  expect(code(decideItem(facts('+++'), proposal()))).toBe('ok')
})

test('more than half of all votes cast carries; a tie and too many abstentions do not', () => {
  expect([carried(facts('++--').tally, 50), carried(facts('++-').tally, 50), carried(facts('+++000').tally, 50), carried(facts('+++00').tally, 50)]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect(code(decideItem(facts('+-0'), proposal()))).toBe('meeting.no_majority')
  expect(code(decideItem(facts('++-'), proposal({ outcome: 'reject', reason: '同类项目已有三个' })))).toBe('meeting.majority_for')
  expect(code(decideItem(facts('+--'), proposal({ outcome: 'reject' })))).toBe('meeting.reason_for_reject')
  expect(decideItem(facts('+--'), proposal({ outcome: 'reject', reason: '同类项目已有三个', amountFen: 5n }))).toEqual({
    ok: true,
    value: { outcome: 'reject', quantity: null, amountFen: null, reason: '同类项目已有三个' },
  })
})

test('as asked needs no reason; less needs one; more is refused', () => {
  expect(decideItem(facts('+++'), proposal())).toEqual({ ok: true, value: { outcome: 'concur', quantity: 1, amountFen: 10_000_000n, reason: AS_ASKED } })
  expect(code(decideItem(facts('+++'), proposal({ amountFen: 8_000_000n })))).toBe('meeting.reason_for_change')
  expect(decideItem(facts('+++'), proposal({ amountFen: 8_000_000n, reason: '设备费核减' }))).toMatchObject({ value: { amountFen: 8_000_000n } })
  expect(code(decideItem(facts('+++'), proposal({ amountFen: 10_000_001n, reason: '多给一点' })))).toBe('meeting.more_than_asked')
  expect(code(decideItem(facts('+++'), proposal({ amountFen: 0n, reason: '零' })))).toBe('meeting.amount_missing')
  expect(code(decideItem(facts('+++', { askedQuantity: 2, askedFen: null }), proposal({ quantity: 3, reason: '三个' })))).toBe('meeting.more_than_asked')
  expect(decideItem(facts('+++', { askedQuantity: 2, askedFen: null }), proposal({ quantity: 1, reason: '先给一个' }))).toMatchObject({
    value: { quantity: 1, amountFen: null },
  })
})

test('the quorum rounds up and is never nobody; exactly one outcome fits any votes', () => {
  expect([quorumOf(5, 67), quorumOf(3, 67), quorumOf(6, 50), quorumOf(0, 67)]).toEqual([4, 3, 3, 1])
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...votes), { minLength: 3, maxLength: 15 }), fc.integer({ min: 50, max: 90 }), (cast, majorityPercent) => {
      const here = facts('', { tally: tallyOf(cast), majorityPercent })
      const fits = (['concur', 'reject'] as const).filter((outcome) => decideItem(here, proposal({ outcome, reason: '写明的理由' })).ok)
      expect(fits).toHaveLength(1)
    }),
  )
})
