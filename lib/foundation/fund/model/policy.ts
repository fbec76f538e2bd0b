import { type Actor, hasRole } from '@/lib/kernel/actor'
import { allow, type Decision, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

/** Something that one proposed and another signs; null where there is nothing to sign. */
export interface Proposal {
  readonly proposedBy: string
}

const one = (...roles: Parameters<typeof hasRole>[1][]) => {
  return (actor: Actor | null): Decision => (hasRole(actor, ...roles) ? allow : deny(NOT_YOURS))
}

/** A leader who is not also finance, and not who proposed: two people of different roles. */
const signs = (actor: Actor | null, proposal: Proposal | null): Decision => {
  if (!actor || !hasRole(actor, 'finance', 'leader')) return deny(NOT_YOURS)
  if (proposal?.proposedBy === actor.userId) return deny('policy.fund_same_person')
  return hasRole(actor, 'leader') && !hasRole(actor, 'finance') ? allow : deny('policy.fund_same_role')
}

/** Rows ledger, budget and budget year of the authorization matrix. */
export const fundPolicy = {
  'fund.read': one('finance', 'leader', 'auditor'),
  'fund.export': one('finance', 'leader', 'auditor'),
  'fund.propose': one('finance'),
  'fund.sign': signs,
  'fund.settle': one('finance'),
  'fund.close': (actor) => signs(actor, null),
} satisfies Policy<Proposal | null>
