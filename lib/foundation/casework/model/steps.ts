import type { CaseState } from './machine'

const handling = ['初审', '最后决定'] as const
const allocation: Readonly<Record<string, readonly string[]>> = {
  office: ['留位置，发通知书', '你确认', '交接入驻'],
  flat: ['留房间，发通知书', '你确认', '交接入住'],
  loan: ['签合同，放款'],
  coaching: ['配导师'],
}

/** What still comes in this state, in the words of the applicant; empty when nothing more comes. */
export function stepsAfter(state: CaseState, measureCode: string): string[] {
  const end = allocation[measureCode] ?? []
  switch (state) {
    case 'submitted':
    case 'intake_check':
    case 'supplement_required':
      return ['受理', ...handling, ...end]
    case 'accepted':
    case 'accepted_deferred':
    case 'eligibility_review':
    case 'suspended':
      return [handling[1], ...end]
    case 'expert_review':
    case 'panel_decision':
    case 'public_notice':
    case 'objection_hold':
      return [...end]
    default:
      return []
  }
}
