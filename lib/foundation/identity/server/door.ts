import 'server-only'

export { assertSteppedUp, isSteppedUp } from './commands/step-up'
export { hashPassword } from './password'
export { holdsRole } from './roles'
