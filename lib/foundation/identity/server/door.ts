import 'server-only'

export { hashPassword } from './password'
