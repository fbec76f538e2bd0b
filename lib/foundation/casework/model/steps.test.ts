import { expect, test } from 'vitest'
import type { ChainStepName } from './chain'
import { caseMachine } from './machine'
import { stepsAfter } from './steps'

const direct: readonly ChainStepName[] = ['first_review', 'final_decision']
const panel: readonly ChainStepName[] = ['first_review', 'second_check', 'expert_review', 'panel', 'public_notice', 'approval', 'approval_second']

test('what still comes, by the chain of the round', () => {
  expect(stepsAfter('submitted', 'loan', direct)).toEqual(['受理', '初审', '最后决定', '签合同，放款'])
  expect(stepsAfter('eligibility_review', 'loan', direct)).toEqual(['最后决定', '签合同，放款'])
  expect(stepsAfter('accepted', 'grant', panel)).toEqual(['再核一遍', '专家评审', '评审会决定', '公示', '领导批准', '签资助协议', '分期拨付'])
  expect(stepsAfter('eligibility_review', 'grant', panel)).toEqual(['专家评审', '评审会决定', '公示', '领导批准', '签资助协议', '分期拨付'])
  expect(stepsAfter('public_notice', 'grant', panel)).toEqual(['领导批准', '签资助协议', '分期拨付'])
})

test('the way gets shorter, and nothing comes after the end', () => {
  const along = ['accepted', 'eligibility_review', 'expert_review', 'panel_decision', 'public_notice'] as const
  const lengths = along.map((state) => stepsAfter(state, 'grant', panel).length)
  expect([...lengths].sort((a, b) => b - a)).toEqual(lengths)
  for (const state of caseMachine.terminal) expect(stepsAfter(state, 'grant', panel)).toEqual([])
})
