import { type Actor, hasRole } from '@/lib/kernel/actor'
import { allow, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'
import { type CaseSubject, casePolicy } from './policy'

export interface FileSubject {
  readonly ownerPersonId: string
  readonly teamPersonIds: readonly string[]
  /** Which material it is: `identity` is the scan of an identity card. */
  readonly purpose: string
  /** The cases that hold this file as a material; none while the form is a draft. */
  readonly cases: readonly CaseSubject[]
}

const isOwn = (actor: Actor, subject: FileSubject) => actor.personId === subject.ownerPersonId || subject.teamPersonIds.includes(actor.personId)

/** Who may open an uploaded file: its owner and the team; of the staff the window, and leaders the plan alone (reliability paper §3.2, file). */
export const filePolicy = {
  'file.read': (actor, subject) => {
    if (!actor) return deny(NOT_YOURS)
    // the scan of an identity card is the owner's alone, also within the team
    if (subject.purpose === 'identity' ? actor.personId === subject.ownerPersonId : isOwn(actor, subject)) return allow
    if (!subject.cases.some((one) => casePolicy['case.read'](actor, one).allow)) return deny(NOT_YOURS)
    return hasRole(actor, 'intake') || (hasRole(actor, 'leader') && subject.purpose === 'plan') ? allow : deny(NOT_YOURS)
  },
} satisfies Policy<FileSubject>
