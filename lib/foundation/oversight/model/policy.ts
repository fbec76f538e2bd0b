import { hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

/** Rows audit log and job / outbox of the authorization matrix: who administers does not audit, who audits changes nothing. */
export const oversightPolicy = {
  'audit.read': (actor) => (hasRole(actor, 'auditor') ? allow : deny(NOT_YOURS)),
  'audit.export': (actor) => (hasRole(actor, 'auditor') ? allow : deny(NOT_YOURS)),
  'jobs.read': (actor) => (hasRole(actor, 'sys_admin', 'auditor') ? allow : deny(NOT_YOURS)),
  'jobs.retry': (actor) => (hasRole(actor, 'sys_admin') ? allow : deny(NOT_YOURS)),
} satisfies Policy<null>
