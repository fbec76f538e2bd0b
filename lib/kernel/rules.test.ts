import { expect, test } from 'vitest'
import { hasRole } from './actor'
import { calendarDate } from './calendar-date'
import { type Condition, evaluate } from './condition'
import { checkMachine, defineMachine, pairs, step } from './machine'
import { allow, can, type Policy } from './policy'

const policy: Policy<null> = { 'thing.read': () => allow }

test('an action without a rule is refused, and inherited names are no rules', () => {
  expect(can(policy, 'thing.read', null, null)).toEqual({ allow: true })
  for (const action of ['thing.write', '', 'constructor', 'toString', '__proto__'])
    expect(can(policy, action, null, null)).toEqual({ allow: false, reason: 'policy.no_rule' })
  expect(hasRole(null, 'intake')).toBe(false)
})

const door = defineMachine({
  name: 'door',
  states: ['open', 'closed', 'gone'],
  initial: 'open',
  terminal: ['gone'],
  groups: {},
  transitions: { open: { close: 'closed' }, closed: { open: 'open', remove: 'gone' } },
})

test('an event that does not fit is a value, with what was tried', () => {
  expect(step(door, 'open', 'close')).toEqual({ ok: true, value: 'closed' })
  expect(step(door, 'open', 'remove')).toEqual({ ok: false, error: { code: 'machine.illegal', machine: 'door', state: 'open', event: 'remove' } })
  expect(pairs(door)).toHaveLength(3)
  expect(checkMachine(door)).toEqual([])
})

test('a broken machine is described', () => {
  const broken = {
    ...door,
    states: ['open', 'closed', 'gone', 'lost', 'stuck'] as const,
    terminal: ['closed'] as const,
    transitions: { ...door.transitions, open: { close: 'closed', jam: 'stuck' } },
  }
  expect(checkMachine<string, string>(broken)).toEqual([
    'closed: terminal but has exits',
    'gone: dead end that is not terminal',
    'lost: cannot be reached',
    'lost: dead end that is not terminal',
    'stuck: dead end that is not terminal',
  ])
})

const leaf = (fact: string): Condition => ({ label: fact, clause: '', fact, op: 'eq', value: true })
const today = calendarDate('2026-09-16')

test('three values: a missing fact is unknown, and only where it matters', () => {
  const both: Condition = { all: [leaf('a'), leaf('b')] }
  const either: Condition = { any: [leaf('a'), leaf('b')] }
  const answers = (condition: Condition, facts: Record<string, boolean>) => evaluate(condition, facts, today).answer
  expect([answers(both, { a: true, b: true }), answers(both, { a: true }), answers(both, { a: false })]).toEqual(['yes', 'unknown', 'no'])
  expect([answers(either, { a: true }), answers(either, { a: false }), answers(either, { a: false, b: false })]).toEqual(['yes', 'unknown', 'no'])
  expect(answers({ not: both }, { a: true })).toBe('unknown')
  expect(evaluate(both, { a: true }, today).leaves[1]).toMatchObject({ answer: 'unknown', missing: 'b' })
})

test('a date leaf says until when it holds; under a negation since when', () => {
  const recent: Condition = { label: '', clause: '', fact: 'on', op: 'within_months', value: 12 }
  expect(evaluate(recent, { on: '2025-09-16' }, today).leaves[0]).toMatchObject({ answer: 'yes', until: '2026-09-16' })
  expect(evaluate(recent, { on: '2025-09-15' }, today).leaves[0]).toMatchObject({ answer: 'no', until: '2026-09-15' })
  expect(evaluate({ not: recent }, { on: '2025-09-15' }, today).leaves[0]).toMatchObject({ answer: 'yes', from: '2026-09-16' })
})
