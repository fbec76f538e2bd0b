import type { CommandRow } from './matrix'

/** A draft; published and not begun; a rolling round that runs. A flag between two applications waits for its judge all the time. */
export const roundStages = ['drafted', 'published', 'rolling'] as const
export type RoundStage = (typeof roundStages)[number]

/** `staff_in_team`: of the window, and a member of one of the two teams that are flagged. */
export const roundPersonas = [
  'anonymous',
  'applicant',
  'intake',
  'staff_in_team',
  'space',
  'finance',
  'reviewer',
  'chair',
  'observer',
  'leader',
  'auditor',
  'sys_admin',
] as const
export type RoundPersona = (typeof roundPersonas)[number]

const window = ['intake', 'staff_in_team'] as const
const readers = [...window, 'chair', 'observer', 'leader', 'auditor'] as const

/** Rows round, rubric and screening of the authorization matrix (reliability paper §3.2). */
export const roundRows: readonly CommandRow<RoundStage, RoundPersona>[] = [
  { door: 'round.create', stage: 'drafted', allow: window, objectless: true },
  { door: 'round.change', stage: 'drafted', allow: window },
  { door: 'round.publish', stage: 'drafted', allow: window },
  { door: 'rubric.make', stage: 'drafted', allow: window, objectless: true },
  { door: 'screening.resolve', stage: 'drafted', allow: ['intake'], told: { staff_in_team: 'screening.own' } },
  { door: 'screening.export', behind: '/counter/screening/export', stage: 'drafted', allow: [...window, 'leader', 'auditor'], objectless: true },
  { door: 'round.export', behind: '/counter/rounds/[id]/export', stage: 'drafted', allow: readers },
  { door: 'round.withdraw', stage: 'published', allow: window },
  { door: 'round.close', stage: 'rolling', allow: window },
]
