import { type Actor, hasRole } from '@/lib/kernel/actor'
import { allow, type Decision, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export type MeetingRole = 'chair' | 'member' | 'secretary' | 'observer'
export const meetingRoleWords: Record<MeetingRole, string> = { chair: '组长', member: '评审专家', secretary: '记录人', observer: '监督员' }
const meetingRoles = Object.keys(meetingRoleWords)
export const isMeetingRole = (role: string): role is MeetingRole => meetingRoles.includes(role)

/** Who votes; the chair is one of the panel. */
export const votes = (role: string): boolean => role === 'chair' || role === 'member'

export interface MeetingSubject {
  readonly members: readonly { readonly userId: string; readonly role: string }[]
}

const roleOf = (actor: Actor, subject: MeetingSubject): string | undefined => subject.members.find((one) => one.userId === actor.userId)?.role

/** A member of this meeting with one of these parts; other members are told, everybody else finds nothing. */
const part =
  (...roles: MeetingRole[]) =>
  (actor: Actor | null, subject: MeetingSubject): Decision => {
    const role = actor ? roleOf(actor, subject) : undefined
    if (role === undefined) return deny(NOT_YOURS)
    return roles.some((one) => one === role) ? allow : deny('meeting.not_your_part')
  }

export const meetingPolicy = {
  'meeting.list': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor', 'chair', 'reviewer', 'observer') ? allow : deny(NOT_YOURS)),
  /** Every meeting, not only one's own. */
  'meeting.list_all': (actor) => (hasRole(actor, 'intake', 'leader', 'auditor') ? allow : deny(NOT_YOURS)),
  'meeting.read': (actor, subject) =>
    hasRole(actor, 'intake', 'leader', 'auditor') || (actor && roleOf(actor, subject) !== undefined) ? allow : deny(NOT_YOURS),
  'meeting.plan': (actor) => (hasRole(actor, 'intake') ? allow : deny(NOT_YOURS)),
  'meeting.start': part('chair', 'secretary'),
  'meeting.sign_in': part('chair', 'member', 'secretary', 'observer'),
  'meeting.vote': part('chair', 'member'),
  'meeting.recuse': part('chair', 'member', 'secretary', 'observer'),
  'meeting.close_item': part('chair'),
  'meeting.close': part('chair'),
  'meeting.export': (actor, subject) =>
    hasRole(actor, 'intake', 'leader', 'auditor') || (actor && ['chair', 'secretary'].includes(roleOf(actor, subject) ?? '')) ? allow : deny(NOT_YOURS),
} satisfies Policy<MeetingSubject>
