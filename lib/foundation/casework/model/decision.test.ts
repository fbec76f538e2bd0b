import { describe, expect, test } from 'vitest'
import { errorText, isKnownCode } from '@/lib/i18n/errors'
import type { Actor, RoleCode } from '@/lib/kernel/actor'
import { can } from '@/lib/kernel/policy'
import { type ChainStep, nextStep } from './chain'
import { type CaseFacts, obstacle, offersOf, ruleOf, verbs } from './decision'
import { caseMachine } from './machine'
import { type CaseSubject, casePolicy } from './policy'

const material = { key: 'plan', name: '项目计划书', required: true, hasFile: true, state: 'to_check' }
const facts: CaseFacts = { state: 'submitted', paused: false, handling: false, noticesSent: 0, hasDays: true, materials: [material] }
const steps: readonly ChainStep[] = [
  { ordinal: 1, step: 'first_review', role: 'intake', days: 3, aboveFen: null },
  { ordinal: 2, step: 'final_decision', role: 'leader', days: 5, aboveFen: null },
]
const subject: CaseSubject = {
  applicantPersonId: 'a',
  teamPersonIds: ['a'],
  acceptedBy: 'u-accepted',
  steps,
  signers: ['u-signed'],
  measureCode: 'office',
  approved: false,
}
const actor = (userId: string, ...roles: RoleCode[]): Actor => ({
  userId,
  personId: userId,
  name: userId,
  roles: new Set(roles),
  departments: new Set(),
  sessionId: 's',
})
/** The direct chain: the review once accepted, then the decision. */
const atHand = ({ state }: CaseFacts) => nextStep({ steps, state, signatures: [], round: 1, amountFen: null, noticeOver: false })?.step ?? null
const offers = (who: Actor, of: CaseFacts) =>
  offersOf(of, atHand(of), (rule) => can(casePolicy, rule, who, subject)).map((offer) => [offer.verb, offer.because?.code ?? null])

describe('what the decision bar offers', () => {
  test('the window at the window, and nothing of the leader', () => {
    expect(offers(actor('u', 'intake'), facts)).toEqual([
      ['accept', null],
      ['supplement', null],
      ['refuse', null],
      ['assign', null],
    ])
  })

  test('the one who accepted sees why the review is somebody else’s', () => {
    const handling = { ...facts, state: 'accepted', handling: true } as const
    expect(offers(actor('u-accepted', 'intake'), handling)).toContainEqual(['first_review', 'policy.accepted_by_you'])
    expect(offers(actor('u', 'intake'), handling)).toContainEqual(['first_review', null])
  })

  test('whoever signed first sees why the decision is somebody else’s; while paused nobody signs', () => {
    const deciding = { ...facts, state: 'panel_decision', handling: true } as const
    expect(offers(actor('u-signed', 'intake', 'leader'), deciding)).toContainEqual(['final_decision', 'policy.signed_already'])
    expect(offers(actor('u', 'leader'), { ...deciding, paused: true })).toContainEqual(['final_decision', 'case.paused'])
  })

  test.each(['applicant', 'auditor', 'space', 'reviewer', 'sys_admin'] as const)('%s is offered nothing in any state', (role) => {
    for (const state of caseMachine.states) expect(offers(actor('u', role), { ...facts, state, handling: true })).toEqual([])
  })

  test('a case of one’s own shows its verbs only with the reason', () => {
    for (const [, because] of offers(actor('a', 'intake', 'leader'), facts)) expect(because).toBe('policy.own_case')
  })
})

describe('what the facts forbid', () => {
  test('a required material that is missing or refused; an optional one never', () => {
    const missing = [
      { ...material, hasFile: false },
      { ...material, state: 'refused' },
    ]
    for (const one of missing) expect(obstacle('accept', { ...facts, materials: [one] })?.code).toBe('case.materials_missing')
    for (const one of missing) expect(obstacle('accept', { ...facts, materials: [{ ...one, required: false }] })).toBeNull()
  })

  test('a second notice, a measure without days, a pause without a clock, a second pause, a resume without a pause', () => {
    expect(obstacle('supplement', { ...facts, noticesSent: 1 })?.code).toBe('case.second_notice')
    expect(obstacle('accept', { ...facts, hasDays: false })?.code).toBe('case.measure_without_days')
    expect(obstacle('pause', facts)?.code).toBe('case.no_running_clock')
    expect(obstacle('pause', { ...facts, handling: true, paused: true })?.code).toBe('case.paused_already')
    expect(obstacle('resume', facts)?.code).toBe('case.not_paused')
    for (const state of ['expert_review', 'public_notice', 'objection_hold'] as const)
      for (const verb of ['pause', 'resume'] as const)
        expect(obstacle(verb, { ...facts, state, handling: true, paused: verb === 'resume' })?.code).toBe('case.paused_by_itself')
  })

  test('every reason has words, and every verb a rule', () => {
    const worst: CaseFacts = { ...facts, paused: true, noticesSent: 1, hasDays: false, materials: [{ ...material, hasFile: false }] }
    for (const verb of verbs) {
      expect(Object.hasOwn(casePolicy, ruleOf(verb, null))).toBe(true)
      for (const of of [worst, { ...worst, paused: false, materials: [] }]) {
        const fault = obstacle(verb, of)
        if (fault) expect(isKnownCode(fault.code) && !errorText(fault.code, fault.params).includes('undefined')).toBe(true)
      }
    }
  })
})
