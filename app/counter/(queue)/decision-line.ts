import { missingOf } from '@/lib/foundation/casework/model/decision'
import { isOpen, statesOf } from '@/lib/foundation/casework/model/machine'
import type { DecisionCase } from './decision-case'

/** Why something is possible or not, and what follows: the two halves of the line above the verbs. */
export function decisionLine(of: DecisionCase): { says: string; follows: string } {
  if (of.hasMeeting && !statesOf('awaitingWindow').includes(of.state)) return chainLine(of)
  if (of.paused) return { says: '正在暂停，恢复以后才能签', follows: '暂停的天数不计入承诺' }
  if (statesOf('awaitingWindow').includes(of.state)) return windowLine(of)
  if (of.state === 'supplement_required') return { says: '等申请人补材料，补齐了会回到待受理', follows: '' }
  if (statesOf('awaitingReview').includes(of.state)) return { says: '受理了，等初审', follows: '初审后交分管领导审定' }
  if (statesOf('awaitingDecision').includes(of.state)) {
    const opinion = of.opinion
    return { says: opinion ? `初审${opinion.decision === 'concur' ? '同意' : '不同意'}（${opinion.name}）` : '等审定', follows: '审定的理由申请人会原样读到' }
  }
  return isOpen(of.state) ? { says: '这一步不在受理台办', follows: '' } : { says: '已经办结，没有要做的了', follows: '' }
}

function windowLine(of: DecisionCase): { says: string; follows: string } {
  const missing = missingOf(of)
  const unchecked = of.materials.filter((m) => m.hasFile && m.state === 'to_check').length
  const follows = '受理后由他人初审'
  if (missing.length > 0) return { says: `缺 ${missing.length} 份必交的材料，还不能受理`, follows }
  if (unchecked > 0) return { says: `必交的都有了，还有 ${unchecked} 份没核`, follows }
  return { says: '材料齐了，都核过了，可以受理', follows }
}

const roles: Readonly<Record<string, string>> = { intake: '受理窗口', reviewer: '评审专家', chair: '评审会主任', leader: '分管领导' }

/** The next step of the chain, whose it is and until when. */
function chainLine(of: DecisionCase): { says: string; follows: string } {
  if (of.state === 'objection_hold') return { says: '有异议在核实，办完才能批准', follows: '' }
  if (!of.next) return { says: isOpen(of.state) ? '这一步不在受理台办' : '已经办结，没有要做的了', follows: '' }
  const { word, role, dueBy, step } = of.next
  const days = dueBy ? `${dueBy}前` : ''
  if (step === 'expert_review') return { says: '专家在评审，时钟停着', follows: days }
  if (step === 'public_notice') return { says: '在公示，期满没有异议才能批准', follows: '' }
  return { says: `等${word}（${roles[role] ?? role}）`, follows: days }
}
