import type { CommandRow } from './matrix'

/** How far the meeting of the story is. */
export const meetingStages = ['ready', 'planned', 'open', 'voted'] as const
export type MeetingStage = (typeof meetingStages)[number]

/**
 * `secretary` called the meeting, `chair`, `member`, `related` and `observer` are of it; `related` mentored the applicant.
 * The `…_elsewhere` have the role, and no part in this meeting.
 */
export const meetingPersonas = [
  'anonymous',
  'applicant',
  'intake',
  'secretary',
  'chair',
  'chair_elsewhere',
  'member',
  'related',
  'reviewer_elsewhere',
  'observer',
  'observer_elsewhere',
  'leader',
  'auditor',
  'finance',
  'sys_admin',
] as const
export type MeetingPersona = (typeof meetingPersonas)[number]

const NOT_YOUR_PART = 'meeting.not_your_part'
const inTheRoom = ['secretary', 'chair', 'member', 'related', 'observer'] as const
const chairOnly = { allow: ['chair'], told: { secretary: NOT_YOUR_PART, member: NOT_YOUR_PART, related: NOT_YOUR_PART, observer: NOT_YOUR_PART } } as const

/** Row panel meeting of the authorization matrix. */
export const meetingRows: readonly CommandRow<MeetingStage, MeetingPersona>[] = [
  { door: 'meeting.plan', stage: 'ready', allow: ['intake', 'secretary'] },
  { door: 'meeting.sign_in', stage: 'planned', allow: inTheRoom },
  {
    door: 'meeting.start',
    stage: 'planned',
    allow: ['secretary', 'chair'],
    told: { member: NOT_YOUR_PART, related: NOT_YOUR_PART, observer: NOT_YOUR_PART },
  },
  { door: 'meeting.export', behind: '/counter/meetings/[id]/export', stage: 'planned', allow: ['intake', 'secretary', 'chair', 'leader', 'auditor'] },
  {
    door: 'meeting.vote',
    stage: 'open',
    allow: ['chair', 'member'],
    told: { related: 'meeting.absent', secretary: NOT_YOUR_PART, observer: NOT_YOUR_PART },
  },
  { door: 'meeting.recuse', stage: 'open', allow: inTheRoom },
  { door: 'meeting.close_item', stage: 'voted', ...chairOnly },
  { door: 'meeting.close', stage: 'voted', ...chairOnly },
]
