export const roleCodes = [
  'applicant',
  'intake',
  'reviewer',
  'space',
  'finance',
  'service',
  'mentor',
  'enterprise',
  'broker',
  'leader',
  'sys_admin',
  'sec_admin',
  'auditor',
  'inn',
  'bank',
  'chair',
  'observer',
] as const

export type RoleCode = (typeof roleCodes)[number]

/** Who acts. Read from the database at every request; a token only says which session to look up. */
export interface Actor {
  readonly userId: string
  readonly personId: string
  readonly name: string
  readonly roles: ReadonlySet<RoleCode>
  readonly departments: ReadonlySet<string>
  readonly sessionId: string
}

export const hasRole = (actor: Actor | null, ...roles: RoleCode[]): boolean => actor !== null && roles.some((role) => actor.roles.has(role))
