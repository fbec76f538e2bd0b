import type { ChainStepName } from './chain'
import type { CaseState } from './machine'

const words: Record<ChainStepName, string | null> = {
  first_review: '初审',
  second_check: '再核一遍',
  expert_review: '专家评审',
  panel: '评审会决定',
  public_notice: '公示',
  approval: '领导批准',
  // the applicant waits for one approval, however many sign it
  approval_second: null,
  final_decision: '最后决定',
}

const allocation: Readonly<Record<string, readonly string[]>> = {
  office: ['留位置，发通知书', '你确认', '交接入驻'],
  flat: ['留房间，发通知书', '你确认', '交接入住'],
  loan: ['签合同，放款'],
  coaching: ['配导师'],
  grant: ['签资助协议', '分期拨付'],
}

/** The step of the chain that goes on in a state; what is behind it in the list still comes. */
const current: Partial<Record<CaseState, readonly ChainStepName[]>> = {
  accepted: ['first_review'],
  accepted_deferred: ['first_review'],
  eligibility_review: ['second_check', 'first_review'],
  suspended: ['second_check', 'first_review'],
  expert_review: ['expert_review'],
  panel_decision: ['panel', 'final_decision'],
  public_notice: ['public_notice'],
  objection_hold: ['public_notice'],
}

/** What still comes in this state, in the words of the applicant; empty when nothing more comes. `steps`: those of the chain, in order. */
export function stepsAfter(state: CaseState, measureCode: string, steps: readonly ChainStepName[]): string[] {
  const end = allocation[measureCode] ?? []
  const said = (some: readonly ChainStepName[]) => some.flatMap((step) => words[step] ?? [])
  if (state === 'submitted' || state === 'intake_check' || state === 'supplement_required') return ['受理', ...said(steps), ...end]
  const at = current[state]?.map((step) => steps.indexOf(step)).find((index) => index >= 0)
  return at === undefined ? [] : [...said(steps.slice(at + 1)), ...end]
}
