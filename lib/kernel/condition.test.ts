import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, calendarDate } from './calendar-date'
import { type Answer, type Condition, evaluate, type Facts } from './condition'

const today = calendarDate('2026-11-24')
const words = { label: '条件', clause: '规则' }
const names = ['a', 'b', 'c'] as const

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ fact: fc.constantFrom(...names), value: fc.boolean() }).map(({ fact, value }): Condition => ({ ...words, fact, op: 'eq', value })),
  fc.constantFrom(...names).map((fact): Condition => ({ ...words, fact, op: 'known' })),
  fc.constant<Condition>({ ...words, pending: '还没有公布' }),
)
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('tree').map((not): Condition => ({ not })),
  ),
}))
const facts: fc.Arbitrary<Facts> = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }, { requiredKeys: [] })
const answerOf = (condition: Condition, known: Facts): Answer => evaluate(condition, known, today).answer

test('a yes or no holds whatever the missing facts turn out to be, as long as known is not asked', () => {
  const asksKnown = (condition: Condition): boolean =>
    'op' in condition
      ? condition.op === 'known'
      : 'all' in condition
        ? condition.all.some(asksKnown)
        : 'any' in condition
          ? condition.any.some(asksKnown)
          : 'not' in condition && asksKnown(condition.not)
  fc.assert(
    fc.property(tree, facts, facts, (condition, some, more) => {
      fc.pre(!asksKnown(condition))
      const early = answerOf(condition, some)
      if (early !== 'unknown') expect(answerOf(condition, { ...more, ...some })).toBe(early)
    }),
    { numRuns: 2000 },
  )
})

test('not all is any not, and not twice is itself', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 3 }), facts, (parts, known) => {
      expect(answerOf({ not: { all: parts } }, known)).toBe(answerOf({ any: parts.map((not) => ({ not })) }, known))
      expect(answerOf({ not: { not: { all: parts } } }, known)).toBe(answerOf({ all: parts }, known))
    }),
  )
})

test('every unknown names what is missing or why it cannot be judged', () => {
  fc.assert(
    fc.property(tree, facts, (condition, known) => {
      const { answer, leaves } = evaluate(condition, known, today)
      if (answer === 'unknown') expect(leaves.some((one) => one.missing !== undefined || one.pending !== undefined)).toBe(true)
    }),
  )
})

test('a date leaf changes its answer on exactly the days it names', () => {
  fc.assert(
    fc.property(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: 1, max: 120 }), (offset, months) => {
      const known = { on: addDays(today, offset) }
      const within: Condition = { ...words, fact: 'on', op: 'within_months', value: months }
      const { until } = evaluate(within, known, today).leaves[0] ?? {}
      if (!until) throw new Error('no last day')
      expect([until, addDays(until, 1)].map((day) => evaluate(within, known, day).answer)).toEqual(['yes', 'no'])
      const { from } = evaluate({ not: within }, known, today).leaves[0] ?? {}
      expect(from).toBe(addDays(until, 1))
    }),
  )
})
