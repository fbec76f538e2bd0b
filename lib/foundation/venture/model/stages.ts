/** The incubation chain as a route: from the base camp to the summit (报道 S1: 苗圃—众创空间—孵化器—加速器—产业园). */
export const stages = [
  { stage: 'nursery', camp: '大本营', name: '苗圃', spoken: '大本营' },
  { stage: 'makerspace', camp: 'C1', name: '众创空间', spoken: '一号营地' },
  { stage: 'incubator', camp: 'C2', name: '孵化器', spoken: '二号营地' },
  { stage: 'accelerator', camp: 'C3', name: '加速器', spoken: '三号营地' },
  { stage: 'industrial_park', camp: '顶峰', name: '产业园', spoken: '顶峰' },
] as const

export type Stage = (typeof stages)[number]['stage']
export type Camp = (typeof stages)[number]

export const campOf = (stage: Stage): Camp => stages.find((camp) => camp.stage === stage) ?? stages[0]

/** The camp after this one; null at the summit. */
export const nextCamp = (stage: Stage): Camp | null => stages[stages.findIndex((camp) => camp.stage === stage) + 1] ?? null
