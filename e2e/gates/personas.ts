import { type RoleCode, roleCodes } from '@/lib/kernel/actor'

/**
 * Who the matrix asks about: one person per role, and the relations to one application that a role does not tell.
 * `applicant` is the owner of the application in question.
 */
export const relations = [
  'anonymous',
  'other_applicant',
  'teammate',
  'ex_teammate',
  /** intake, space, leader and applicant at once, and a member of the team: rights are the union minus one's own case */
  'staff_in_team',
  /** intake, and the one who accepted this case */
  'intake_who_accepted',
  /** intake and leader, and the one who signed the first review of this case */
  'leader_who_reviewed',
] as const

export type Persona = RoleCode | (typeof relations)[number]
export const personas: readonly Persona[] = [...roleCodes, ...relations]

/** Roles of each persona; a relation is an applicant unless said otherwise. */
export function rolesOf(persona: Persona): readonly RoleCode[] {
  switch (persona) {
    case 'anonymous':
      return []
    case 'staff_in_team':
      return ['applicant', 'intake', 'space', 'leader']
    case 'intake_who_accepted':
      return ['intake']
    case 'leader_who_reviewed':
      return ['intake', 'leader']
    case 'other_applicant':
    case 'teammate':
    case 'ex_teammate':
      return ['applicant']
    default:
      return [persona]
  }
}

/** Demo accounts (contract.md) behind the personas that sign in over HTTP. */
export const demoLogin: Readonly<Partial<Record<Persona, string>>> = {
  applicant: 'founder',
  teammate: 'teammate',
  other_applicant: 'founder2',
  intake: 'clerk',
  reviewer: 'reviewer',
  space: 'space',
  finance: 'finance',
  service: 'service',
  mentor: 'mentor',
  enterprise: 'enterprise',
  broker: 'broker',
  leader: 'leader',
  sys_admin: 'admin',
  sec_admin: 'security',
  auditor: 'auditor',
  inn: 'inn',
  bank: 'bank',
  chair: 'chair',
  observer: 'observer',
}
