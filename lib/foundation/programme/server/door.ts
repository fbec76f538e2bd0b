import 'server-only'

export { type MaterialNeed, materialNeeds } from '../model/materials'
export { checkEligibility } from './queries'
export { loadCalendar, loadRules, reviewDays, ruleOn } from './rules'
