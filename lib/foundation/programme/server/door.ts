import 'server-only'

export { loadCalendar, loadRules } from './rules'
