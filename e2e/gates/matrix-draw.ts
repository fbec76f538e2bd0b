import type { CommandRow } from './matrix'

/** How far the draw of the story is. */
export const drawStages = ['none', 'closed', 'frozen', 'drawn', 'proposed'] as const
export type DrawStage = (typeof drawStages)[number]

/** `proposer`: intake and leader at once, who proposed the re-run. */
export const drawPersonas = [
  'anonymous',
  'applicant',
  'intake',
  'space',
  'leader',
  'proposer',
  'auditor',
  'observer',
  'reviewer',
  'chair',
  'finance',
  'sys_admin',
] as const
export type DrawPersona = (typeof drawPersonas)[number]

const runners = ['intake', 'space', 'proposer'] as const

/** Row draw of the authorization matrix: the office runs, another person approves a re-run. */
export const drawRows: readonly CommandRow<DrawStage, DrawPersona>[] = [
  { door: 'draw.plan', stage: 'none', allow: runners, objectless: true },
  { door: 'draw.freeze', stage: 'closed', allow: runners },
  { door: 'draw.run', stage: 'frozen', allow: runners },
  { door: 'draw.publish', stage: 'drawn', allow: runners },
  { door: 'draw.propose_rerun', stage: 'drawn', allow: runners },
  { door: 'draw.approve_rerun', stage: 'proposed', allow: ['leader'], told: { proposer: 'policy.proposed_by_you' } },
]
