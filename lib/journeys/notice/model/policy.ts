import { type Actor, hasRole, type RoleCode } from '@/lib/kernel/actor'
import { allow, type Decision, deny, NOT_YOURS, type Policy } from '@/lib/kernel/policy'

export const noticeReaders = ['intake', 'leader', 'auditor', 'observer'] as const satisfies readonly RoleCode[]

export interface NoticeSubject {
  /** Applicants and teams of its cases. */
  readonly personIds: readonly string[]
  readonly publishedBy: string | null
}

/** 公示: the window publishes; somebody else takes it down again. */
export const noticePolicy = {
  'notice.read': (actor) => (hasRole(actor, ...noticeReaders) ? allow : deny(NOT_YOURS)),
  'notice.export': (actor) => (hasRole(actor, ...noticeReaders) ? allow : deny(NOT_YOURS)),
  'notice.publish': (actor, subject) => {
    if (!actor || !hasRole(actor, 'intake')) return deny(NOT_YOURS)
    return subject.personIds.includes(actor.personId) ? deny('policy.own_case') : allow
  },
  'notice.withdraw': (actor, subject) => {
    if (!actor || !hasRole(actor, 'intake', 'leader')) return deny(NOT_YOURS)
    if (subject.personIds.includes(actor.personId)) return deny('policy.own_case')
    return subject.publishedBy === actor.userId ? deny('policy.published_by_you') : allow
  },
} satisfies Policy<NoticeSubject>

/** Why somebody may not handle an objection of a case: they took part in it, or it is their own. */
export type Dependence = 'own' | 'accepted' | 'signed' | 'voted' | 'reviewed' | 'related'

export interface ObjectionSubject {
  /** Of the person who asks, as the database sees it. */
  readonly dependence: Dependence | null
  readonly handlerId: string | null
  /** Who asked for 复核; null for an objection. */
  readonly applicantPersonId: string | null
}

const near = (subject: ObjectionSubject) => subject.dependence === 'own' || subject.dependence === 'related'

function independent(actor: Actor | null, subject: ObjectionSubject, ...roles: RoleCode[]): Decision {
  if (!actor || !hasRole(actor, ...roles)) return deny(NOT_YOURS)
  // whoever the objection may be about does not even learn of it
  if (near(subject)) return deny(NOT_YOURS)
  return subject.dependence === null ? allow : deny('policy.not_independent')
}

const handler = (actor: Actor | null, subject: ObjectionSubject): Decision => {
  const may = independent(actor, subject, 'intake', 'leader')
  if (!may.allow) return may
  return subject.handlerId === actor?.userId ? allow : deny('policy.not_the_handler')
}

const decider = (actor: Actor | null, subject: ObjectionSubject): Decision => {
  const may = independent(actor, subject, 'leader')
  if (!may.allow) return may
  return subject.handlerId === actor?.userId ? deny('policy.handled_by_you') : allow
}

export const objectionPolicy = {
  'objection.read': (actor, subject) => (hasRole(actor, ...noticeReaders) && !near(subject) ? allow : deny(NOT_YOURS)),
  'objection.export': (actor) => (hasRole(actor, ...noticeReaders) ? allow : deny(NOT_YOURS)),
  'objection.enter': (actor, subject) => {
    if (!hasRole(actor, 'intake')) return deny(NOT_YOURS)
    return near(subject) ? deny('policy.own_case') : allow
  },
  'objection.take': (actor, subject) => independent(actor, subject, 'intake', 'leader'),
  'objection.handle': handler,
  'objection.contact': handler,
  'objection.decide': decider,
} satisfies Policy<ObjectionSubject>

/** 复核 is asked for by the applicant of the case and by nobody else. */
export const reconsiderationPolicy = {
  'reconsideration.ask': (actor, subject) => (actor !== null && actor.personId === subject.applicantPersonId ? allow : deny(NOT_YOURS)),
} satisfies Policy<{ readonly applicantPersonId: string }>
