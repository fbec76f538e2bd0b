/** Why a member of the window may let a clock stand still (features paper 2.7, clock). */
export const pauseReasons = ['awaiting_applicant', 'outside_authority', 'expert_opinion', 'site_visit'] as const
/** The clock stands still by itself while experts score and while the result is shown to everybody (行政许可法 art. 45). */
const systemPauseReasons = ['expert_review', 'public_notice'] as const

export type PauseReason = (typeof pauseReasons)[number]
export type SystemPauseReason = (typeof systemPauseReasons)[number]

export const pauseWords: Record<PauseReason, string> = {
  awaiting_applicant: '等申请人',
  outside_authority: '等其他部门回函',
  expert_opinion: '等专家意见',
  site_visit: '等现场查看',
}

/** Told to the applicant in these words. */
export const systemPauseWords: Record<SystemPauseReason, string> = {
  expert_review: '专家在看材料',
  public_notice: '结果在公示，等大家提意见',
}

/** In which states the clock stands still by itself; whichever step leads in or out of them. */
export const pausedIn = (state: string): SystemPauseReason | null => {
  if (state === 'expert_review') return 'expert_review'
  return state === 'public_notice' || state === 'objection_hold' ? 'public_notice' : null
}

/** A pause that the system began and ends; those of the window are ended by the window. */
export const isSystemPause = (reason: string): reason is SystemPauseReason => systemPauseReasons.some((one) => one === reason)
