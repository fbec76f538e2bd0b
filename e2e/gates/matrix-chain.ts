import type { CommandRow } from './matrix'

/** Where the case of the chapter stands: reviewed once; shown to everybody, its notice over. */
export const chainStages = ['reviewed', 'shown'] as const
export type ChainStage = (typeof chainStages)[number]

/**
 * `signer` gave the first review; `second_signer` (window and leader) the second check of the case that is shown; `insider` is
 * window, leader and of the team; `relative` is window, leader and the applicant’s spouse.
 */
export const chainPersonas = [
  'anonymous',
  'applicant',
  'other_applicant',
  'insider',
  'relative',
  'signer',
  'second_signer',
  'clerk',
  'leader',
  'leader_second',
  'chair',
  'reviewer',
  'auditor',
  'observer',
  'space',
  'finance',
  'sys_admin',
] as const
export type ChainPersona = (typeof chainPersonas)[number]

const own = { insider: 'policy.own_case' } as const
const near = { ...own, relative: 'policy.related_case' } as const
const leaders = ['leader', 'leader_second'] as const

/** Row „sign-off“ of the authorization matrix (reliability paper §3.2). */
export const chainRows: readonly CommandRow<ChainStage, ChainPersona>[] = [
  { door: 'case.second_check', stage: 'reviewed', allow: ['clerk', 'second_signer'], told: { ...near, signer: 'policy.signed_already' } },
  { door: 'case.approve', stage: 'shown', allow: leaders, told: { ...near, second_signer: 'policy.signed_already' } },
  { door: 'case.approve_many', stage: 'shown', allow: leaders, told: { ...near, second_signer: 'policy.signed_already' } },
  {
    door: 'case.archive',
    behind: '/counter/cases/[caseNo]/archive',
    stage: 'shown',
    allow: ['signer', 'second_signer', 'clerk', 'leader', 'leader_second', 'relative', 'auditor'],
    told: own,
  },
  { door: 'identity.step_up', stage: 'shown', allow: chainPersonas.filter((persona) => persona !== 'anonymous'), objectless: true },
]
