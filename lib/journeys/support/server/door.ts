import 'server-only'

export { ownAgreements } from './own'
