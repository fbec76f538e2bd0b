import type { CommandRow } from './matrix'

/** From the meeting's result to the last letter: one case that is shown and objected to, one that was rejected. */
export const noticeStages = ['ready', 'shown', 'received', 'admitted', 'left_aside', 'investigated', 'decided', 'drafted', 'asked', 'reconsidering'] as const
export type NoticeStage = (typeof noticeStages)[number]

/** `clerk` publishes and handles; `signer` (intake) signed the first review; `insider` is intake and leader, and of the team. */
export const noticePersonas = [
  'anonymous',
  'applicant',
  'other_applicant',
  'insider',
  'clerk',
  'clerk_second',
  'signer',
  'leader',
  'leader_second',
  'auditor',
  'observer',
  'chair',
  'reviewer',
  'finance',
  'sys_admin',
] as const
export type NoticePersona = (typeof noticePersonas)[number]

type Row = CommandRow<NoticeStage, NoticePersona>

const window = ['clerk', 'clerk_second', 'signer'] as const
const leaders = ['leader', 'leader_second'] as const
const readers = [...window, ...leaders, 'insider', 'auditor', 'observer'] as const
const ownCase = { insider: 'policy.own_case' } as const
/** Who took part in the case is told so; whoever is of the team does not learn that there is an objection. */
const took = { signer: 'policy.not_independent' } as const
const otherHandler = { ...took, clerk_second: 'policy.not_the_handler', leader: 'policy.not_the_handler', leader_second: 'policy.not_the_handler' } as const
const handler = { allow: ['clerk'], told: otherHandler } as const satisfies Partial<Row>

/** Rows notice, objection and application decision of the authorization matrix (reliability paper §3.2). */
export const noticeRows: readonly Row[] = [
  { door: 'notice.publish', stage: 'ready', allow: window, told: ownCase },
  {
    door: 'notice.withdraw',
    stage: 'shown',
    allow: ['clerk_second', 'signer', ...leaders],
    told: { ...ownCase, clerk: 'policy.published_by_you' },
  },
  { door: 'notice.export', behind: '/counter/notices/[number]/export', stage: 'shown', allow: readers },
  { door: 'objection.enter', stage: 'shown', allow: window, told: ownCase },
  { door: 'objection.export', behind: '/counter/objections/export', stage: 'shown', allow: readers, objectless: true },
  { door: 'objection.admit', stage: 'received', allow: ['clerk', 'clerk_second', ...leaders], told: took },
  { door: 'objection.dismiss', stage: 'received', allow: ['clerk', 'clerk_second', ...leaders], told: took },
  { door: 'objection.investigate', stage: 'admitted', ...handler },
  { door: 'objection.extend', stage: 'admitted', ...handler },
  { door: 'objection.contact', stage: 'admitted', ...handler },
  { door: 'objection.confirm', stage: 'left_aside', allow: leaders },
  { door: 'objection.decide', stage: 'investigated', allow: leaders },
  { door: 'objection.tell', stage: 'decided', ...handler },
  { door: 'feedback.save', stage: 'decided', allow: [...window, ...leaders], told: ownCase },
  { door: 'feedback.approve', stage: 'drafted', allow: [...window, ...leaders], told: ownCase },
  { door: 'reconsideration.ask', stage: 'drafted', allow: ['applicant'] },
  { door: 'reconsideration.decide', stage: 'reconsidering', allow: leaders },
]
