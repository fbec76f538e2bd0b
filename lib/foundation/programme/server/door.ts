import 'server-only'

export { checkEligibility, type MeasureJudgement } from './queries'
export { loadCalendar, loadRules } from './rules'
