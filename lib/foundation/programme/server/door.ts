import 'server-only'

export { checkEligibility } from './queries'
export { loadCalendar, loadRules, reviewDays } from './rules'
