import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMachine, events, type Machine, pairs, step } from './machine'

const states = ['s0', 's1', 's2', 's3', 's4'] as const
type S = (typeof states)[number]

/** Random machines: a few states, a few events, any edges. */
const machine: fc.Arbitrary<Machine<S, string>> = fc
  .record({
    edges: fc.array(fc.tuple(fc.constantFrom(...states), fc.constantFrom('go', 'stop', 'back'), fc.constantFrom(...states)), { maxLength: 12 }),
    terminal: fc.subarray([...states]),
  })
  .map(({ edges, terminal }) => {
    const transitions: Partial<Record<S, Record<string, S>>> = {}
    for (const [from, event, to] of edges) transitions[from] = { ...transitions[from], [event]: to }
    return { name: 'random', states, initial: 's0', terminal, groups: {}, transitions }
  })

test('exactly the states that no walk reaches are called unreachable', () => {
  fc.assert(
    fc.property(machine, (m) => {
      let reached = new Set<S>(['s0'])
      for (let i = 0; i < states.length; i += 1) reached = new Set([...reached, ...pairs(m).flatMap(({ from, to }) => (reached.has(from) ? [to] : []))])
      const faults = checkMachine(m)
      for (const state of states) expect(faults.includes(`${state}: cannot be reached`)).toBe(!reached.has(state))
    }),
  )
})

test('a step is possible for exactly the events that the table lists', () => {
  fc.assert(
    fc.property(machine, fc.constantFrom(...states), fc.constantFrom('go', 'stop', 'back', 'other'), (m, state, event) => {
      const next = step(m, state, event)
      expect(next.ok).toBe(events(m, state).includes(event))
      if (next.ok) expect(pairs(m)).toContainEqual({ from: state, to: next.value })
    }),
  )
})
