import type { CommandRow } from './matrix'

/** How far the round of the story is: its one application waits, has a code, stands in a group, is sealed, frozen, drawn. */
export const panelStages = ['waiting', 'numbered', 'formed', 'sealed', 'frozen', 'drawn'] as const
export type PanelStage = (typeof panelStages)[number]

/** `intake_in_team` is of the window and in the team of the application; `intake_reviewer` of the window and the expert in question. */
export const panelPersonas = [
  'anonymous',
  'applicant',
  'intake',
  'intake_in_team',
  'intake_reviewer',
  'reviewer',
  'chair',
  'observer',
  'leader',
  'auditor',
  'finance',
  'space',
  'sys_admin',
  'sec_admin',
] as const
export type PanelPersona = (typeof panelPersonas)[number]

const window = ['intake', 'intake_in_team', 'intake_reviewer'] as const
const ownRecord = { allow: ['intake', 'intake_in_team'], told: { intake_reviewer: 'policy.own_record' } } as const
const ownCase = { allow: ['intake', 'intake_reviewer'], told: { intake_in_team: 'policy.own_case' } } as const

/** Rows reviewer pool, relations and panels of the authorization matrix. */
export const panelRows: readonly CommandRow<PanelStage, PanelPersona>[] = [
  { door: 'reviewer.add', stage: 'waiting', allow: window },
  { door: 'reviewer.change', stage: 'waiting', ...ownRecord },
  { door: 'reviewer.activate', stage: 'waiting', ...ownRecord },
  { door: 'reviewer.export', behind: '/counter/reviewers/export', stage: 'waiting', allow: [...window, 'leader', 'auditor'], objectless: true },
  { door: 'relation.record', stage: 'waiting', ...ownRecord },
  { door: 'relation.end', stage: 'waiting', ...ownRecord },
  { door: 'relation.withdraw', stage: 'waiting', ...ownRecord },
  { door: 'relation.declare', stage: 'waiting', allow: ['reviewer', 'intake_reviewer'], objectless: true },
  { door: 'panel.enter', stage: 'waiting', allow: window },
  { door: 'panel.form', stage: 'numbered', ...ownCase },
  { door: 'panel.dissolve', stage: 'formed', ...ownCase },
  { door: 'panel.seal', stage: 'formed', ...ownCase },
  { door: 'panel.freeze', stage: 'sealed', ...ownCase },
  { door: 'panel.draw', stage: 'frozen', ...ownCase },
  { door: 'panel.decide_soft', stage: 'drawn', allow: ['chair'] },
]
