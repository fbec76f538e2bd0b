import 'server-only'

export { checkEligibility } from './queries'
export { loadCalendar, loadRules } from './rules'
