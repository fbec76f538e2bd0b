/** Why a clock may stand still; nothing else may stop it (features paper 2.7, clock). */
export const pauseReasons = ['awaiting_applicant', 'outside_authority', 'expert_opinion', 'site_visit'] as const
export type PauseReason = (typeof pauseReasons)[number]

export const pauseWords: Record<PauseReason, string> = {
  awaiting_applicant: '等申请人',
  outside_authority: '等其他部门回函',
  expert_opinion: '等专家意见',
  site_visit: '等现场查看',
}
