import type { CommandRow } from './matrix'

/** Where the books stand: something waits for a signature; the year ends; everything is settled. */
export const fundStages = ['proposed', 'ending', 'settled'] as const
export type FundStage = (typeof fundStages)[number]

/** `finance` proposed what waits; `both` is finance and leader at once. */
export const fundPersonas = [
  'anonymous',
  'applicant',
  'intake',
  'space',
  'finance',
  'finance_second',
  'leader',
  'both',
  'auditor',
  'chair',
  'bank',
  'sys_admin',
] as const
export type FundPersona = (typeof fundPersonas)[number]

const bookkeepers = ['finance', 'finance_second', 'both'] as const
const readers = ['finance', 'finance_second', 'leader', 'both', 'auditor'] as const
/** Finance never signs what finance proposed; the proposer is told that first. */
const told = { finance: 'policy.fund_same_person', finance_second: 'policy.fund_same_role', both: 'policy.fund_same_role' } as const

/** Rows ledger, budget and budget year of the authorization matrix (reliability paper §3.2). */
export const fundRows: readonly CommandRow<FundStage, FundPersona>[] = [
  { door: 'fund.propose_budget', stage: 'proposed', allow: bookkeepers, objectless: true },
  { door: 'fund.decide_budget', stage: 'proposed', allow: ['leader'], told },
  { door: 'fund.propose_transfer', stage: 'proposed', allow: bookkeepers },
  { door: 'fund.decide_transfer', stage: 'proposed', allow: ['leader'], told },
  { door: 'fund.propose_reversal', stage: 'proposed', allow: bookkeepers },
  { door: 'fund.decide_reversal', stage: 'proposed', allow: ['leader'], told },
  { door: 'fund.export', behind: '/counter/fund/export', stage: 'proposed', allow: readers, objectless: true },
  { door: 'fund.export_performance', behind: '/counter/fund/performance', stage: 'proposed', allow: readers, objectless: true },
  { door: 'fund.settle', stage: 'ending', allow: bookkeepers },
  {
    door: 'fund.close_line',
    stage: 'settled',
    allow: ['leader'],
    told: { finance: 'policy.fund_same_role', finance_second: 'policy.fund_same_role', both: 'policy.fund_same_role' },
  },
]
