import { expect, test } from 'vitest'
import type { Actor, RoleCode } from '@/lib/kernel/actor'
import { can } from '@/lib/kernel/policy'
import { type CaseSubject, casePolicy } from './policy'

const actor = (userId: string, ...roles: RoleCode[]): Actor => ({
  userId,
  personId: `person of ${userId}`,
  name: userId,
  roles: new Set(roles),
  departments: new Set(),
  sessionId: '',
})
const subject: CaseSubject = {
  applicantPersonId: 'person of applicant',
  teamPersonIds: ['person of applicant', 'person of teammate'],
  acceptedBy: 'clerk',
  steps: [
    { step: 'first_review', role: 'intake' },
    { step: 'final_decision', role: 'leader' },
  ],
  signers: ['reviewer'],
  measureCode: 'office',
  approved: false,
}
const says = (action: string, who: Actor | null, about = subject) => {
  const decision = can(casePolicy, action, who, about)
  return decision.allow ? 'allow' : decision.reason
}

// the database refuses these by itself too; the policy says it first, so that no button is drawn
test('who accepted does not review, who signed does not decide', () => {
  expect(says('case.first_review', actor('clerk', 'intake'))).toBe('policy.accepted_by_you')
  expect(says('case.first_review', actor('clerk2', 'intake'))).toBe('allow')
  expect(says('case.final_decision', actor('reviewer', 'leader'))).toBe('policy.signed_already')
  expect(says('case.final_decision', actor('leader', 'leader'))).toBe('allow')
})

test('one person takes one step of a chain, also of the longest', () => {
  const steps = [
    { step: 'first_review', role: 'intake' },
    { step: 'second_check', role: 'intake' },
    { step: 'panel', role: 'chair' },
    { step: 'approval', role: 'leader' },
    { step: 'approval_second', role: 'leader' },
  ] as const
  const long = { ...subject, steps }
  for (const { step, role } of steps) {
    expect(says(`case.${step}`, actor('reviewer', role), long), step).toBe('policy.signed_already')
    expect(says(`case.${step}`, actor('somebody', role), long), step).toBe('allow')
  }
  // who accepted may check what somebody else reviewed
  expect(says('case.second_check', actor('clerk', 'intake'), long)).toBe('allow')
})

test('whoever is near to a case does not sign it, and is told so; whoever is not sees no difference', () => {
  const related = { ...subject, related: { 'person of friend': 'spouse' } }
  expect(says('case.final_decision', actor('friend', 'leader'), related)).toBe('policy.related_case')
  expect(says('case.first_review', actor('friend', 'intake'), related)).toBe('policy.related_case')
  expect(says('case.final_decision', actor('leader', 'leader'), related)).toBe('allow')
})

test('a step that the chain does not have is nobody’s', () => {
  for (const step of ['second_check', 'panel', 'approval', 'approval_second'])
    expect(says(`case.${step}`, actor('leader', 'leader', 'intake', 'chair'))).toBe('policy.not_yours')
})

test('nobody handles a case of their own or of their team', () => {
  for (const action of ['case.intake', 'case.assign', 'case.note', 'case.first_review', 'case.final_decision'])
    for (const who of ['applicant', 'teammate']) expect(says(action, actor(who, 'applicant', 'intake', 'leader'))).toBe('policy.own_case')
})

test('a stranger learns nothing, whatever the action', () => {
  for (const action of Object.keys(casePolicy))
    for (const who of [null, actor('stranger', 'applicant'), actor('mentor', 'mentor')]) expect(says(action, who)).toBe('policy.not_yours')
})

test('the plan’s officers read a case once it is approved', () => {
  expect(says('case.read', actor('officer', 'space'))).toBe('policy.not_yours')
  expect(says('case.read', actor('officer', 'space'), { ...subject, approved: true })).toBe('allow')
})
