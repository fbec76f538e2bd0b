import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChainFacts, type ChainStep, isLastSignature, missingSteps, nextStep, type Signature, signedAlready, standing, stepsFor } from './chain'
import type { CaseState } from './machine'

const step = (ordinal: number, name: ChainStep['step'], role: ChainStep['role'], aboveFen: bigint | null = null): ChainStep => ({
  ordinal,
  step: name,
  role,
  days: 3,
  aboveFen,
})
const panel: readonly ChainStep[] = [
  step(1, 'first_review', 'intake'),
  step(2, 'second_check', 'intake'),
  step(3, 'expert_review', 'reviewer'),
  step(4, 'panel', 'chair'),
  step(5, 'public_notice', 'intake'),
  step(6, 'approval', 'leader'),
  step(7, 'approval_second', 'leader', 20_000_000n),
]
const direct: readonly ChainStep[] = [step(1, 'first_review', 'intake'), step(2, 'final_decision', 'leader')]
const signed = (name: string, signedBy: string, more: Partial<Signature> = {}): Signature => ({ step: name, round: 1, decision: 'concur', signedBy, ...more })
const facts = (state: CaseState, signatures: readonly Signature[] = [], more: Partial<ChainFacts> = {}): ChainFacts => ({
  steps: panel,
  state,
  signatures,
  round: 1,
  amountFen: 30_000_000n,
  noticeOver: false,
  ...more,
})
const reviewed = [signed('first_review', 'a'), signed('second_check', 'b')]
const voted = [...reviewed, signed('panel', 'c')]

describe('the next step', () => {
  test.each<[string, ChainFacts, string | null]>([
    ['before acceptance nobody signs', facts('submitted'), null],
    ['accepted', facts('accepted'), 'first_review'],
    ['reviewed once', facts('eligibility_review', [signed('first_review', 'a')]), 'second_check'],
    ['a review that says no goes on too', facts('eligibility_review', [signed('first_review', 'a', { decision: 'reject' })]), 'second_check'],
    ['with the experts', facts('expert_review', reviewed), 'expert_review'],
    ['scored', facts('panel_decision', reviewed), 'panel'],
    ['voted, not shown yet', facts('panel_decision', voted), null],
    ['shown', facts('public_notice', voted), 'public_notice'],
    ['somebody objected', facts('objection_hold', voted), 'public_notice'],
    ['shown long enough', facts('public_notice', voted, { noticeOver: true }), 'approval'],
    ['above the limit', facts('public_notice', [...voted, signed('approval', 'd')], { noticeOver: true }), 'approval_second'],
    ['exactly the limit', facts('public_notice', [...voted, signed('approval', 'd')], { noticeOver: true, amountFen: 20_000_000n }), null],
    ['a note decides nothing', facts('public_notice', [...voted, signed('approval', 'd', { decision: 'hold' })], { noticeOver: true }), 'approval'],
    ['sent back', facts('panel_decision', voted, { round: 2 }), 'panel'],
    ['ended', facts('approved', voted), null],
    ['direct, reviewed', facts('panel_decision', [signed('first_review', 'a')], { steps: direct }), 'final_decision'],
    ['direct, sent back', facts('eligibility_review', [signed('first_review', 'a')], { steps: direct, round: 2 }), 'first_review'],
  ])('%s', (_, given, expected) => expect(nextStep(given)?.step ?? null).toBe(expected))
})

test('the last signature is the one after which nothing is missing', () => {
  const over = (signatures: readonly Signature[], amountFen: bigint) => facts('public_notice', signatures, { noticeOver: true, amountFen })
  expect(isLastSignature(over(voted, 20_000_000n), 'approval')).toBe(true)
  expect(isLastSignature(over(voted, 20_000_001n), 'approval')).toBe(false)
  expect(isLastSignature(over([...voted, signed('approval', 'd')], 20_000_001n), 'approval_second')).toBe(true)
  expect(isLastSignature(over(reviewed, 1n), 'approval')).toBe(false)
})

test('what was signed before the meeting stands in the next round, what came after does not', () => {
  const all = [...voted, signed('approval', 'd')]
  expect(standing(facts('panel_decision', all, { round: 2 })).map((one) => one.step)).toEqual(['first_review', 'second_check'])
  expect(signedAlready(facts('panel_decision', all, { round: 2 }), 'a')).toBe(true)
  expect(signedAlready(facts('panel_decision', all, { round: 2 }), 'd')).toBe(false)
  expect(standing(facts('eligibility_review', [signed('first_review', 'a')], { steps: direct, round: 2 }))).toEqual([])
})

test('a rejection needs the meeting and what comes before it, an approval everything', () => {
  expect(missingSteps(facts('panel_decision', reviewed), 'rejected')).toEqual(['panel'])
  expect(missingSteps(facts('panel_decision', voted), 'rejected')).toEqual([])
  expect(missingSteps(facts('public_notice', voted), 'approved')).toEqual(['approval', 'approval_second'])
})

// whoever signs whatever in whichever order: a chain that says it is complete was signed step by step by different people
test('no order of signatures completes a chain without each of its steps', () => {
  const names = ['first_review', 'second_check', 'panel', 'approval', 'approval_second'] as const
  const one = fc.record({
    step: fc.constantFrom(...names),
    round: fc.integer({ min: 1, max: 2 }),
    decision: fc.constantFrom('concur', 'reject', 'issues', 'hold'),
    signedBy: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.bigInt({ min: 1n, max: 40_000_000n }), fc.integer({ min: 1, max: 2 }), (signatures, amountFen, round) => {
      const given = facts('public_notice', signatures, { amountFen, round, noticeOver: true })
      const last = names.filter((name) => isLastSignature(given, name))
      const decisive = new Set(standing(given).map((s) => s.step))
      for (const name of last) {
        const needed = stepsFor(panel, amountFen)
          .map((s) => s.step)
          .filter((s) => s !== 'expert_review' && s !== 'public_notice')
        if (needed.at(-1) !== name || !needed.every((s) => s === name || decisive.has(s))) return false
      }
      return standing(given).every((s) => s.decision === 'concur' || s.decision === 'reject')
    }),
  )
})
