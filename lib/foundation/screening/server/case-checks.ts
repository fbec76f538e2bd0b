import 'server-only'
import type { Actor } from '@/lib/kernel/actor'
import { type CalendarDate, dateInShanghai, formatDateZh } from '@/lib/kernel/calendar-date'
import { can } from '@/lib/kernel/policy'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { statesOf } from '../../casework/model/machine'
import type { ConditionResult } from '../../programme/model/eligibility'
import { judgeMeasure } from '../../programme/server/door'
import { answersOf, type RowFacts } from '../model/answers'
import { screenedForm } from '../model/keys'
import { screeningPolicy } from '../model/schema'
import { type FlagHint, flagsOf } from './door'
import { standingOf } from './standing'

interface Who {
  readonly caseId: string
  readonly personId: string
  readonly ventureId: string | null
}

/** What rows say today: places that are held, cash that runs, money that is claimed back. This case's own rows do not count. */
async function rowFacts({ caseId, personId, ventureId }: Who, teamSize: number, today: CalendarDate): Promise<RowFacts> {
  const mine = { case: { OR: [{ personId }, ...(ventureId ? [{ application: { ventureId } }] : [])] } }
  const [desks, agreements, granted, standing] = await Promise.all([
    ventureId
      ? db.allocation.count({
          where: {
            ventureId,
            kind: { in: ['desk', 'room'] },
            state: { in: ['held', 'offered', 'accepted', 'occupied', 'notice_given'] },
            OR: [{ caseId: null }, { caseId: { not: caseId } }],
          },
        })
      : 0,
    db.supportAgreement.count({ where: { ...mine, caseId: { not: caseId }, state: { in: ['drafted', 'signed_by_applicant', 'in_force'] } } }),
    db.case.count({
      where: { ...mine.case, id: { not: caseId }, measure: { caseKind: 'grant' }, state: { in: [...statesOf('granted')] }, agreements: { none: {} } },
    }),
    standingOf(db, { personId, ventureId }, today),
  ])
  const { openClawback, bannedUntil } = standing
  return { teamSize, holdsDesks: desks > 0, liveCash: agreements + granted > 0, openClawback, banned: bannedUntil !== null }
}

export interface CaseChecks {
  /** The day on which the answers were given. */
  readonly on: string
  readonly eligible: 'yes' | 'no' | 'unknown'
  readonly conditions: readonly ConditionResult[]
  readonly flags: readonly FlagHint[]
}

/**
 * What the window looks at before it signs: every condition of the support with its clause, judged on the day of submission from the
 * answers as they were submitted and from the rows of today, and the flags of possible duplicates. Null for whoever does not screen, and for one's own case.
 */
export async function caseChecks(actor: Actor | null, caseNo: string, today: CalendarDate = clock.today()): Promise<CaseChecks | null> {
  const row = await db.case.findUnique({
    where: { caseNo },
    include: { application: { include: { venture: { include: { members: true } } } } },
  })
  const members = row?.application.venture?.members ?? []
  const personIds = [row?.personId ?? '', ...members.flatMap((member) => (member.personId ? [member.personId] : []))]
  if (!row || !can(screeningPolicy, 'screening.read', actor, { personIds }).allow || (actor && personIds.includes(actor.personId))) return null
  const { application } = row
  const teamSize = Math.max(1, members.filter((member) => !member.leftAt).length)
  const facts = await rowFacts({ caseId: row.id, personId: row.personId, ventureId: application.ventureId }, teamSize, today)
  const day = application.submittedAt ? dateInShanghai(application.submittedAt) : today
  const [judged, flags] = await Promise.all([
    judgeMeasure(db, row.measureCode, answersOf(screenedForm(application.data), facts), day),
    flagsOf(db, application.id),
  ])
  return { on: formatDateZh(day, { year: true }), ...judged, flags }
}
