import type { CommandRow } from './matrix'

/** From the drawn panel to the aggregate: copies made, copies confirmed and sheets open, one sheet to lock, all locked. */
export const reviewStages = ['drawn', 'made', 'scoring', 'scored', 'complete'] as const
export type ReviewStage = (typeof reviewStages)[number]

/** `reviewer` holds the sheet in question, `reviewer_beside` another one on the same entry, `reviewer_outside` none; `insider` is intake and of the team. */
export const reviewPersonas = [
  'anonymous',
  'applicant',
  'other_applicant',
  'insider',
  'reviewer',
  'reviewer_beside',
  'reviewer_outside',
  'intake',
  'leader',
  'chair',
  'auditor',
  'observer',
  'space',
  'finance',
  'sys_admin',
] as const
export type ReviewPersona = (typeof reviewPersonas)[number]

type Row = CommandRow<ReviewStage, ReviewPersona>

const own = { allow: ['reviewer'] } as const satisfies Partial<Row>
const window = { allow: ['intake'], told: { insider: 'policy.own_case' } } as const satisfies Partial<Row>
const readers = { allow: ['intake', 'leader', 'chair', 'auditor', 'observer'], told: { insider: 'policy.own_case' } } as const satisfies Partial<Row>

/** Row review of the authorization matrix (reliability paper §3.2): the sheet is its expert's alone, the copy is the window's. */
export const reviewRows: readonly Row[] = [
  { door: 'review.declare', stage: 'drawn', ...own },
  { door: 'review.recuse', stage: 'drawn', ...own },
  { door: 'review.make_copies', stage: 'drawn', ...window },
  { door: 'review.make_copy', stage: 'drawn', ...window },
  { door: 'review.hide_words', stage: 'made', ...window },
  { door: 'review.write_summary', stage: 'made', ...window },
  { door: 'review.confirm_copy', stage: 'made', ...window },
  { door: 'review.paper', behind: '/review/[assignmentId]/paper', stage: 'scoring', ...own },
  { door: 'review.save_score', stage: 'scoring', ...own },
  { door: 'review.mark', stage: 'scoring', ...own },
  { door: 'review.unmark', stage: 'scoring', ...own },
  { door: 'review.abstain', stage: 'scoring', ...own },
  { door: 'review.lock', stage: 'scored', ...own },
  { door: 'review.export_ranking', behind: '/counter/rounds/[id]/results/ranking', stage: 'complete', ...readers },
  { door: 'review.export_scores', behind: '/counter/rounds/[id]/results/scores', stage: 'complete', ...readers },
]
