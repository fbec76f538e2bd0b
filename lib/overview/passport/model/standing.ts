import type { Criterion } from '@/lib/foundation/venture/model/promotion'
import { campOf, nextCamp, type Stage } from '@/lib/foundation/venture/model/stages'

/** The first sentence of the page: where you are, and what is missing to the next camp. */
export function standingTitle(
  stage: Stage | null,
  criteria: readonly Criterion[],
  waiting: { offers: number; openCases: number; approved: number; refused: number },
): string {
  if (!stage) {
    if (waiting.offers > 0) return '给你留了位置，等你确认'
    if (waiting.openCases > 0) return `申请交了，${waiting.openCases} 件在办`
    if (waiting.approved > 0) return '批准了，接下来办后面的手续'
    return waiting.refused > 0 ? '这次没有通过，改好了随时可以再申请' : '从这里出发'
  }
  const here = campOf(stage).camp
  const next = nextCamp(stage)
  if (!next) return '你到顶峰了'
  const missing = criteria.filter((one) => one.answer === 'no').length
  const unseen = criteria.filter((one) => one.answer === 'unknown').length
  if (missing === 0 && unseen === 0) return `你在 ${here}，可以升到 ${next.camp} 了`
  if (missing === 0) return `你在 ${here}，离 ${next.camp} 有 ${unseen} 项还没核`
  return `你在 ${here}，离 ${next.camp} 还差 ${missing} 项${unseen > 0 ? `，${unseen} 项还没核` : ''}`
}
