import { chainRows } from './matrix-chain'
import { drawRows } from './matrix-draw'
import { fundRows } from './matrix-fund'
import { meetingRows } from './matrix-meeting'
import { noticeRows } from './matrix-notice'
import { panelRows } from './matrix-panel'
import { reviewRows } from './matrix-review'
import { roundRows } from './matrix-rounds'
import { supportRows } from './matrix-support'
import { type Persona, personas, rolesOf } from './personas'

/** Where the story of one application stands when a command is tried on it; the story walks through them in this order. */
export const stages = [
  'draft',
  'submitted',
  'supplement_required',
  'supplied',
  'accepted',
  'paused',
  'first_reviewed',
  'approved',
  'held',
  'offered',
  'confirmed',
  'occupied',
] as const
export type Stage = (typeof stages)[number]

/**
 * One command. Everybody who is in neither list gets the answer of a missing thing; `anonymous` is always told to sign in
 * unless it stands in `allow`.
 */
export interface CommandRow<S extends string = string, P extends string = string> {
  /** The first argument of `action(…)`. */
  readonly door: string
  /** The route handler that calls the command, where no server action does. */
  readonly behind?: string
  /** A command of the model that has no door yet. */
  readonly noDoorYet?: true
  readonly stage: S
  readonly allow: readonly P[]
  /** Refused with a reason, because these people know that the thing exists. */
  readonly told?: Readonly<Partial<Record<P, string>>>
  /** The command names no object: there is nothing foreign or missing. */
  readonly objectless?: true
}

const window: readonly Persona[] = ['intake', 'intake_who_accepted', 'leader_who_reviewed']
/** Other people’s data are the window’s to see, whoever is in whose team. */
const atWindow: readonly Persona[] = [...window, 'staff_in_team']
/** Who handles ledgers; in the story `finance` uploaded the one that is to be committed. */
export const ledgerStaff: readonly Persona[] = [...atWindow, 'space', 'finance', 'service']
const ownCase = { staff_in_team: 'policy.own_case' } as const
const intake = { allow: window, told: ownCase } as const
const officer = { allow: ['space'], told: ownCase } as const
const owner = { allow: ['applicant'] } as const

const applicants = personas.filter((persona) => rolesOf(persona).includes('applicant'))
const notAnApplicant = Object.fromEntries(
  personas.filter((persona) => persona !== 'anonymous' && !applicants.includes(persona)).map((persona) => [persona, 'policy.not_an_applicant']),
)

/** Doors for people who are not signed in; everybody may knock, and rates are limited. */
export const openDoors = ['identity.send_code', 'identity.register', 'team.confirm', 'notice.object'] as const

/** Persona × command (reliability paper §3.2): the window, the people, the space. */
export const windowRows: readonly CommandRow<Stage, Persona>[] = [
  { door: 'application.start', stage: 'draft', allow: applicants, told: notAnApplicant, objectless: true },
  { door: 'application.save', stage: 'draft', ...owner },
  { door: 'application.invite', stage: 'draft', ...owner },
  { door: 'application.remove_member', stage: 'draft', ...owner },
  { door: 'application.remind', stage: 'draft', ...owner },
  { door: 'application.attach', behind: '/api/files', stage: 'draft', ...owner },
  { door: 'application.discard', stage: 'draft', ...owner },
  { door: 'application.submit', stage: 'draft', ...owner },

  { door: 'person.find_by_identity', stage: 'draft', allow: atWindow, objectless: true },
  { door: 'person.unmask', stage: 'draft', allow: atWindow },
  { door: 'person.verify', stage: 'draft', allow: atWindow },
  { door: 'person.propose_merge', stage: 'draft', allow: atWindow },
  { door: 'person.propose_correction', stage: 'draft', allow: atWindow },
  {
    door: 'person.carry_out',
    stage: 'draft',
    allow: atWindow.filter((persona) => persona !== 'intake_who_accepted'),
    told: { intake_who_accepted: 'policy.proposed_by_you' },
  },
  { door: 'person.drop_change', stage: 'draft', allow: atWindow },
  { door: 'import.upload', behind: '/counter/imports/upload', stage: 'draft', allow: ledgerStaff, objectless: true },
  {
    door: 'import.commit',
    stage: 'draft',
    allow: ledgerStaff.filter((persona) => persona !== 'finance'),
    told: { finance: 'import.needs_second' },
  },
  { door: 'calendar.enter', stage: 'draft', allow: ['sys_admin'], objectless: true },
  { door: 'audit.export', stage: 'draft', allow: ['auditor'], objectless: true },
  { door: 'jobs.retry', stage: 'draft', allow: ['sys_admin'], objectless: true },

  { door: 'case.check_material', stage: 'submitted', ...intake },
  { door: 'case.assign', stage: 'submitted', allow: [...window, 'leader'], told: ownCase },
  { door: 'case.assign_many', stage: 'submitted', allow: [...window, 'leader'], told: ownCase },
  { door: 'case.note', stage: 'submitted', allow: [...window, 'leader'], told: ownCase },
  { door: 'case.message', stage: 'submitted', allow: [...window, 'leader', 'applicant', 'teammate', 'staff_in_team'] },
  { door: 'case.accept', stage: 'submitted', ...intake },
  { door: 'case.refuse', stage: 'submitted', ...intake },
  { door: 'case.require_supplement', stage: 'submitted', ...intake },
  { door: 'case.withdraw', stage: 'submitted', ...owner },
  { door: 'case.supplement_file', behind: '/api/files', stage: 'supplement_required', ...owner },
  { door: 'case.resubmit', stage: 'supplied', ...owner },
  {
    door: 'case.first_review',
    stage: 'accepted',
    allow: ['intake', 'leader_who_reviewed'],
    told: { ...ownCase, intake_who_accepted: 'policy.accepted_by_you' },
  },
  { door: 'case.pause', stage: 'accepted', ...intake },
  { door: 'case.resume', stage: 'paused', ...intake },
  {
    door: 'case.final_decision',
    stage: 'first_reviewed',
    allow: ['leader'],
    told: { ...ownCase, leader_who_reviewed: 'policy.signed_already' },
  },
  {
    door: 'case.send_back',
    stage: 'first_reviewed',
    allow: ['leader'],
    told: { ...ownCase, leader_who_reviewed: 'policy.signed_already' },
  },

  { door: 'space.allocate', stage: 'approved', ...officer },
  { door: 'space.claim', noDoorYet: true, stage: 'approved', ...owner },
  { door: 'space.offer', stage: 'held', ...officer },
  { door: 'space.release', stage: 'held', ...officer },
  { door: 'space.accept', stage: 'offered', ...owner },
  { door: 'space.decline', stage: 'offered', ...owner },
  { door: 'space.check_in', stage: 'confirmed', ...officer },
  { door: 'space.vacate', stage: 'occupied', ...officer },
  { door: 'space.change_units', stage: 'approved', allow: ['space', 'staff_in_team'], objectless: true },
]

/** Every command that has a door, from the tables of all chapters. */
export const commandRows: readonly CommandRow[] = [
  ...windowRows,
  ...chainRows,
  ...fundRows,
  ...drawRows,
  ...meetingRows,
  ...noticeRows,
  ...panelRows,
  ...supportRows,
  ...reviewRows,
  ...roundRows,
]

export type Outcome =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'told'; readonly code: string }
  | { readonly kind: 'signed_out' }

/** What the table says about one persona and one command on the application of the story. */
export function expected<S extends string, P extends string>(row: CommandRow<S, P>, persona: P): Outcome {
  if (row.allow.includes(persona)) return { kind: 'allowed' }
  if (persona === 'anonymous') return { kind: 'signed_out' }
  const code = row.told?.[persona]
  return code ? { kind: 'told', code } : { kind: 'hidden' }
}
