import 'server-only'
import { loadCalendar, reviewDays } from '@/lib/foundation/programme/server/door'
import type { Actor } from '@/lib/kernel/actor'
import { type CalendarDate, dateInShanghai, fromDateColumn } from '@/lib/kernel/calendar-date'
import { clock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { isOpenObjection, objectionWords } from '../model/machine'
import { type Decision, decisionWords, reconsiderUntil } from '../model/objection'
import { furtherRemedies } from './papers'

export interface OwnRemedy {
  /** The last day on which 复核 can be asked for; null where there is no refusal. */
  readonly until: CalendarDate | null
  /** The applicant of this case may ask now. */
  readonly mayAsk: boolean
  readonly decideDays: number
  readonly reconsideration: {
    readonly number: string
    readonly state: string
    readonly askedOn: CalendarDate
    readonly decideDueOn: CalendarDate
    readonly decision: string | null
    readonly reason: string | null
  } | null
  /** What else one can do; information, not advice. */
  readonly remedies: string
  readonly notice: { readonly number: string; readonly toOn: CalendarDate; readonly provisional: boolean; readonly openObjections: number } | null
}

/** What an applicant and their team read about notice, objections and 复核 of a case; null when it is not theirs. */
export async function ownRemedy(actor: Actor, caseNo: string): Promise<OwnRemedy | null> {
  const row = await db.case.findUnique({
    where: { caseNo },
    include: {
      application: { include: { venture: { include: { members: { where: { leftAt: null } } } } } },
      objections: { orderBy: { receivedAt: 'asc' } },
      noticeLines: { where: { notice: { state: 'published' } }, include: { notice: true }, orderBy: { notice: { publishedAt: 'desc' } }, take: 1 },
    },
  })
  const team = row?.application.venture?.members.some((one) => one.personId === actor.personId) ?? false
  if (!row || !(row.personId === actor.personId || team)) return null
  const days = await reviewDays(db)
  const asked = row.objections.find((one) => one.kind === 'reconsideration')
  const until = row.state === 'rejected' && row.decidedAt ? reconsiderUntil(await loadCalendar(db), dateInShanghai(row.decidedAt), days.applyDays) : null
  const notice = row.noticeLines[0]?.notice
  const decided = asked?.decision && (asked.state === 'notified' || asked.state === 'closed')
  return {
    until,
    mayAsk: until !== null && !asked && clock.today() <= until && row.personId === actor.personId,
    decideDays: days.decideDays,
    reconsideration: asked
      ? {
          number: asked.number,
          state: objectionWords[asked.state].objector,
          askedOn: dateInShanghai(asked.receivedAt),
          decideDueOn: fromDateColumn(asked.decideDueOn),
          decision: decided ? decisionWords[asked.decision as Decision] : null,
          reason: decided ? asked.reason : null,
        }
      : null,
    remedies: furtherRemedies,
    notice:
      notice?.toOn && notice.number && (row.state === 'public_notice' || row.state === 'objection_hold')
        ? {
            number: notice.number,
            toOn: fromDateColumn(notice.toOn),
            provisional: notice.provisional,
            openObjections: row.objections.filter((one) => one.kind === 'objection' && isOpenObjection(one.state)).length,
          }
        : null,
  }
}
