import { type Actor, hasRole } from '@/lib/kernel/actor'
import { allow, type Decision, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export interface DrawSubject {
  /** Shown to everybody as it goes. */
  readonly public: boolean
  /** Made by another room for a thing of its own (e.g. a panel): that room drives it, with its own rules. */
  readonly driven: boolean
  /** Who proposed this run as a re-run, if it is one. */
  readonly proposedBy: string | null
}

const runs = (actor: Actor | null, subject: DrawSubject): Decision => {
  if (!hasRole(actor, 'intake', 'space')) return deny(NOT_YOURS)
  return subject.driven ? deny('draw.driven_elsewhere') : allow
}

export const drawPolicy = {
  'draw.read': (actor) => (hasRole(actor, 'intake', 'space', 'leader', 'auditor', 'observer') ? allow : deny(NOT_YOURS)),
  'draw.plan': runs,
  'draw.freeze': runs,
  'draw.run': runs,
  'draw.publish': runs,
  'draw.propose_rerun': runs,
  /** The second of two: a leader, never the one who proposed. */
  'draw.approve_rerun': (actor, subject) => {
    if (!actor || !hasRole(actor, 'leader')) return deny(NOT_YOURS)
    return actor.userId === subject.proposedBy ? deny('policy.proposed_by_you') : allow
  },
} satisfies Policy<DrawSubject>
