import 'server-only'

export { type MaterialNeed, materialNeeds } from '../model/materials'
export { checkEligibility, judgeMeasure } from './queries'
export { loadCalendar, loadRules, reviewDays, ruleOn } from './rules'
